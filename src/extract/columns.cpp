#include "extract/columns.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "extract/heading.h"
#include "extract/lists.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::size_t kMinNameChars = 2;
constexpr std::size_t kMaxNameChars = 14;
constexpr std::size_t kMaxColumns = 400;
constexpr std::uint32_t kMaxPlainName = 8;  // of a name that stands in no menu
constexpr std::uint32_t kSectionReach = 4;  // blocks between the heading of a section and 更多

struct NameRule {
    std::string_view word;
    ColumnKind kind;
};

// The first that fits decides: the more telling word stands before the more general one.
constexpr NameRule kNames[] = {
    {"意见征集", ColumnKind::consultation},
    {"民意征集", ColumnKind::consultation},
    {"征求意见", ColumnKind::consultation},
    {"征集调查", ColumnKind::consultation},
    {"调查征集", ColumnKind::consultation},
    {"网上调查", ColumnKind::consultation},
    {"在线调查", ColumnKind::consultation},
    {"问卷调查", ColumnKind::consultation},
    {"网上征集", ColumnKind::consultation},
    {"征集", ColumnKind::consultation},
    {"民意调查", ColumnKind::consultation},
    {"意见反馈", ColumnKind::consultation},
    {"政策解读", ColumnKind::interpretation},
    {"解读回应", ColumnKind::interpretation},
    {"文件解读", ColumnKind::interpretation},
    {"法规解读", ColumnKind::interpretation},
    {"解读", ColumnKind::interpretation},
    {"回应关切", ColumnKind::interpretation},
    {"图解", ColumnKind::interpretation},
    {"通知公告", ColumnKind::notices},
    {"公示公告", ColumnKind::notices},
    {"公告公示", ColumnKind::notices},
    {"通知公示", ColumnKind::notices},
    {"公告", ColumnKind::notices},
    {"公示", ColumnKind::notices},
    {"通知", ColumnKind::notices},
    {"通告", ColumnKind::notices},
    {"领导信箱", ColumnKind::interaction},
    {"局长信箱", ColumnKind::interaction},
    {"市长信箱", ColumnKind::interaction},
    {"信箱", ColumnKind::interaction},
    {"互动", ColumnKind::interaction},
    {"政民", ColumnKind::interaction},
    {"咨询", ColumnKind::interaction},
    {"投诉", ColumnKind::interaction},
    {"留言", ColumnKind::interaction},
    {"写信", ColumnKind::interaction},
    {"来信", ColumnKind::interaction},
    {"信件", ColumnKind::interaction},
    {"访谈", ColumnKind::interaction},
    {"问政", ColumnKind::interaction},
    {"诉求", ColumnKind::interaction},
    {"信访", ColumnKind::interaction},
    {"建言", ColumnKind::interaction},
    {"知识库", ColumnKind::interaction},
    {"12345", ColumnKind::interaction},
    {"热线", ColumnKind::interaction},
    {"意见建议", ColumnKind::interaction},
    {"智能问答", ColumnKind::interaction},
    {"政务服务", ColumnKind::services},
    {"办事", ColumnKind::services},
    {"便民", ColumnKind::services},
    {"服务大厅", ColumnKind::services},
    {"在线服务", ColumnKind::services},
    {"公共服务", ColumnKind::services},
    {"网上服务", ColumnKind::services},
    {"服务指南", ColumnKind::services},
    {"行政审批", ColumnKind::services},
    {"行政许可", ColumnKind::services},
    {"一网通办", ColumnKind::services},
    {"下载中心", ColumnKind::services},
    {"表格下载", ColumnKind::services},
    {"领导", ColumnKind::leaders},
    {"负责人", ColumnKind::leaders},
    {"领导之窗", ColumnKind::leaders},
    {"机构", ColumnKind::organization},
    {"职能", ColumnKind::organization},
    {"处室", ColumnKind::organization},
    {"科室", ColumnKind::organization},
    {"职责", ColumnKind::organization},
    {"直属单位", ColumnKind::organization},
    {"所属单位", ColumnKind::organization},
    {"组织架构", ColumnKind::organization},
    {"数据", ColumnKind::data},
    {"统计", ColumnKind::data},
    {"政策", ColumnKind::policies},
    {"文件", ColumnKind::policies},
    {"法规", ColumnKind::policies},
    {"规章", ColumnKind::policies},
    {"法律", ColumnKind::policies},
    {"政府令", ColumnKind::policies},
    {"概况", ColumnKind::overview},
    {"概览", ColumnKind::overview},
    {"简介", ColumnKind::overview},
    {"走进", ColumnKind::overview},
    {"魅力", ColumnKind::overview},
    {"认识", ColumnKind::overview},
    {"关于我们", ColumnKind::overview},
    {"历史沿革", ColumnKind::overview},
    {"行政区划", ColumnKind::overview},
    {"动态", ColumnKind::news},
    {"要闻", ColumnKind::news},
    {"新闻", ColumnKind::news},
    {"快讯", ColumnKind::news},
    {"资讯", ColumnKind::news},
    {"时政", ColumnKind::news},
    {"头条", ColumnKind::news},
    {"信息速递", ColumnKind::news},
    {"国务院信息", ColumnKind::news},
};

