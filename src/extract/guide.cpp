#include "extract/guide.h"

#include <algorithm>

#include "base/text.h"
#include "extract/heading.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::size_t kMaxFaults = 50;
constexpr std::size_t kExcerptBytes = 120;

bool says_nothing(std::string_view value) {
    value = trim(value);
    return value.empty() || value == "无" || value == "暂无" || value == "/" || value == "-" ||
           value == "待定" || value == "略" || value == "空" || value == "暂无数据" ||
           value == "暂无内容";
}

// Whether anything stands behind a label before the next label of a guide.
bool has_content(const Reading& reading, std::size_t hit) {
    return !says_nothing(value_of(reading.outline, reading.hits, hit));
}

std::string_view excerpt_around(std::string_view text, std::size_t at, std::size_t length) {
    const auto is_middle = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    };
    std::size_t begin = at > kExcerptBytes / 2 ? at - kExcerptBytes / 2 : 0;
    while (is_middle(begin)) ++begin;
    std::size_t end = std::min(text.size(), at + length + kExcerptBytes / 2);
    while (is_middle(end)) ++end;
    return trim(text.substr(begin, end - begin));
}

}  // namespace

GuideSigns find_guide_signs(const Reading& reading) {
    GuideSigns signs;
    Guide& guide = signs.guide;
    bool asked = false;
    for (std::size_t h = 0; h < reading.hits.size(); ++h) {
        const LabelHit& hit = reading.hits[h];
        const Block& block = reading.outline.blocks[hit.block];
        const Part part = reading.part_of(block);
        if (part == Part::footer || part == Part::nav || part == Part::header) continue;
        // A tab or a menu names the element, it is none.
        const bool tab = block.link_chars * 2 > block.chars;
        if (tab || hit.label < Label::name || hit.label > Label::result) {
            asked = asked || hit.label == Label::asked || hit.label == Label::reply_text;
            continue;
        }
        if (!has_content(reading, h)) continue;
        switch (hit.label) {
            case Label::name:
                guide.name = true;
                break;
            case Label::basis:
                guide.basis = true;
                break;
            case Label::conditions:
                guide.conditions = true;
                break;
            case Label::materials:
                guide.materials = true;
                break;
            case Label::place:
                guide.place = true;
                break;
            case Label::time:
                guide.time = true;
                break;
            case Label::phone:
                guide.phone = true;
                break;
            case Label::process:
                guide.process = true;
                break;
            default:
                signs.points += 4;
                break;
        }
    }
    const int weighty = guide.basis + guide.conditions + guide.materials + guide.process;
    signs.elements = weighty + guide.place + guide.time + guide.phone;
    signs.points += weighty * 16 + (guide.place + guide.time) * 8 + guide.phone * 3;
    if (guide.name && weighty > 0) signs.points += 6;
    const std::string_view title = reading.heading_text;
    if (holds_any(title, {"办事指南", "服务指南", "办理指南", "申报指南", "审批指南", "办理须知",
                          "办事须知", "申请指南", "申办指南", "办理流程", "办事流程", "办理程序",
                          "申请须知", "报名须知", "审批程序", "许可指南"})) {
        signs.points += 34;
    }
    if (holds_any(title, {"须知", "资料要求", "所需材料", "申请材料"})) signs.points += 14;
    std::string_view column = meta_content(reading.facts, "ColumnName");
    if (is_placeholder(column)) column = {};
    const std::string_view filed = reading.crumb_name;
    const auto guides_column = [](std::string_view name) {
        return holds_any(name, {"办事指南", "服务指南", "办理指南", "办事须知", "审批指南"});
    };
    if (guides_column(filed) || guides_column(column)) signs.points += 52;
    if (asked) signs.points -= 60;
    return signs;
}

// “其他材料：上一年度检验报告” names what it means.
static bool says_which(std::string_view rest) {
    constexpr std::size_t kLeastChars = 4;
    for (std::string_view mark : {"：", ":"}) {
        if (!rest.starts_with(mark)) continue;
        rest.remove_prefix(mark.size());
        const std::string_view named = rest.substr(0, rest.find_first_of(";\n"));
        return char_count(trim(named)) >= kLeastChars;
    }
    return false;
}

std::string_view find_vague_wording(std::string_view text) {
    for (std::string_view phrase : {"法律法规规定的其他",
                                    "法律、法规规定的其他",
                                    "法律法规需要提交的其他",
                                    "规定的其他材料",
                                    "规定的其它材料",
                                    "要求提交的其他",
                                    "要求提供的其他",
                                    "需要提交的其他",
                                    "需要提供的其他",
                                    "其他相关材料",
                                    "其它相关材料",
                                    "其他有关材料",
                                    "其它有关材料",
                                    "其他证明材料",
                                    "其它证明材料",
                                    "其他必要材料",
                                    "其他需要的材料",
                                    "其他所需材料",
                                    "其他应当提交的材料",
                                    "应当提交的其他材料",
                                    "认为需要的其他",
                                    "认为必要的其他",
                                    "等相关材料",
                                    "等有关材料",
                                    "等证明材料",
                                    "等其他材料",
                                    "等其它材料",
                                    "其他材料",
                                    "其它材料",
                                    "其他资料",
                                    "其它资料",
                                    "相关证明材料",
                                    "有关证明材料",
                                    "其他条件",
                                    "其它条件",
                                    "按有关规定",
                                    "按相关规定",
                                    "根据有关规定",
                                    "根据相关规定",
                                    "视情况而定",
                                    "有关部门规定的",
                                    "等相关资料",
                                    "等有关资料"}) {
        for (std::size_t at = text.find(phrase); at != std::string_view::npos;
             at = text.find(phrase, at + phrase.size())) {
            if (!says_which(text.substr(at + phrase.size()))) return text.substr(at, phrase.size());
        }
    }
    return {};
}

