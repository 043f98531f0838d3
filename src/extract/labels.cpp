#include "extract/labels.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

struct LabelWord {
    std::string_view word;
    Label label;
};

// Longer words first where one ends with another.
constexpr LabelWord kWords[] = {
    {"信息发布时间", Label::published},
    {"信息发布日期", Label::published},
    {"首次发布时间", Label::published},
    {"文章发布时间", Label::published},
    {"发布时间", Label::published},
    {"发布日期", Label::published},
    {"发表时间", Label::published},
    {"发表日期", Label::published},
    {"发稿时间", Label::published},
    {"公布时间", Label::published},
    {"公布日期", Label::published},
    {"公开日期", Label::published},
    {"公开时间", Label::published},
    {"上传时间", Label::published},
    {"上传日期", Label::published},
    {"添加时间", Label::published},
    {"添加日期", Label::published},
    {"录入时间", Label::published},
    {"录入日期", Label::published},
    {"上网时间", Label::published},
    {"上网日期", Label::published},
    {"发文时间", Label::published},
    {"信息时间", Label::published},
    {"文章时间", Label::published},
    {"撰写时间", Label::published},
    {"编辑时间", Label::published},
    {"发布于", Label::published},
    {"发表于", Label::published},
    {"生成日期", Label::published},
    {"生成时间", Label::published},
    {"更新时间", Label::updated},
    {"更新日期", Label::updated},
    {"修改时间", Label::updated},
    {"最后更新", Label::updated},
    {"成文日期", Label::other_date},
    {"成文时间", Label::other_date},
    {"发文日期", Label::other_date},
    {"印发日期", Label::other_date},
    {"制定日期", Label::other_date},
    {"签署时间", Label::other_date},
    {"签署日期", Label::other_date},
    {"签订时间", Label::other_date},
    {"签订日期", Label::other_date},
    {"截止时间", Label::other_date},
    {"截止日期", Label::other_date},
    {"截至时间", Label::other_date},
    {"截至日期", Label::other_date},
    {"开始时间", Label::other_date},
    {"开始日期", Label::other_date},
    {"起始时间", Label::other_date},
    {"结束时间", Label::other_date},
    {"结束日期", Label::other_date},
    {"生效日期", Label::other_date},
    {"生效时间", Label::other_date},
    {"实施日期", Label::other_date},
    {"施行日期", Label::other_date},
    {"失效日期", Label::other_date},
    {"失效时间", Label::other_date},
    {"废止日期", Label::other_date},
    {"有效期至", Label::other_date},
    {"有效期", Label::other_date},
    {"开标时间", Label::other_date},
    {"开标日期", Label::other_date},
    {"会议时间", Label::other_date},
    {"活动时间", Label::other_date},
    {"报名时间", Label::other_date},
    {"征集时间", Label::other_date},
    {"访谈时间", Label::other_date},
    {"直播时间", Label::other_date},
    {"公示时间", Label::other_date},
    {"公告时间", Label::other_date},
    {"公示日期", Label::other_date},
    {"公告日期", Label::other_date},
    {"出生日期", Label::other_date},
    {"页面生成时间", Label::other_date},
    {"当前时间", Label::other_date},
    {"系统时间", Label::other_date},
    {"信息来源", Label::source},
    {"文章来源", Label::source},
    {"稿件来源", Label::source},
    {"内容来源", Label::source},
    {"新闻来源", Label::source},
    {"发布来源", Label::source},
    {"数据来源", Label::none},
    {"资金来源", Label::none},
    {"来源", Label::source},
    {"信件标题", Label::title},
    {"来信标题", Label::title},
    {"留言标题", Label::title},
    {"咨询标题", Label::title},
    {"信件主题", Label::title},
    {"来信主题", Label::title},
    {"留言主题", Label::title},
    {"咨询主题", Label::title},
    {"问题标题", Label::title},
    {"诉求标题", Label::title},
    {"标题", Label::title},
    {"主题", Label::title},
    {"写信时间", Label::asked},
    {"写信日期", Label::asked},
    {"来信时间", Label::asked},
    {"来信日期", Label::asked},
    {"去信时间", Label::asked},
    {"信件时间", Label::asked},
    {"信件日期", Label::asked},
    {"留言时间", Label::asked},
    {"留言日期", Label::asked},
    {"提问时间", Label::asked},
    {"提问日期", Label::asked},
    {"提交时间", Label::asked},
    {"提交日期", Label::asked},
    {"咨询时间", Label::asked},
    {"咨询日期", Label::asked},
    {"投诉时间", Label::asked},
    {"投诉日期", Label::asked},
    {"反映时间", Label::asked},
    {"诉求时间", Label::asked},
    {"建议时间", Label::asked},
    {"收信时间", Label::asked},
    {"收件时间", Label::asked},
    {"受理日期", Label::asked},
    {"回复时间", Label::replied},
    {"回复日期", Label::replied},
    {"答复时间", Label::replied},
    {"答复日期", Label::replied},
    {"回答时间", Label::replied},
    {"回信时间", Label::replied},
    {"办结时间", Label::replied},
    {"办结日期", Label::replied},
    {"处理时间", Label::replied},
    {"处理日期", Label::replied},
    {"办理日期", Label::replied},
    {"反馈时间", Label::replied},
    {"反馈日期", Label::replied},
    {"答复单位", Label::reply_unit},
    {"答复部门", Label::reply_unit},
    {"回复单位", Label::reply_unit},
    {"回复部门", Label::reply_unit},
    {"回复人", Label::reply_unit},
    {"答复人", Label::reply_unit},
    {"处理单位", Label::reply_unit},
    {"处理部门", Label::reply_unit},
    {"办理单位", Label::reply_unit},
    {"办理部门", Label::reply_unit},
    {"受理单位", Label::reply_unit},
    {"受理部门", Label::reply_unit},
    {"承办部门", Label::reply_unit},
    {"收信单位", Label::reply_unit},
    {"收信部门", Label::reply_unit},
    {"留言部门", Label::reply_unit},
    {"咨询部门", Label::reply_unit},
    {"来信内容", Label::letter_text},
    {"信件内容", Label::letter_text},
    {"写信内容", Label::letter_text},
    {"留言内容", Label::letter_text},
    {"咨询内容", Label::letter_text},
    {"咨询问题", Label::letter_text},
    {"问题描述", Label::letter_text},
    {"问题内容", Label::letter_text},
    {"投诉内容", Label::letter_text},
    {"诉求内容", Label::letter_text},
    {"提问内容", Label::letter_text},
    {"回复内容", Label::reply_text},
    {"答复内容", Label::reply_text},
    {"回信内容", Label::reply_text},
    {"回复意见", Label::reply_text},
    {"答复意见", Label::reply_text},
    {"办理结果", Label::reply_text},
    {"处理结果", Label::reply_text},
    {"处理意见", Label::reply_text},
    {"回复结果", Label::reply_text},
    {"答复结果", Label::reply_text},
    {"回复情况", Label::reply_text},
    {"答复情况", Label::reply_text},
    {"办理情况", Label::reply_text},
    {"反馈内容", Label::reply_text},
    {"官方回复", Label::reply_text},
    {"办理状态", Label::letter_state},
    {"处理状态", Label::letter_state},
    {"回复状态", Label::letter_state},
    {"答复状态", Label::letter_state},
    {"信件状态", Label::letter_state},
    {"受理状态", Label::letter_state},
    {"办件状态", Label::letter_state},
    {"当前状态", Label::letter_state},
    {"来信人", Label::letter_sender},
    {"写信人", Label::letter_sender},
    {"留言人", Label::letter_sender},
    {"咨询人", Label::letter_sender},
    {"提问人", Label::letter_sender},
    {"投诉人", Label::letter_sender},
    {"网民", Label::letter_sender},
    {"网友", Label::letter_sender},
    {"信件编号", Label::letter_code},
    {"来信编号", Label::letter_code},
    {"留言编号", Label::letter_code},
    {"信件类型", Label::letter_code},
    {"来信类型", Label::letter_code},
    {"信件类别", Label::letter_code},
    {"留言类型", Label::letter_code},
    {"查询编号", Label::letter_code},
    {"受理编号", Label::letter_code},
    {"事项名称", Label::name},
    {"服务名称", Label::name},
    {"服务事项", Label::name},
    {"办理事项", Label::name},
    {"项目名称", Label::name},
    {"办事项目", Label::name},
    {"设定依据", Label::basis},
    {"法律依据", Label::basis},
    {"法定依据", Label::basis},
    {"办理依据", Label::basis},
    {"办事依据", Label::basis},
    {"审批依据", Label::basis},
    {"许可依据", Label::basis},
    {"政策依据", Label::basis},
    {"实施依据", Label::basis},
    {"受理依据", Label::basis},
    {"行使依据", Label::basis},
    {"收费依据", Label::fee},
    {"受理条件", Label::conditions},
    {"申请条件", Label::conditions},
    {"申报条件", Label::conditions},
    {"申办条件", Label::conditions},
    {"办理条件", Label::conditions},
    {"办事条件", Label::conditions},
    {"审批条件", Label::conditions},
    {"许可条件", Label::conditions},
    {"准予条件", Label::conditions},
    {"准予批准的条件", Label::conditions},
    {"办理对象", Label::conditions},
    {"适用范围", Label::conditions},
    {"适用对象", Label::conditions},
    {"服务对象", Label::conditions},
    {"申请对象", Label::conditions},
    {"受理范围", Label::conditions},
    {"申请范围", Label::conditions},
    {"申请材料目录", Label::materials},
    {"申请材料清单", Label::materials},
    {"申请材料", Label::materials},
    {"申报材料", Label::materials},
    {"申办材料", Label::materials},
    {"办理材料", Label::materials},
    {"办事材料", Label::materials},
    {"提交材料", Label::materials},
    {"提交的材料", Label::materials},
    {"提供的材料", Label::materials},
    {"提供材料", Label::materials},
    {"所需材料", Label::materials},
    {"所需资料", Label::materials},
    {"需要材料", Label::materials},
    {"应提交资料", Label::materials},
    {"提交资料", Label::materials},
    {"申请资料", Label::materials},
    {"申报资料", Label::materials},
    {"资料要求", Label::materials},
    {"材料清单", Label::materials},
    {"材料目录", Label::materials},
    {"材料要求", Label::materials},
    {"办理地点", Label::place},
    {"受理地点", Label::place},
    {"办事地点", Label::place},
    {"申请地点", Label::place},
    {"办公地点", Label::place},
    {"办公地址", Label::place},
    {"办理地址", Label::place},
    {"受理地址", Label::place},
    {"办事地址", Label::place},
    {"窗口地址", Label::place},
    {"办理窗口", Label::place},
    {"受理窗口", Label::place},
    {"办事窗口", Label::place},
    {"受理地点和时间", Label::place},
    {"办公地址和时间", Label::place},
    {"办理时间", Label::time},
    {"受理时间", Label::time},
    {"办公时间", Label::time},
    {"办事时间", Label::time},
    {"工作时间", Label::time},
    {"上班时间", Label::time},
    {"窗口时间", Label::time},
    {"接待时间", Label::time},
    {"办理时限", Label::limit},
    {"办结时限", Label::limit},
    {"承诺时限", Label::limit},
    {"法定时限", Label::limit},
    {"承诺办结时限", Label::limit},
    {"审批时限", Label::limit},
    {"办理期限", Label::limit},
    {"审批期限", Label::limit},
    {"联系电话", Label::phone},
    {"咨询电话", Label::phone},
    {"办理电话", Label::phone},
    {"办公电话", Label::phone},
    {"咨询方式", Label::phone},
    {"咨询途径", Label::phone},
    {"咨询监督", Label::phone},
    {"窗口电话", Label::phone},
    {"服务电话", Label::phone},
    {"咨询投诉电话", Label::phone},
    {"联系方式", Label::phone},
    {"办理流程图", Label::process},
    {"办理流程", Label::process},
    {"办理程序", Label::process},
    {"办理步骤", Label::process},
    {"办事流程", Label::process},
    {"办事程序", Label::process},
    {"审批流程", Label::process},
    {"审批程序", Label::process},
    {"申请流程", Label::process},
    {"申请程序", Label::process},
    {"申办流程", Label::process},
    {"申报流程", Label::process},
    {"申报程序", Label::process},
    {"受理流程", Label::process},
    {"服务流程", Label::process},
    {"工作流程", Label::process},
    {"业务流程", Label::process},
    {"收费标准", Label::fee},
    {"收费情况", Label::fee},
    {"是否收费", Label::fee},
    {"审批结果", Label::result},
    {"办理方式", Label::result},
    {"结果送达", Label::result},
    {"网站标识码", Label::site_code},
    {"网站标识编码", Label::site_code},
    {"网站识别码", Label::site_code},
    {"标识码", Label::site_code},
    {"主办单位", Label::organizer},
    {"网站主办", Label::organizer},
    {"主办", Label::organizer},
    {"承办单位", Label::operator_unit},
    {"承办", Label::operator_unit},
    {"版权所有", Label::copyright},
    {"联系地址", Label::address},
    {"地址", Label::address},
    {"联系我们", Label::contact},
    {"电话", Label::contact},
    {"时间", Label::dated},
    {"日期", Label::dated},
};

