// 抽查5个事项：要素类别缺失、依据只有名称、表述含糊、无规范表格渠道 (indicators.md A2 办事指南).
// One finding a guide and kind of fault.
#include <array>

#include "audit/address.h"
#include "audit/guides.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSample = 5;

struct Kind {
    GuideFault fault;
    std::string_view place;
    std::string_view problem;
};

constexpr std::array<Kind, 3> kKinds{{
    {GuideFault::basis_only_named, "basis", "办事指南中提到的政策文件仅有名称、未说明具体内容"},
    {GuideFault::vague_wording, "wording", "办事指南要素存在表述含糊不清的情形"},
    {GuideFault::form_without_source, "form", "办事指南要求提供表单，但未提供规范表格获取渠道"},
}};

void check(const PageRecord& page, std::vector<Finding>& findings) {
    const Guide& guide = *page.facts.guide;
    const std::string key = "|" + address_key(page.facts.url);
    if (const std::vector<std::string> missing = missing_elements(guide); !missing.empty()) {
        Finding finding =
            make_finding("elements" + key, "办事指南要素类别缺失（" + join(missing, "、") + "）");
        finding.count = static_cast<std::int32_t>(missing.size());
        add_place(finding, page.facts.url);
        add_evidence(finding, evidence_of(page, "缺" + join(missing, "、")));
        findings.push_back(std::move(finding));
    }
    for (const Kind& kind : kKinds) {
        Finding finding = make_finding(std::string(kind.place) + key, std::string(kind.problem));
        finding.count = 0;
        for (const Guide::Fault& fault : guide.faults) {
            if (fault.kind != kind.fault) continue;
            ++finding.count;
            add_evidence(finding, evidence_of(page, fault.excerpt));
        }
        if (finding.count == 0) continue;
        add_place(finding, page.facts.url);
        findings.push_back(std::move(finding));
    }
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto count = static_cast<std::size_t>(input.rule.threshold("sample", kSample));
    const std::string seed = input.context.campaign.id + site.facts().site.site_code;
    std::vector<Finding> findings;
    Coverage coverage;
    for (const PageRecord* page : site.sample(seed, guides_of(site), count)) {
        check(*page, findings);
        ++coverage.checked;
    }
    if (coverage.checked == 0) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none ? not_measured(cut)
                                            : not_measured(ReasonCode::ours, "未识别出办事指南");
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule guide_elements() {
    return {"guide-elements", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