namespace {

class FaultFinder {
public:
    FaultFinder(const Reading& reading, Guide& guide) : reading_(reading), guide_(guide) {}

    void find() {
        const auto size = static_cast<std::uint32_t>(reading_.outline.blocks.size());
        for (std::size_t h = 0; h < reading_.hits.size(); ++h) {
            const LabelHit& hit = reading_.hits[h];
            if (hit.label < Label::name || hit.label > Label::result) continue;
            const std::uint32_t end = h + 1 < reading_.hits.size()
                                          ? std::max(reading_.hits[h + 1].block, hit.block + 1)
                                          : std::min(size, hit.block + 12);
            if (hit.label == Label::basis) basis(hit, end);
            if (hit.label == Label::conditions || hit.label == Label::materials ||
                hit.label == Label::process) {
                vague(hit, end);
            }
            if (hit.label == Label::materials) forms(hit, end);
        }
    }

private:
    std::string_view text_of(std::uint32_t block, const LabelHit& hit) const {
        const std::string_view text = reading_.outline.blocks[block].text;
        return block == hit.block ? text.substr(std::min<std::size_t>(hit.value_begin, text.size()))
                                  : text;
    }

    void add(GuideFault kind, std::string_view excerpt) {
        if (guide_.faults.size() < kMaxFaults) guide_.faults.push_back({kind, excerpt});
    }

    // 《…法》 alone names a law; what its clause says, or a link to its text, is the content.
    void basis(const LabelHit& hit, std::uint32_t end) {
        bool named = false;
        bool explained = false;
        std::string_view first;
        for (std::uint32_t b = hit.block; b < end; ++b) {
            const Block& block = reading_.outline.blocks[b];
            const std::string_view text = trim(text_of(b, hit));
            if (!reading_.is_shown(block) || text.empty()) continue;
            if (text.find("《") != std::string_view::npos) {
                named = true;
                if (first.empty()) first = text;
            }
            const bool clause =
                holds_any(text, {"条规定", "条：", "条 ", "款规定", "条第", "条明确"}) ||
                (text.find("第") != std::string_view::npos &&
                 text.find("条") != std::string_view::npos);
            if (clause && char_count(text) >= 24) explained = true;
            if (text.find("》") != std::string_view::npos && char_count(behind_name(text)) >= 16)
                explained = true;
            if (text.find("《") == std::string_view::npos && char_count(text) >= 24)
                explained = true;
            if (block.link_chars > 0 && text.find("《") != std::string_view::npos) explained = true;
        }
        if (named && !explained) add(GuideFault::basis_only_named, first);
    }

    static std::string_view behind_name(std::string_view text) {
        const std::size_t at = text.rfind("》");
        return at == std::string_view::npos ? std::string_view{} : trim(text.substr(at + 3));
    }

    void vague(const LabelHit& hit, std::uint32_t end) {
        for (std::uint32_t b = hit.block; b < end; ++b) {
            const Block& block = reading_.outline.blocks[b];
            if (!reading_.is_shown(block)) continue;
            const std::string_view text = text_of(b, hit);
            const std::string_view phrase = find_vague_wording(text);
            if (phrase.empty()) continue;
            const auto at = static_cast<std::size_t>(phrase.data() - text.data());
            add(GuideFault::vague_wording, excerpt_around(text, at, phrase.size()));
        }
    }

    // A form is asked for and neither linked nor said where to get.
    void forms(const LabelHit& hit, std::uint32_t end) {
        std::string_view asked;
        for (std::uint32_t b = hit.block; b < end; ++b) {
            const Block& block = reading_.outline.blocks[b];
            if (!reading_.is_shown(block)) continue;
            const std::string_view text = text_of(b, hit);
            if (asked.empty()) {
                for (std::string_view word : {"申请表", "申请书", "登记表", "审批表", "申报表",
                                              "备案表", "报名表", "承诺书", "委托书"}) {
                    const std::size_t at = text.find(word);
                    if (at == std::string_view::npos) continue;
                    asked = excerpt_around(text, at, word.size());
                    break;
                }
            }
        }
        if (asked.empty() || offers_forms()) return;
        add(GuideFault::form_without_source, asked);
    }

    bool offers_forms() const {
        for (const Link& link : reading_.facts.links) {
            if (link.kind == LinkKind::attachment) return true;
            if (holds_any(link.text,
                          {"下载", "样表", "空白表", "表格", "申请表", "申请书", "登记表"}))
                return true;
        }
        for (const Block& block : reading_.outline.blocks) {
            if (block.hidden || reading_.part_of(block) != Part::body) continue;
            if (block.marks & kMarkForms) return true;
        }
        return false;
    }

    const Reading& reading_;
    Guide& guide_;
};

}  // namespace

void find_guide_faults(const Reading& reading, Guide& guide) {
    FaultFinder(reading, guide).find();
}

}  // namespace mingcha::extract
