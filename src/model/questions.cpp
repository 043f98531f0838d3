#include "model/questions.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<QuestionStep, 5> kSteps{{{QuestionStep::planned, {"planned", "列入计划"}},
                                         {QuestionStep::asked, {"asked", "提问"}},
                                         {QuestionStep::not_sent, {"not_sent", "未能提问"}},
                                         {QuestionStep::replied, {"replied", "答复"}},
                                         {QuestionStep::judged, {"judged", "判定"}}}};
constexpr Names<NotSent, 5> kNotSent{{{NotSent::form_broken, {"form_broken", "表单无法提交"}},
                                      {NotSent::no_channel, {"no_channel", "无提交渠道"}},
                                      {NotSent::real_name, {"real_name", "须实名登录"}},
                                      {NotSent::captcha, {"captcha", "验证码无法通过"}},
                                      {NotSent::other, {"other", "本方原因"}}}};

}  // namespace

bool is_theirs(NotSent reason) {
    return reason == NotSent::form_broken || reason == NotSent::no_channel;
}

std::string_view to_string(QuestionStep step) {
    return name_of(kSteps, step, kEnglish);
}
std::string_view to_chinese(QuestionStep step) {
    return name_of(kSteps, step, kChinese);
}
std::optional<QuestionStep> parse_question_step(std::string_view text) {
    return value_of(kSteps, text);
}
std::string_view to_string(NotSent reason) {
    return name_of(kNotSent, reason, kEnglish);
}
std::string_view to_chinese(NotSent reason) {
    return name_of(kNotSent, reason, kChinese);
}
std::optional<NotSent> parse_not_sent(std::string_view text) {
    return value_of(kNotSent, text);
}

}  // namespace mingcha
