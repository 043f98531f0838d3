// 同一单位在同一平台重复开设账号 (circular-variety.md G1): the first one of the registry stands, each
// later one is told.
#include <fmt/format.h>

#include "audit/account_index.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const AccountInput& input) {
    if (input.context.accounts == nullptr) return not_measured(ReasonCode::ours, "没有账号名录");
    const Account& account = input.account.account;
    const std::vector<const Account*> twins = input.context.accounts->earlier_twins(account);
    if (twins.empty()) return pass();
    std::vector<std::string> names;
    for (const Account* twin : twins) names.push_back(twin->name);
    Finding finding = make_finding(
        "duplicate", fmt::format("在同一平台（{}）重复开设账号：另有{}", account.type, name_some(names)));
    add_place(finding, account.url);
    Evidence evidence;
    evidence.url = account.url;
    evidence.at = input.context.campaign.as_of;
    evidence.excerpt = fmt::format("账号名录：{}在{}开设{}个账号，“{}”列在其后", account.operator_name,
                                   account.type, twins.size() + 1, account.name);
    add_evidence(finding, std::move(evidence));
    return judged({std::move(finding)});
}

}  // namespace

AccountRule account_duplicate() {
    return {"account-duplicate", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
