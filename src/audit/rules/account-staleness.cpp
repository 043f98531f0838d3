// 监测时间点前2周内无更新 (indicators.md N2.1). Where only the account's own page shows dates, the
// machine proposes: a page may show chosen posts.
#include "audit/posts.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const AccountInput& input) {
    const Activity activity = activity_of(input);
    if (!activity.last) {
        if (activity.doubt.code != ReasonCode::none) return not_measured(activity.doubt);
        return not_measured(ReasonCode::ours, "监测时间点前无发文数据");
    }
    if (activity.last->day >= account_day(input) - account_days(input.rule)) return pass();
    if (activity.doubt.code != ReasonCode::none) {
        return not_measured(activity.doubt.code, activity.doubt.text + "；已知最近一条 " +
                                                     format_date(activity.last->day));
    }
    Finding finding = make_finding("posts", "更新不及时");
    show_last_post(finding, input, *activity.last);
    Verdict verdict = judged({std::move(finding)});
    if (activity.from_page) verdict.outcome = Outcome::needs_review;
    return verdict;
}

}  // namespace

AccountRule account_staleness() {
    return {"account-staleness", kNeedsPosts, judge};
}

}  // namespace mingcha::audit::rules
