// Steps of a question: what may follow what, what the rules read of it, what stays private.
#include "ledger/questions.h"

#include <gtest/gtest.h>

namespace mingcha::ledger {
namespace {

Instant time(const char* text) {
    return *parse_instant(text);
}

QuestionEvent step(QuestionStep kind, const char* at) {
    QuestionEvent made;
    made.site_code = "9999000001";
    made.step = kind;
    made.at = time(at);
    made.logged_at = time("2021-11-30 12:00");
    made.by = "检查员";
    return made;
}

QuestionEvent planned() {
    QuestionEvent made = step(QuestionStep::planned, "2021-11-01 08:00");
    made.title = "咨询办公时间";
    made.question = "请问周末可以去办理业务吗？";
    return made;
}

QuestionEvent asked(const char* at = "2021-11-04 09:00") {
    QuestionEvent made = step(QuestionStep::asked, at);
    made.channel = "局长信箱";
    made.receipt_no = "SLBH20211104";
    made.query_code = "cx7788";
    return made;
}

QuestionEvent replied(const char* at = "2021-11-05 10:00") {
    QuestionEvent made = step(QuestionStep::replied, at);
    made.url = "http://yz.example/xx/1.html";
    made.excerpt = "您的来信SLBH20211104（查询码cx7788）收悉，周末上午可以办理。";
    return made;
}

QuestionEvent judged(bool effective, const char* note = "") {
    QuestionEvent made = step(QuestionStep::judged, "2021-11-06 10:00");
    made.effective = effective;
    made.note = note;
    return made;
}

Question after(const std::vector<QuestionEvent>& steps) {
    Question question;
    for (const QuestionEvent& each : steps) {
        auto next = follow(question, each);
        EXPECT_TRUE(next) << next.error().text();
        if (next) question = *next;
    }
    return question;
}

std::string refusal(const std::vector<QuestionEvent>& before, const QuestionEvent& next) {
    const auto made = follow(after(before), next);
    EXPECT_FALSE(made);
    return made ? "" : made.error().text();
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

TEST(Question, GoesFromThePlanToTheWordOnItsAnswer) {
    const Question question = after({planned(), asked(), replied(), judged(true)});
    EXPECT_EQ(question.steps.size(), 4U);
    EXPECT_EQ(question.steps[3].number, 4);
    const auto row = interaction_of(question);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->asked_at, time("2021-11-04 09:00"));
    EXPECT_EQ(row->replied_at, time("2021-11-05 10:00"));
    EXPECT_TRUE(row->effective);
    EXPECT_TRUE(row->judged);
    EXPECT_EQ(row->receipt_no, "SLBH20211104");
}

TEST(Question, IsNoInteractionBeforeItWasAsked) {
    EXPECT_FALSE(interaction_of(after({planned()})));
    QuestionEvent unsent = step(QuestionStep::not_sent, "2021-11-04 09:00");
    unsent.reason = NotSent::captcha;
    const Question question = after({planned(), unsent});
    EXPECT_FALSE(interaction_of(question));
    ASSERT_TRUE(question.unsent);
    EXPECT_FALSE(is_theirs(question.unsent->reason));
    // Sent at the second try: the first one does not stand any more.
    EXPECT_FALSE(after({planned(), unsent, asked("2021-11-05 09:00")}).unsent);
}

TEST(Question, AnAnswerThatNobodyJudgedIsMarkedSo) {
    const auto row = interaction_of(after({planned(), asked(), replied()}));
    ASSERT_TRUE(row);
    EXPECT_FALSE(row->judged);
}

TEST(Question, KeepsReceiptAndQueryCodeOutOfWhatIsShown) {
    const Question question = after({planned(), asked(), replied(), judged(true)});
    const auto row = interaction_of(question);
    EXPECT_EQ(row->reply_excerpt, "您的来信〔略〕（查询码〔略〕）收悉，周末上午可以办理。");
    EXPECT_EQ(without_private(question, "http://yz.example/cx?code=cx7788"),
              "http://yz.example/cx?code=〔略〕");
}

TEST(Question, RefusesWhatCannotFollow) {
    EXPECT_TRUE(has(refusal({}, asked()), "先 questions plan"));
    EXPECT_TRUE(has(refusal({planned()}, replied()), "尚未登记提问"));
    EXPECT_TRUE(has(refusal({planned(), asked()}, judged(true)), "还没有答复可判"));
    EXPECT_TRUE(has(refusal({planned(), asked()}, planned()), "计划不能再改"));
    EXPECT_TRUE(has(refusal({planned(), asked()}, replied("2021-11-04 08:59")), "早于提问时间"));
    EXPECT_TRUE(has(refusal({planned()}, asked("2021-12-01 09:00")), "在登记时间之后"));
    QuestionEvent nobody = asked();
    nobody.by = " ";
    EXPECT_TRUE(has(refusal({planned()}, nobody), "--by"));
}

TEST(Question, MendsASlipByAnotherStepWithAReason) {
    EXPECT_TRUE(has(refusal({planned(), asked()}, asked("2021-11-03 09:00")), "更正须写明理由"));
    QuestionEvent corrected = asked("2021-11-03 09:00");
    corrected.note = "日期抄错";
    const Question question = after({planned(), asked(), replied(), corrected});
    EXPECT_EQ(question.asked_at, time("2021-11-03 09:00"));
    EXPECT_FALSE(question.answer);
    EXPECT_EQ(question.steps.size(), 4U);  // nothing is lost
}

TEST(Question, SaysWhyAnAnswerIsNone) {
    EXPECT_TRUE(has(refusal({planned(), asked(), replied()}, judged(false)), "写明理由"));
    EXPECT_TRUE(has(refusal({planned(), asked(), replied(), judged(true)}, judged(false)), "理由"));
    const auto row =
        interaction_of(after({planned(), asked(), replied(), judged(false, "答非所问")}));
    EXPECT_FALSE(row->effective);
}

TEST(Question, AMachineNeitherJudgesNorOverwritesAPerson) {
    QuestionEvent found = replied("2021-11-08 10:00");
    found.by_machine = true;
    EXPECT_TRUE(has(refusal({planned(), asked(), replied()}, found), "不由程序改写"));
    QuestionEvent word = judged(true);
    word.by_machine = true;
    EXPECT_TRUE(has(refusal({planned(), asked(), replied()}, word), "由人判定"));
    // The other way round a person may.
    EXPECT_EQ(after({planned(), asked(), found, replied()}).answer->at, time("2021-11-05 10:00"));
}

TEST(Question, IsReadFromTheStepsOfManySites) {
    QuestionEvent other = planned();
    other.site_code = "9999000002";
    const auto questions = read_steps({planned(), other, asked()});
    ASSERT_TRUE(questions);
    ASSERT_EQ(questions->size(), 2U);
    EXPECT_TRUE((*questions)[0].asked_at);
    EXPECT_FALSE((*questions)[1].asked_at);
}

}  // namespace
}  // namespace mingcha::ledger
