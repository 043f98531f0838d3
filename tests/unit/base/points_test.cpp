#include "base/points.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Points, ReadsAtMostTwoDecimals) {
    EXPECT_EQ(parse_points("49.5")->hundredths, 4950);
    EXPECT_EQ(parse_points("0.05")->hundredths, 5);
    EXPECT_EQ(parse_points("-3")->hundredths, -300);
    for (const char* text :
         {"", ".", "5.", ".5", "1.234", "1e3", " 5", "5 ", "99999999999999999999", "--1"}) {
        EXPECT_FALSE(parse_points(text)) << text;
    }
}

TEST(Points, PrintsAsTheContractDoes) {
    EXPECT_EQ(fixed2({4950}), "49.50");
    EXPECT_EQ(fixed2({-30}), "-0.30");
    EXPECT_EQ(fixed2({0}), "0.00");
}

TEST(Points, PrintsAsDocumentsDo) {
    EXPECT_EQ(format_points({10080}, 2, true), "100.8");
    EXPECT_EQ(format_points({10000}, 2, true), "100");
    EXPECT_EQ(format_points({8293}, 1, false), "82.9");
    EXPECT_EQ(format_points({4375}, 1, false), "43.8");
    EXPECT_EQ(format_points({9996}, 1, false), "100.0");
    EXPECT_EQ(format_points({450}, 0, false), "5");
}

TEST(Points, RatiosAreRoundedHalfUpOnce) {
    EXPECT_EQ(fixed2(percent(254, 268)), "94.78");
    EXPECT_EQ(rounded_ratio(21, 48, 1000), 438);  // 43.75 exactly: the half goes up
    EXPECT_EQ(rounded_ratio(44, 48, 1000), 917);
    EXPECT_EQ(rounded_ratio(63670, 7, 1), 9096);  // mean of seven scores in hundredths
    EXPECT_EQ(rounded_ratio(0, 5, 100), 0);
}

}  // namespace
}  // namespace mingcha
