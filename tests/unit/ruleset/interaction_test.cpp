// Bands of the reply to a simple question, on the working days of autumn 2021.
#include "ruleset/interaction.h"

#include <gtest/gtest.h>

#include "ruleset/workdays.h"

namespace mingcha::ruleset {
namespace {

WorkdayCalendar autumn_2021() {
    WorkdayCalendar calendar;
    calendar.years = {2021};
    for (int day = 1; day <= 7; ++day) {
        calendar.exceptions[*make_date(2021, 10, day)] = {false, "国庆节"};
    }
    calendar.exceptions[*make_date(2021, 9, 26)] = {true, "国庆节"};
    calendar.exceptions[*make_date(2021, 10, 9)] = {true, "国庆节"};
    return calendar;
}

Date day(const char* text) {
    return *parse_date(text);
}
Instant time(const char* text) {
    return *parse_instant(text);
}

TEST(Workdays, CountFromTheDayBehindTheDayOfAsking) {
    const WorkdayCalendar calendar = autumn_2021();
    // guidelines.md E: asked Thu 11-04, one working day is Fri 11-05, five is Thu 11-11.
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-04"), 1), day("2021-11-05"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-04"), 5), day("2021-11-11"));
    EXPECT_EQ(*count_workdays(calendar, day("2021-11-04"), day("2021-11-11")), 5);
    // Make-up Saturdays and Sundays count, holidays do not.
    EXPECT_EQ(*add_workdays(calendar, day("2021-09-30"), 1), day("2021-10-08"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-09-30"), 2), day("2021-10-09"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-09-24"), 1), day("2021-09-26"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-06"), 0), day("2021-11-06"));
}

TEST(Workdays, BackwardsIsTheMirror) {
    const WorkdayCalendar calendar = autumn_2021();
    EXPECT_EQ(*count_workdays(calendar, day("2021-11-11"), day("2021-11-04")), -5);
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-11"), -5), day("2021-11-04"));
    EXPECT_EQ(*count_workdays(calendar, day("2021-11-04"), day("2021-11-04")), 0);
}

TEST(Workdays, AYearWithoutDataIsAnError) {
    const WorkdayCalendar calendar = autumn_2021();
    EXPECT_FALSE(is_workday(calendar, day("2022-01-04")));
    EXPECT_FALSE(count_workdays(calendar, day("2021-12-30"), day("2022-01-04")));
    EXPECT_FALSE(add_workdays(calendar, day("2021-12-31"), 1));
    EXPECT_FALSE(count_workdays(calendar, day("1900-01-01"), day("2021-01-04")));
}

ReplyBand band(const char* asked, const char* replied, const char* as_of = "2021-11-30",
               bool effective = true) {
    Interaction question;
    question.asked_at = time(asked);
    if (*replied != '\0') question.replied_at = time(replied);
    question.effective = effective;
    return time_reply(question, time(as_of), autumn_2021()).band;
}

TEST(ReplyBand, FourExclusiveBands) {
    EXPECT_EQ(band("2021-11-04T09:00", "2021-11-04T23:59"), ReplyBand::same_day);
    EXPECT_EQ(band("2021-11-04T23:00", "2021-11-05T00:10"), ReplyBand::within_1);
    EXPECT_EQ(band("2021-11-04T09:00", "2021-11-08T00:00"), ReplyBand::within_5);
    EXPECT_EQ(band("2021-11-04T09:00", "2021-11-11T23:59:59"), ReplyBand::within_5);
    EXPECT_EQ(band("2021-11-04T09:00", "2021-11-12T08:00"), ReplyBand::over_5);
}

TEST(ReplyBand, ASaturdaysReplyTookNoWorkingDay) {
    EXPECT_EQ(band("2021-11-05T15:00", "2021-11-06T10:00"), ReplyBand::within_1);
    EXPECT_EQ(band("2021-11-06T10:00", "2021-11-06T11:00"), ReplyBand::same_day);
}

TEST(ReplyBand, WithoutReplyItIsOverFiveOnlyWhenTheFifthDayIsOver) {
    EXPECT_EQ(band("2021-11-05T09:00", "", "2021-11-12T17:00"), ReplyBand::not_measured);
    EXPECT_EQ(band("2021-11-05T09:00", "", "2021-11-12T23:59:59"), ReplyBand::over_5);
    EXPECT_EQ(band("2021-11-05T09:00", "", "2021-11-13T00:00"), ReplyBand::over_5);
    EXPECT_EQ(band("2021-11-05T09:00", "2021-11-05T10:00", "2021-11-20", false), ReplyBand::over_5);
    EXPECT_EQ(band("2021-11-05T09:00", "2021-11-20T10:00", "2021-11-08"), ReplyBand::not_measured);
}

TEST(ReplyBand, AYearWithoutDataIsNotMeasuredUnlessTheDayIsTheSame) {
    EXPECT_EQ(band("2022-11-04T09:00", "2022-11-07T10:00", "2022-12-01"), ReplyBand::not_measured);
    EXPECT_EQ(band("2022-11-04T09:00", "2022-11-04T10:00", "2022-12-01"), ReplyBand::same_day);
}

TEST(ReplyBand, TheSlowestOfSeveralDecides) {
    const WorkdayCalendar calendar = autumn_2021();
    std::vector<Interaction> questions(3);
    questions[0].asked_at = time("2021-11-04T09:00");
    questions[0].replied_at = time("2021-11-04T10:00");
    questions[1].asked_at = time("2021-11-04T09:00");
    questions[1].replied_at = time("2021-11-09T10:00");
    questions[2].asked_at = time("2021-11-11T09:00");
    const auto timing = time_replies(questions, time("2021-11-12"), calendar);
    ASSERT_TRUE(timing.has_value());
    EXPECT_EQ(timing->band, ReplyBand::within_5);
    EXPECT_EQ(timing->question, &questions[1]);
    EXPECT_FALSE(time_replies(questions, time("2021-11-01"), calendar).has_value());
}

}  // namespace
}  // namespace mingcha::ruleset
