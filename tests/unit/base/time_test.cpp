#include "base/time.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Time, KnowsTheCalendar) {
    EXPECT_EQ(format_date(Date{0}), "1970-01-01");
    EXPECT_EQ(make_date(2000, 3, 1)->days,
              11017);  // 30 years, 7 leap days, January and February of a leap year
    EXPECT_TRUE(make_date(2020, 2, 29));
    EXPECT_FALSE(make_date(2021, 2, 29));
    EXPECT_FALSE(make_date(2021, 13, 1));
    EXPECT_FALSE(make_date(1899, 12, 31));
    EXPECT_EQ(weekday(*parse_date("2021-11-04")), 4);  // guidelines E: a Thursday
    EXPECT_EQ(weekday(*parse_date("2021-09-26")), 7);
}

TEST(Time, RoundTripsEveryDayOfAnEra) {
    for (Date day = *parse_date("1999-12-25"); day < *parse_date("2032-01-10"); day = day + 1) {
        const YearMonthDay parts = civil(day);
        ASSERT_EQ(*make_date(parts.year, parts.month, parts.day), day);
        ASSERT_EQ(*parse_date(format_date(day)), day);
    }
}

TEST(Time, MonthsStayWithinTheMonth) {
    EXPECT_EQ(format_date(add_months(*parse_date("2021-08-31"), -6)), "2021-02-28");
    EXPECT_EQ(format_date(add_months(*parse_date("2021-11-10"), -6)), "2021-05-10");
    EXPECT_EQ(format_date(add_months(*parse_date("2021-01-31"), 13)), "2022-02-28");
}

TEST(Time, ReadsIsoTimesAndShowsThemInShanghai) {
    EXPECT_EQ(format_instant(*parse_instant("2021-11-12T10:00:00Z")), "2021-11-12T18:00:00+08:00");
    EXPECT_EQ(format_instant(*parse_instant("2021-11-12 18:00")), "2021-11-12T18:00:00+08:00");
    EXPECT_EQ(format_instant(*parse_instant("2021-11-12T18:00:05.25+0800")),
              "2021-11-12T18:00:05+08:00");
    EXPECT_EQ(format_instant(*parse_instant("2021-11-12")), "2021-11-12T00:00:00+08:00");
    EXPECT_EQ(format_instant(*parse_instant("2021-11-12T23:30:00-01:00")),
              "2021-11-13T08:30:00+08:00");
    EXPECT_EQ(date_of(*parse_instant("2021-11-12T16:00:00Z")), *parse_date("2021-11-13"));
    EXPECT_EQ(end_of(*parse_date("2021-11-12")), *parse_instant("2021-11-12T23:59:59+08:00"));
}

TEST(Time, RefusesWhatIsNoTime) {
    for (const char* text :
         {"", "2021", "2021-11-5", "2021-11-05T", "2021-11-05T25:00", "2021-11-05T10",
          "2021-11-05T10:00:00+8", "2021-11-05T10:00:00.", "2021-11-05x10:00", "２０２１-11-05"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

}  // namespace
}  // namespace mingcha
