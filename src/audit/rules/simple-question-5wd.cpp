// 未在5个工作日内答复网友简单常见问题咨询 (local, 六安; indicators.md A2 办理答复).
#include "audit/questions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    return judge_reply(input, [](const ruleset::ReplyTiming& timing) -> Verdict {
        if (timing.band != ruleset::ReplyBand::over_5) return pass();
        return judged({reply_finding(timing, "未在5个工作日内答复网友简单常见问题咨询")});
    });
}

}  // namespace

SiteRule simple_question_5wd() {
    return {"simple-question-5wd", kNeedsQuestions, judge};
}

}  // namespace mingcha::audit::rules