std::string_view clean_name(std::string_view name) {
    name = trim(name);
    if (is_framed_by_hanzi(name)) return name;
    for (bool again = true; again;) {
        again = false;
        for (std::string_view mark :
             {"·", "•", "|", ">", "»", "[", "【", "-", "▪", "■", "›", "＞"}) {
            if (name.starts_with(mark)) {
                name = trim(name.substr(mark.size()));
                again = true;
            }
            if (name.ends_with(mark)) {
                name = trim(name.substr(0, name.size() - mark.size()));
                again = true;
            }
        }
        for (std::string_view mark : {"]", "】", "：", ":", ">>", "▼"}) {
            if (name.ends_with(mark)) {
                name = trim(name.substr(0, name.size() - mark.size()));
                again = true;
            }
        }
    }
    return name;
}

bool is_home_link(std::string_view name) {
    return name == "首页" || name == "首 页" || name == "网站首页" || name == "返回首页";
}

bool has_name_length(std::string_view name) {
    const std::size_t chars = char_count(name);
    return chars >= kMinNameChars && chars <= kMaxNameChars;
}

class ColumnFinder {
public:
    explicit ColumnFinder(Reading& reading) : reading_(reading), outline_(reading.outline) {}

    void find() {
        seen_.clear();
        from_sections();
        from_menus();
    }

private:
    void add(std::string_view name, std::string_view url, std::uint8_t level) {
        name = clean_name(name);
        if (!has_name_length(name) || is_home_link(name) || is_step_link(name)) return;
        if (reading_.facts.columns.size() >= kMaxColumns) return;
        const std::uint64_t key = fnv1a(url) * 31 + fnv1a(name);
        const auto at = std::lower_bound(seen_.begin(), seen_.end(), key);
        if (at != seen_.end() && *at == key) return;
        seen_.insert(at, key);
        reading_.facts.columns.push_back({name, url, column_kind_of(name), level});
    }

    // A heading and its 更多: "通知公告 更多>>".
    void from_sections() {
        for (std::uint32_t i = 0; i < outline_.places.size(); ++i) {
            const LinkPlace& place = outline_.places[i];
            const Link& link = reading_.facts.links[i];
            if (!place.anchor || link.hidden || place.block == kNone) continue;
            if (link.kind != LinkKind::page) continue;
            const bool more = (place.marks & kLinkMore) != 0 || place.title == "更多";
            if (!more || char_count(link.text) > 8) continue;
            const std::string_view name = name_before(place);
            if (!name.empty()) add(name, link.url, 1);
        }
        for (std::uint32_t i = 0; i < outline_.places.size(); ++i) {
            const LinkPlace& place = outline_.places[i];
            const Link& link = reading_.facts.links[i];
            if (!place.anchor || link.hidden || link.kind != LinkKind::page) continue;
            if (place.block == kNone || place.chars < 2 || place.chars > kMaxNameChars) continue;
            const Block& block = outline_.blocks[place.block];
            const bool titled =
                block.heading != 0 || (outline_.hints_around(block.box, 2) & kHintTitle) != 0;
            const bool plain =
                place.chars > kMaxPlainName && column_kind_of(link.text) == ColumnKind::other;
            if (titled && !plain && outline_.boxes[block.box].part == Part::body)
                add(link.text, link.url, 1);
        }
    }

