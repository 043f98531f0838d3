// 监测时间点前2周内无更新 (indicators.md N2.1).
#include "audit/posts.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const AccountInput& input) {
    const Post* newest = newest_post(input);
    if (newest == nullptr) return not_measured(ReasonCode::ours, "监测时间点前无发文数据");
    if (date_of(newest->published_at) >= account_day(input) - account_days(input.rule)) {
        return pass();
    }
    Finding finding = make_finding("posts", "更新不及时");
    add_place(finding, newest->url);
    add_evidence(finding, evidence_of(*newest, input.context.campaign.as_of));
    return judged({std::move(finding)});
}

}  // namespace

AccountRule account_staleness() {
    return {"account-staleness", kNeedsPosts, judge};
}

}  // namespace mingcha::audit::rules
