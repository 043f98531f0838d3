// 未按规范转载国务院和省政府重要信息 (indicators.md B; contract §3 reposts): every item due at
// as_of is looked for in lists, article titles and links; found later than due is a fault too.
#include "audit/reposts.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

Finding finding_of(const RepostSighting& sighting, const SiteView& site) {
    const RepostItem& item = *sighting.item;
    const bool late = sighting.state == RepostState::late;
    Finding finding = make_finding(
        name_key(item.title), (late ? "未在规定时间内转载“" : "未按规范转载“") + item.title + "”");
    const std::string due = "应于" + shown_time(due_of(item)) + "前转载";
    if (!late) {
        add_place(finding, site.home()->facts.url);
        add_evidence(finding, evidence_of(*site.home(), due + "，全站未见“" + item.title + "”"));
        return finding;
    }
    add_place(finding, sighting.url);
    const PageRecord* page = site.page_at(sighting.url);
    const PageRecord& shown = page != nullptr && is_fetched(*page) ? *page : *sighting.page;
    std::string excerpt = due + "：" + sighting.title;
    if (shown.facts.publish_date) excerpt += " " + format_printed(*shown.facts.publish_date);
    add_evidence(finding, evidence_of(shown, excerpt));
    return finding;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    Coverage coverage;
    Reason incomplete;
    bool any = false;
    for (const RepostSighting& sighting : look_for_reposts(site, input.context.reposts)) {
        if (sighting.state == RepostState::not_due) continue;
        any = true;
        if (sighting.state == RepostState::unknown) {
            incomplete = sighting.why;
            ++(incomplete.code == ReasonCode::blocked ? coverage.blocked : coverage.skipped);
            continue;
        }
        ++coverage.checked;
        if (sighting.state != RepostState::in_time) findings.push_back(finding_of(sighting, site));
    }
    if (!any) return not_applicable();
    Verdict verdict = judged(std::move(findings));
    if (verdict.findings.empty() && incomplete.code != ReasonCode::none) {
        verdict = not_measured(incomplete);
    }
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule required_repost() {
    return {"required-repost", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