    std::string_view name_before(const LinkPlace& place) const {
        const Block& block = outline_.blocks[place.block];
        const std::string_view same = clean_name(block.text.substr(0, place.begin));
        if (has_name_length(same)) return same;
        for (std::uint32_t back = 1; back <= kSectionReach && back <= place.block; ++back) {
            const Block& before = outline_.blocks[place.block - back];
            if (!reading_.is_shown(before)) continue;
            const std::string_view name = clean_name(before.text);
            if (has_name_length(name) && !is_step_link(name)) return name;
            if (before.chars > kMaxNameChars) return {};
        }
        return {};
    }

    void from_menus() {
        for (std::uint32_t i = 0; i < outline_.places.size(); ++i) {
            const LinkPlace& place = outline_.places[i];
            const Link& link = reading_.facts.links[i];
            if (!place.anchor || link.hidden || place.block == kNone) continue;
            if (link.kind != LinkKind::page) continue;
            if (place.chars < 2 || place.chars > kMaxNameChars) continue;
            const Box& box = outline_.boxes[place.box];
            if (box.part == Part::footer || place.block == reading_.crumb_block) continue;
            const std::uint16_t hints = outline_.hints_around(place.box, 5);
            const bool menu = box.part != Part::body || (hints & (kHintNav | kHintSide)) != 0;
            const bool named =
                place.chars <= kMaxPlainName && column_kind_of(link.text) != ColumnKind::other;
            if (!menu && !named) continue;
            if (hints & (kHintPager | kHintShare | kHintCrumb)) continue;
            add(link.text, link.url, level_of(place.box));
        }
    }

    // Lists within lists: below the top of the menu.
    std::uint8_t level_of(std::uint32_t box) const {
        int lists = 0;
        for (int i = 0; i < 8 && box != kNone; ++i) {
            if (outline_.boxes[box].kind == BoxKind::list) ++lists;
            box = outline_.boxes[box].parent;
        }
        return lists >= 2 ? 2 : lists == 1 ? 1 : 0;
    }

    Reading& reading_;
    const Outline& outline_;
    std::vector<std::uint64_t> seen_;
};

}  // namespace

ColumnKind column_kind_of(std::string_view name) {
    static const Words kWords = [] {
        std::vector<std::string_view> words;
        for (const NameRule& rule : kNames) words.push_back(rule.word);
        return Words(words);
    }();
    const std::size_t first = kWords.first_in_list(name);
    return first < kWords.size() ? kNames[first].kind : ColumnKind::other;
}

void find_columns(Reading& reading) {
    ColumnFinder(reading).find();
}

void find_own_column(Reading& reading) {
    PageFacts& facts = reading.facts;
    std::string_view name = meta_content(facts, "ColumnName");
    if (is_placeholder(name) || is_home_link(name)) name = {};
    const std::string_view crumb = clean_name(reading.crumb_name);
    if (name.empty() && has_name_length(crumb) && !is_home_link(crumb)) name = crumb;
    if (name.empty() && facts.kind == PageKind::column) {
        const std::string_view title = clean_document_title(facts.title, facts.site_name);
        if (has_name_length(clean_name(title)) && title != facts.site_name)
            name = clean_name(title);
    }
    facts.column_name = name;
    facts.column_kind = column_kind_of(name);
}

}  // namespace mingcha::extract