constexpr std::size_t kMaxHeadingBytes = 72;

// Words by a hash of their last character, longest first within a bucket.
class WordIndex {
public:
    WordIndex() {
        for (const LabelWord& word : kWords) buckets_[slot(word.word)].push_back(word);
        for (auto& bucket : buckets_) {
            std::stable_sort(bucket.begin(), bucket.end(), [](const auto& a, const auto& b) {
                return a.word.size() > b.word.size();
            });
        }
    }

    // Words that may end `text`; most texts have none.
    const std::vector<LabelWord>& candidates(std::string_view text) const {
        return buckets_[slot(text)];
    }

private:
    static std::size_t slot(std::string_view text) {
        if (text.size() < 3) return 0;
        const auto* last = reinterpret_cast<const unsigned char*>(text.data() + text.size() - 3);
        const std::uint32_t key =
            last[0] | last[1] << 8 | static_cast<std::uint32_t>(last[2]) << 16;
        return (key * 0x9E3779B1U) >> 22;
    }

    std::array<std::vector<LabelWord>, 1024> buckets_;
};

const WordIndex& index() {
    static const WordIndex kIndex;
    return kIndex;
}

bool ends_with_any(std::string_view& text, std::initializer_list<std::string_view> marks) {
    for (std::string_view mark : marks) {
        if (text.ends_with(mark)) {
            text.remove_suffix(mark.size());
            return true;
        }
    }
    return false;
}

