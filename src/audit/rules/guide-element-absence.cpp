// 办事指南重点要素类别缺失4类及以上的事项数量超过（含）5个；事项总数不足5个的，每个均缺失4类及以上
// (indicators.md W6.2–3).
#include "audit/guides.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kClasses = 4;
constexpr std::int64_t kCount = 5;

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto classes =
        static_cast<std::size_t>(input.rule.threshold("missing_classes", kClasses));
    const std::int64_t count = input.rule.threshold("count", kCount);
    const std::vector<const PageRecord*> guides = guides_of(site);
    const Reason& cut = site.facts().cut_short;
    if (guides.empty()) {
        return cut.code != ReasonCode::none ? not_measured(cut)
                                            : not_measured(ReasonCode::ours, "未识别出办事指南");
    }
    Finding finding = make_finding("guides", "");
    finding.count = 0;
    for (const PageRecord* page : guides) {
        const std::vector<std::string> missing = missing_elements(*page->facts.guide);
        if (missing.size() < classes) continue;
        ++finding.count;
        add_place(finding, page->facts.url);
        add_evidence(finding, evidence_of(*page, "缺" + join(missing, "、")));
    }
    const auto total = static_cast<std::int64_t>(guides.size());
    const bool all = total < count && finding.count == total;
    Coverage coverage{total, 0, 0};
    Verdict verdict = pass();
    if (finding.count >= count || (all && cut.code == ReasonCode::none)) {
        finding.problem = std::to_string(finding.count) + "个事项的办事指南重点要素类别缺失" +
                          std::to_string(classes) + "类及以上";
        verdict = judged({std::move(finding)});
    } else if (all) {
        verdict = not_measured(cut);  // the ones that were not seen may be whole
    }
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule guide_element_absence() {
    return {"guide-element-absence", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
