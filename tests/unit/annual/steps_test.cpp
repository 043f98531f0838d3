#include "annual/steps.h"

#include <gtest/gtest.h>

#include "annual/checks.h"
#include "annual/fields.h"

namespace mingcha::annual {
namespace {

const Instant kNow = at(*parse_date("2022-01-10"));

AnnualReport complete() {
    AnnualReport report;
    report.subject = "9978010011";
    report.year = 2021;
    for (const Field& each : fields_of(report.form)) {
        std::string text = "0";
        if (each.kind == ValueKind::text) text = "清河";
        if (each.kind == ValueKind::yes) text = "否";
        if (each.kind == ValueKind::date) text = "2022-01-10";
        report.values[std::string(each.id)] = {text, AnnualOrigin::entered, "填报甲"};
    }
    return report;
}

void set(AnnualReport& report, const char* field, const char* text) {
    report.values[field].text = text;
}

Move to(AnnualStage stage, const char* by) {
    return {stage, by, "", "", kNow};
}

TEST(AnnualSteps, LeadFromDraftToPublished) {
    auto report = move(complete(), to(AnnualStage::reviewed, "审核乙"));
    ASSERT_TRUE(report);
    report = move(*report, to(AnnualStage::approved, "批准丙"));
    ASSERT_TRUE(report);
    Move publish = to(AnnualStage::published, "填报甲");
    EXPECT_FALSE(move(*report, publish));
    publish.public_url = "http://www.qinghe.example/nb2021.html";
    report = move(*report, publish);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->public_url, publish.public_url);
    ASSERT_EQ(report->steps.size(), 3U);
    EXPECT_EQ(report->steps[0].by, "审核乙");
    EXPECT_EQ(report->steps[2].to, AnnualStage::published);
}

TEST(AnnualSteps, LeaveNoStageOut) {
    EXPECT_FALSE(move(complete(), to(AnnualStage::approved, "批准丙")));
    EXPECT_FALSE(move(complete(), to(AnnualStage::published, "批准丙")));
    EXPECT_FALSE(move(complete(), to(AnnualStage::draft, "批准丙")));
}

TEST(AnnualSteps, AreNotTakenTwiceByOnePerson) {
    EXPECT_FALSE(move(complete(), to(AnnualStage::reviewed, "填报甲")));
    EXPECT_FALSE(move(complete(), to(AnnualStage::reviewed, " ")));
    const auto reviewed = move(complete(), to(AnnualStage::reviewed, "审核乙"));
    EXPECT_FALSE(move(*reviewed, to(AnnualStage::approved, "审核乙")));
}

TEST(AnnualSteps, WaitForMissingFieldsAndContradictions) {
    AnnualReport report = complete();
    report.values.erase("visits");
    const auto incomplete = move(report, to(AnnualStage::reviewed, "审核乙"));
    ASSERT_FALSE(incomplete);
    EXPECT_NE(incomplete.error().what.find("网站总访问量"), std::string::npos);
    report = complete();
    set(report, "letters", "3");
    set(report, "letters_settled", "4");
    const auto wrong = move(report, to(AnnualStage::reviewed, "审核乙"));
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().what.find("收到留言数量 3"), std::string::npos);
}

TEST(AnnualSteps, GoBackOnlyWithAReasonAndOpenTheForm) {
    const auto reviewed = move(complete(), to(AnnualStage::reviewed, "审核乙"));
    EXPECT_FALSE(enter(*reviewed, "visits", "5", "填报甲", kNow));
    Move back = to(AnnualStage::returned, "审核乙");
    EXPECT_FALSE(move(*reviewed, back));
    back.reason = "访问量与统计不符";
    const auto returned = move(*reviewed, back);
    ASSERT_TRUE(returned);
    const auto again = enter(*returned, "网站总访问量", "5", "填报甲", kNow);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->stage, AnnualStage::draft);
    EXPECT_EQ(again->values.at("visits").text, "5");
    EXPECT_EQ(again->steps.size(), 3U);
}