bool starts_with_any(std::string_view& text, std::initializer_list<std::string_view> marks) {
    for (std::string_view mark : marks) {
        if (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
            return true;
        }
    }
    return false;
}

// "一、", "（二）", "3.", "第四 ", "★": what numbers a heading.
std::string_view without_numbering(std::string_view text) {
    const std::string_view whole = text;
    starts_with_any(text, {"★", "●", "■", "◆", "※", "▶", "◎", "·", "•"});
    text = trim(text);
    const bool bracket = starts_with_any(text, {"（", "(", "第"});
    bool number = false;
    while (starts_with_any(text, {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) ||
           (!text.empty() && text.front() >= '0' && text.front() <= '9')) {
        if (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
        number = true;
    }
    if (!number) return bracket ? whole : trim(text);
    if (!starts_with_any(text, {"）", ")", "、", "．", ".", "，", "步", "条", "："})) {
        text = trim(text);
    }
    return trim(text);
}

}  // namespace

Label label_at_end(std::string_view text, std::size_t& begin) {
    const std::size_t size = text.size();
    const char* const origin = text.data();
    text = trim(text);
    if (text.empty()) return Label::none;
    // 来　　源, 日 期: spread letters are common in footers and source lines.
    std::array<char, 48> squeezed{};
    const bool spread = size >= 7 && (text.find("\u3000") != std::string_view::npos ||
                                      text.find(' ') != std::string_view::npos);
    const auto& bucket = index().candidates(text);
    if (bucket.empty()) return Label::none;
    for (const LabelWord& word : bucket) {
        if (text.ends_with(word.word)) {
            begin = static_cast<std::size_t>(text.end() - origin) - word.word.size();
            return word.label;
        }
    }
    if (!spread) return Label::none;
    const std::string_view tail = text.size() > 36 ? text.substr(text.size() - 36) : text;
    std::size_t used = 0;
    for (std::size_t i = 0; i < tail.size() && used < squeezed.size();) {
        if (tail[i] == ' ') {
            ++i;
        } else if (tail.substr(i, 3) == "\u3000") {
            i += 3;
        } else {
            squeezed[used++] = tail[i++];
        }
    }
    const std::string_view tight(squeezed.data(), used);
    for (const LabelWord& word : bucket) {
        if (!tight.ends_with(word.word)) continue;
        // The first character of the label in the spread text.
        const std::size_t first = text.rfind(word.word.substr(0, 3));
        if (first == std::string_view::npos) return Label::none;
        begin = static_cast<std::size_t>(text.data() - origin) + first;
        return word.label;
    }
    return Label::none;
}

Label label_of_heading(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > kMaxHeadingBytes) return Label::none;
    // Marks at the end begin with one of four bytes, or are ASCII.
    while (static_cast<unsigned char>(text.back()) < 0x80 || text.back() == '\x9A' ||
           text.back() == '\x91' || text.back() == '\x97' || text.back() == '\x8D' ||
           text.back() == '\x8F' || text.back() == '\x9F') {
        if (!ends_with_any(text, {"：", ":", "】", "]", "〗", "」", "』", "?", "？"})) break;
        text = trim(text);
        if (text.empty()) return Label::none;
    }
    if (index().candidates(text).empty()) return Label::none;
    text = without_numbering(text);
    starts_with_any(text, {"【", "[", "〖", "「", "《", "『"});
    text = trim(text);
    std::size_t begin = 0;
    const Label label = label_at_end(text, begin);
    if (label == Label::none) return Label::none;
    // "需要提交的材料": a few characters more than the label make a heading still.
    const bool guide_label = label >= Label::name && label <= Label::result;
    return begin == 0 || (guide_label && begin <= 18) ? label : Label::none;
}

