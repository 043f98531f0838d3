// 账号未备案 (circular-variety.md G1, 私开、漏报): somebody saw an account that is in no registry. It
// has no row to be judged at, so it is told at the first account that its operator registered.
#include <fmt/format.h>

#include "audit/account_index.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const AccountInput& input) {
    if (input.context.accounts == nullptr) return not_measured(ReasonCode::ours, "没有账号名录");
    const auto strangers = input.context.accounts->strangers_of(input.account.account);
    if (strangers.empty()) return not_measured(ReasonCode::ours, "未登记查找未备案账号的结果");
    std::vector<Finding> findings;
    for (const AccountLook* look : strangers) {
        if (look->last_post && *look->last_post > date_of(input.context.campaign.as_of)) continue;
        Finding finding = make_finding(
            look->account_key, fmt::format("账号未备案：{}“{}”", look->account_type, look->name));
        add_place(finding, look->url);
        Evidence evidence;
        evidence.url = look->url;
        evidence.at = input.context.campaign.as_of;
        evidence.excerpt = fmt::format("{}开办，账号名录里没有", look->operator_name);
        if (look->last_post) evidence.excerpt += "；最近一条 " + format_date(*look->last_post);
        if (!look->source.empty()) evidence.excerpt += "（" + look->source + "）";
        add_evidence(finding, std::move(evidence));
        findings.push_back(std::move(finding));
    }
    return judged(std::move(findings));
}

}  // namespace

AccountRule account_unregistered() {
    return {"account-unregistered", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
