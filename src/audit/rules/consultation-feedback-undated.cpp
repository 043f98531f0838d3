// 征集调查活动无征集（反馈）小结发布时间 (sandbox; seed): a result of a solicitation whose page was
// read and shows no day on which it was published, nor does any list.
#include <map>
#include <optional>

#include "audit/address.h"
#include "audit/rules/list.h"
#include "audit/solicitations.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

// Addresses that some list prints a date for.
bool is_dated_in_list(const SiteView& site, const std::string& key) {
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        for (const ListItem& item : page.facts.items) {
            if (item.date && address_key(item.url) == key) return true;
        }
    }
    return false;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Finding> findings;
    Coverage coverage;
    for (const PageRecord* page : solicitation_pages(site)) {
        const PageFacts& facts = page->facts;
        if (!names_feedback(facts.title)) continue;
        if (facts.needs_rendering || !facts.frames.empty()) {
            ++coverage.skipped;
            continue;
        }
        ++coverage.checked;
        const std::string key = address_key(facts.url);
        if (facts.publish_date || facts.updated_date || is_dated_in_list(site, key)) continue;
        Finding finding = make_finding(key, "征集调查活动无征集（反馈）小结发布时间");
        add_place(finding, facts.url);
        add_evidence(finding, evidence_of(*page, facts.title));
        findings.push_back(std::move(finding));
    }
    if (coverage.checked == 0) {
        const Reason& cut = site.facts().cut_short;
        if (cut.code != ReasonCode::none) return not_measured(cut);
        return coverage.skipped > 0
                   ? not_measured(ReasonCode::ours, "征集反馈页由脚本或框架生成，未读出")
                   : not_measured(ReasonCode::ours, "未识别出征集反馈页");
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule consultation_feedback_undated() {
    return {"consultation-feedback-undated", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
