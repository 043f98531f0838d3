// 未在1个工作日内答复网友简单常见问题咨询 (local, 六安). Where five working days passed,
// simple-question-5wd says so and this one does not say it again.
#include "audit/questions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    return judge_reply(input, [](const ruleset::ReplyTiming& timing) -> Verdict {
        if (timing.band == ruleset::ReplyBand::over_5) return not_applicable();
        if (timing.band != ruleset::ReplyBand::within_5) return pass();
        return judged({reply_finding(timing, "未在1个工作日内答复网友简单常见问题咨询")});
    });
}

}  // namespace

SiteRule simple_question_1wd() {
    return {"simple-question-1wd", kNeedsQuestions, judge};
}

}  // namespace mingcha::audit::rules