void find_labels(const Outline& outline, std::vector<LabelHit>& hits) {
    hits.clear();
    for (std::uint32_t b = 0; b < outline.blocks.size(); ++b) {
        const Block& block = outline.blocks[b];
        if (block.hidden) continue;
        const std::string_view text = block.text;
        const std::size_t before = hits.size();
        std::size_t ascii = text.find(':');
        std::size_t wide = block.marks & kMarkColon ? text.find("：") : std::string_view::npos;
        for (std::size_t at = 0; at < text.size();) {
            if (ascii < at) ascii = text.find(':', at);
            if (wide < at) wide = text.find("：", at);
            const std::size_t colon = std::min(ascii, wide);
            if (colon == std::string_view::npos) break;
            const std::size_t behind = colon + (colon == wide ? 3 : 1);
            const std::size_t window = colon > 42 ? colon - 42 : 0;
            std::size_t begin = 0;
            const Label label = label_at_end(text.substr(window, colon - window), begin);
            if (label != Label::none) {
                hits.push_back({label, b, static_cast<std::uint32_t>(window + begin),
                                static_cast<std::uint32_t>(behind), trim(text).size() == behind});
            }
            at = behind;
        }
        if (hits.size() != before || text.size() > kMaxHeadingBytes || text.size() < 6) continue;
        const Label label = label_of_heading(text);
        if (label != Label::none) {
            hits.push_back({label, b, 0, static_cast<std::uint32_t>(text.size()), true});
        }
    }
}

std::string_view value_of(const Outline& outline, const std::vector<LabelHit>& hits,
                          std::size_t hit) {
    const LabelHit& here = hits[hit];
    const Block& block = outline.blocks[here.block];
    std::size_t end = block.text.size();
    if (hit + 1 < hits.size() && hits[hit + 1].block == here.block) end = hits[hit + 1].begin;
    if (here.value_begin < end) {
        const std::string_view value =
            trim(block.text.substr(here.value_begin, end - here.value_begin));
        if (!value.empty()) return value;
    }
    if (end != block.text.size()) return {};
    constexpr std::uint32_t kLookAhead = 3;
    for (std::uint32_t b = here.block + 1;
         b < outline.blocks.size() && b <= here.block + kLookAhead; ++b) {
        if (outline.blocks[b].hidden) continue;
        if (hit + 1 < hits.size() && hits[hit + 1].block == b && hits[hit + 1].begin == 0) {
            return {};
        }
        const std::string_view value = trim(outline.blocks[b].text);
        if (!value.empty() && value != "：" && value != ":") return value;
    }
    return {};
}

}  // namespace mingcha::extract
