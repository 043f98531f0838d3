#include "audit/solicitations.h"

#include <array>

#include "audit/presence.h"

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 17> kFeedback{
    "结果反馈", "采纳情况",   "征集结果",   "调查结果", "小结",     "反馈情况",
    "情况反馈", "意见汇总",   "征集情况",   "情况汇总", "反馈公告", "采纳说明",
    "调查分析", "征集的结果", "调查的结果", "结果公告", "结果公示"};
constexpr std::string_view kFeedbackEnd = "反馈";  // 关于…意见建议的反馈
constexpr std::array<std::string_view, 7> kAsking{"征集",     "问卷", "征求意见", "网上调查",
                                                  "在线调查", "投票", "民意调查"};

}  // namespace

bool names_feedback(std::string_view title) {
    return has_any(title, kFeedback) || title.ends_with(kFeedbackEnd);
}

bool names_solicitation(std::string_view title) {
    return has_any(title, kAsking);
}

std::vector<const PageRecord*> solicitation_pages(const SiteView& site) {
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.column_kind != ColumnKind::consultation) continue;
        if (facts.kind == PageKind::column || facts.kind == PageKind::home) continue;
        pages.push_back(&page);
    }
    return pages;
}

}  // namespace mingcha::audit