TEST(AnnualSteps, KeepWhatAPersonEntered) {
    AnnualReport report;
    EXPECT_TRUE(propose(report, "visits", {"7", AnnualOrigin::observed, "检查"}));
    EXPECT_FALSE(propose(report, "visits", {"7", AnnualOrigin::observed, "检查"}));
    EXPECT_TRUE(propose(report, "visits", {"8", AnnualOrigin::imported, "导入"}));
    EXPECT_FALSE(propose(report, "visits", {"9", AnnualOrigin::observed, "检查"}));
    report = *enter(report, "visits", "10", "填报甲", kNow);
    EXPECT_FALSE(propose(report, "visits", {"8", AnnualOrigin::imported, "导入"}));
    EXPECT_EQ(report.values.at("visits").text, "10");
}

TEST(AnnualSteps, NameNearFields) {
    const auto entered = enter(AnnualReport{}, "网站总访问", "5", "填报甲", kNow);
    ASSERT_FALSE(entered);
    EXPECT_NE(entered.error().hint.find("网站总访问量"), std::string::npos);
}

struct Contradiction {
    const char* field;
    const char* value;
    const char* other;
    const char* other_value;
};

// Each in its own direction: the value of `field` against one other, all else 0.
TEST(AnnualChecks, FindEachRelationThatDoesNotHold) {
    for (const Contradiction& each :
         {Contradiction{"published", "2", "published_news", "3"},
          Contradiction{"cases", "5", "cases_personal", "4"},
          Contradiction{"cases", "5", "cases_personal", "6"},
          Contradiction{"services", "1", "services_online", "2"},
          Contradiction{"letters_settled", "1", "letters_public", "2"},
          Contradiction{"solicitations", "1", "results", "2"},
          Contradiction{"interview_questions", "1", "interview_answers", "2"},
          Contradiction{"weaknesses", "1", "weaknesses_mended", "2"}}) {
        AnnualReport report = complete();
        report.values["service_catalogue"].text = "是";
        report.values["letters"].text = "9";
        set(report, each.field, each.value);
        set(report, each.other, each.other_value);
        const auto problems = contradictions(report);
        ASSERT_EQ(problems.size(), 1U) << each.field;
        EXPECT_EQ(problems[0].field, each.field);
    }
}

TEST(AnnualChecks, SayNothingOfWhatIsNotKnownOrHolds) {
    AnnualReport report = complete();
    EXPECT_TRUE(contradictions(report).empty());
    set(report, "cases", "5");
    set(report, "cases_personal", "2");
    set(report, "cases_corporate", "3");
    EXPECT_TRUE(contradictions(report).empty());
    report.values.erase("cases_corporate");
    set(report, "cases_personal", "1");
    EXPECT_TRUE(contradictions(report).empty());
}

TEST(AnnualChecks, FindADenialThatIsCountedAllTheSame) {
    AnnualReport report = complete();
    set(report, "wechat_posts", "12");
    ASSERT_EQ(contradictions(report).size(), 1U);
    EXPECT_EQ(contradictions(report)[0].field, "has_media");
    set(report, "has_media", "是");
    EXPECT_TRUE(contradictions(report).empty());
}

TEST(AnnualChecks, HoldTheSitesOfAYearTogether) {
    AnnualReport report;
    report.form = AnnualForm::oversight;
    set(report, "sites_begin", "50");
    set(report, "sites_opened", "1");
    set(report, "sites_closed", "3");
    set(report, "sites_end", "48");
    EXPECT_TRUE(contradictions(report).empty());
    set(report, "sites_end", "49");
    ASSERT_EQ(contradictions(report).size(), 1U);
    EXPECT_EQ(contradictions(report)[0].text,
              "年末网站数 49 应等于 年初网站数 50 + 新开设网站数 1 − 关停整合网站数 3（＝48）");
}

}  // namespace
}  // namespace mingcha::annual
