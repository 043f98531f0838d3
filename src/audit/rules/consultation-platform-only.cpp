// 意见征集库、在线调查库为网上唯一征集调查渠道 (local, 六安). Proposed: a solicitation or survey
// that the site leads to on a questionnaire service elsewhere, without its twin in a library of the
// site.
#include <set>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/solicitations.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    std::set<std::string> said;
    Coverage coverage;
    for (const auto& [link, page] : site.shown_links()) {
        if (link->kind != LinkKind::page || !link->external) continue;
        ++coverage.checked;
        const std::string_view activity = off_site_activity(site, *link, *page);
        if (activity.empty() || !said.insert(address_key(link->url)).second) continue;
        Finding finding = make_finding(address_key(link->url),
                                       "未落实意见征集库、在线调查库作为网上唯一征集调查渠道（“" +
                                           shorten(single_spaces(activity), 40) + "”）");
        add_place(finding, page->facts.url);
        add_evidence(finding,
                     evidence_of(*page, std::string(link->text) + " " + std::string(link->url)));
        findings.push_back(std::move(finding));
    }
    if (findings.empty() && site.facts().cut_short.code != ReasonCode::none) {
        return not_measured(site.facts().cut_short);
    }
    Verdict verdict = findings.empty()
                          ? left_to_people("未见站外问卷；账号推送中的征集调查需人工核对")
                          : judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule consultation_platform_only() {
    return {"consultation-platform-only", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
