// 账号菜单或推送链接打不开 (local, 六安): confirmed dead ones only; what a wall refuses is not.
#include "audit/address.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const AccountInput& input) {
    std::vector<Finding> findings;
    Coverage coverage;
    for (const LinkCheck& check : input.account.links) {
        if (check.state == LinkState::blocked) {
            ++coverage.blocked;
        } else if (check.state == LinkState::not_checked) {
            ++coverage.skipped;
        } else {
            ++coverage.checked;
        }
        if (check.state != LinkState::dead) continue;
        Finding finding = make_finding(address_key(check.url), "账号菜单或推送链接打不开");
        for (const auto* places : {&check.home_places, &check.other_places}) {
            for (const std::string& place : *places) add_place(finding, place);
        }
        add_evidence(finding, evidence_of(check.archive, check.url, check.reason.text));
        findings.push_back(std::move(finding));
    }
    if (findings.empty() && coverage.checked == 0 && coverage.blocked + coverage.skipped > 0) {
        return not_measured(coverage.blocked > 0 ? ReasonCode::blocked : ReasonCode::ours,
                            "链接未能检查");
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

AccountRule account_link_failure() {
    return {"account-link-failure", kNeedsVisit, judge};
}

}  // namespace mingcha::audit::rules
