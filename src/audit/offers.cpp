#include "audit/offers.h"

namespace mingcha::audit {

Verdict offered(std::string place, std::string problem, const PageRecord& page,
                std::string_view excerpt) {
    Finding finding = make_finding(std::move(place), std::move(problem));
    add_place(finding, page.facts.url);
    add_evidence(finding, evidence_of(page, excerpt));
    Verdict verdict = pass();
    verdict.findings.push_back(std::move(finding));
    verdict.coverage.checked = 1;
    return verdict;
}

Verdict not_seen(const SiteView& site, std::string_view what) {
    const Reason& cut = site.facts().cut_short;
    if (cut.code != ReasonCode::none) return not_measured(cut);
    return left_to_people("未识别出" + std::string(what) + "，如有请人工登记");
}

}  // namespace mingcha::audit
