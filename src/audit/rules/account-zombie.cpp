// 僵尸账号: 长期不更新且无互动的账号 (local, 六安). Where nobody recorded interactions the machine
// only proposes.
#include <algorithm>

#include "audit/posts.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kDays = 180;

Verdict judge(const AccountInput& input) {
    const Activity activity = activity_of(input);
    if (!activity.last) {
        if (activity.doubt.code != ReasonCode::none) return not_measured(activity.doubt);
        return not_measured(ReasonCode::ours, "监测时间点前无发文数据");
    }
    const auto days = static_cast<std::int32_t>(input.rule.threshold("days", kDays));
    if (activity.last->day >= account_day(input) - days) return pass();
    if (activity.doubt.code != ReasonCode::none) return not_measured(activity.doubt);
    bool known = false;
    for (const Post& post : input.account.posts) {
        if (post.published_at > input.context.campaign.as_of || !post.interactions) continue;
        known = true;
        if (*post.interactions > 0) return pass();
    }
    Finding finding = make_finding("posts", "僵尸账号");
    show_last_post(finding, input, *activity.last);
    Verdict verdict = judged({std::move(finding)});
    if (!known || activity.from_page) verdict.outcome = Outcome::needs_review;
    return verdict;
}

}  // namespace

AccountRule account_zombie() {
    return {"account-zombie", kNeedsPosts, judge};
}

}  // namespace mingcha::audit::rules
