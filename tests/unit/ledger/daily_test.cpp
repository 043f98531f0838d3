// The daily list and the four bands, by the shipped calendar.
#include "ledger/daily.h"

#include <gtest/gtest.h>

#include "ruleset/load.h"
#include "ruleset/workdays.h"

namespace mingcha::ledger {
namespace {

const WorkdayCalendar& calendar() {
    static const Ruleset kRuleset = *ruleset::load_or_fail("luan-2021", ruleset::builtin_sources());
    return kRuleset.calendar;
}

Date day(const char* text) {
    return *parse_date(text);
}

Interaction row(const char* asked, const char* replied = nullptr, bool judged = true) {
    Interaction made;
    made.site_code = "9999000001";
    made.asked_at = *parse_instant(asked);
    if (replied != nullptr) made.replied_at = *parse_instant(replied);
    made.judged = judged;
    return made;
}

Task only(const Interaction& interaction, const char* today) {
    const auto tasks = tasks_of({}, {interaction}, day(today), calendar());
    EXPECT_EQ(tasks.size(), 1U);
    return tasks.empty() ? Task{} : tasks[0];
}

TEST(Today, EachLimitTurnsOverOnItsDay) {
    // Thursday 2021-11-04: one working day is Friday the 5th, five are Thursday the 11th.
    const Interaction thursday = row("2021-11-04 09:00");
    EXPECT_EQ(only(thursday, "2021-11-04").kind, TaskKind::turns_over);
    EXPECT_EQ(only(thursday, "2021-11-04").limit, 0);
    EXPECT_EQ(only(thursday, "2021-11-05").kind, TaskKind::turns_over);
    EXPECT_EQ(only(thursday, "2021-11-05").limit, 1);
    const Task saturday = only(thursday, "2021-11-06");
    EXPECT_EQ(saturday.kind, TaskKind::waiting);
    EXPECT_EQ(saturday.limit, 5);
    EXPECT_EQ(*saturday.next_limit, day("2021-11-11"));
    EXPECT_EQ(*saturday.workdays, 1);
    EXPECT_EQ(only(thursday, "2021-11-11").kind, TaskKind::turns_over);
    EXPECT_EQ(only(thursday, "2021-11-11").limit, 5);
    EXPECT_EQ(only(thursday, "2021-11-12").kind, TaskKind::over);
}

TEST(Today, MakeUpSaturdaysCount) {
    // Thursday 2021-09-30: the holiday ends on 10-07; Friday 10-08 is day 1, Saturday 10-09 day 2.
    EXPECT_EQ(only(row("2021-09-30 09:00"), "2021-10-08").limit, 1);
    EXPECT_EQ(*only(row("2021-09-30 09:00"), "2021-10-09").workdays, 2);
    // Days 3, 4 and 5 are Monday to Wednesday.
    EXPECT_EQ(only(row("2021-09-30 09:00"), "2021-10-13").kind, TaskKind::turns_over);
}

TEST(Today, AYearWithoutDataIsSaidNotGuessed) {
    EXPECT_EQ(only(row("2018-06-01 09:00"), "2018-06-04").kind, TaskKind::unknown);
    const Task end = only(row("2026-12-30 09:00"), "2027-01-04");
    EXPECT_EQ(end.kind, TaskKind::unknown);
    EXPECT_NE(end.why.find("2027"), std::string::npos);
}

TEST(Today, AnsweredAndJudgedIsNoTask) {
    EXPECT_TRUE(
        tasks_of({}, {row("2021-11-04 09:00", "2021-11-04 10:00")}, day("2021-11-05"), calendar())
            .empty());
    EXPECT_EQ(only(row("2021-11-04 09:00", "2021-11-04 10:00", false), "2021-11-05").kind,
              TaskKind::judge);
    // What is answered later than today is open today.
    EXPECT_EQ(only(row("2021-11-04 09:00", "2021-11-08 10:00"), "2021-11-05").limit, 1);
}

TEST(Today, PlannedAndNotAskedIsToBeAsked) {
    Question planned;
    planned.site_code = "9999000001";
    planned.question = "问";
    const auto tasks = tasks_of({planned}, {}, day("2021-11-05"), calendar());
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].kind, TaskKind::ask);
}

TEST(Workdays, AreKnownFrom2019To2026AndNoOtherYear) {
    // Tuesday 2019-01-01 is a holiday, Sunday 2019-12-29 none that is worked.
    EXPECT_EQ(*ruleset::count_workdays(calendar(), day("2018-12-31"), day("2019-01-02")), 1);
    EXPECT_TRUE(*ruleset::is_workday(calendar(), day("2020-01-19")));   // the only make-up Sunday
    EXPECT_FALSE(*ruleset::is_workday(calendar(), day("2020-02-01")));  // its make-up was cancelled
    EXPECT_FALSE(*ruleset::is_workday(calendar(), day("2022-12-31")));
    EXPECT_FALSE(*ruleset::is_workday(calendar(), day("2023-01-02")));
    EXPECT_TRUE(*ruleset::is_workday(calendar(), day("2023-01-03")));
    EXPECT_TRUE(*ruleset::is_workday(calendar(), day("2019-04-28")));
    EXPECT_TRUE(*ruleset::is_workday(calendar(), day("2026-12-31")));
    EXPECT_FALSE(ruleset::is_workday(calendar(), day("2018-12-31")));
    EXPECT_FALSE(ruleset::is_workday(calendar(), day("2027-01-01")));
}

TEST(Bands, AreExclusiveAndTheSharesOfTheTextCumulative) {
    using ruleset::ReplyBand;
    // The figures of a real circular: 21, 23, 3 and 1 of 48.
    std::vector<ReplyBand> sites(21, ReplyBand::same_day);
    sites.insert(sites.end(), 23, ReplyBand::within_1);
    sites.insert(sites.end(), 3, ReplyBand::within_5);
    sites.push_back(ReplyBand::over_5);
    sites.push_back(ReplyBand::not_measured);
    const Bands bands = count_bands(sites);
    EXPECT_EQ(bands.measured, 48);
    EXPECT_EQ(bands.not_measured, 1);
    ASSERT_EQ(bands.bands.size(), 4U);
    EXPECT_EQ(fixed2(*bands.bands[0].cumulative), "43.75");
    EXPECT_EQ(fixed2(*bands.bands[1].share), "47.92");
    EXPECT_EQ(fixed2(*bands.bands[1].cumulative), "91.67");
    EXPECT_EQ(fixed2(*bands.bands[2].cumulative), "97.92");
    EXPECT_EQ(bands.bands[3].count, 1);
    EXPECT_FALSE(bands.bands[3].cumulative);
}

TEST(Bands, WithoutAMeasuredSiteThereIsNoShare) {
    const Bands bands = count_bands({ruleset::ReplyBand::not_measured});
    EXPECT_FALSE(bands.bands[0].share);
    EXPECT_EQ(bands.measured, 0);
}

}  // namespace
}  // namespace mingcha::ledger
