// 实时互动 (bonus): 简单常见咨询1个工作日内有效答复 (indicators.md A3). Not earned is no finding.
#include "audit/questions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    return judge_reply(input, [](const ruleset::ReplyTiming& timing) -> Verdict {
        const bool earned = timing.band == ruleset::ReplyBand::same_day ||
                            timing.band == ruleset::ReplyBand::within_1;
        Verdict verdict = pass();
        if (earned) {
            verdict.findings.push_back(reply_finding(timing, "简单常见咨询1个工作日内有效答复"));
        } else {
            verdict.outcome = Outcome::fail;
        }
        return verdict;
    });
}

}  // namespace

SiteRule same_day_reply() {
    return {"same-day-reply", kNeedsQuestions, judge};
}

}  // namespace mingcha::audit::rules
