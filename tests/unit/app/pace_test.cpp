#include "app/pace.h"

#include <gtest/gtest.h>

namespace mingcha::app {
namespace {

TEST(Pace, SaysNothingTooEarly) {
    Pace pace;
    EXPECT_FALSE(pace.requests_a_second());
    pace.add(0, 0, 0);
    pace.add(0.25, 4, 1);
    EXPECT_FALSE(pace.requests_a_second()) << "a quarter of a second";
    EXPECT_FALSE(Pace::seconds_left(4, 3, 10)) << "before kLeastForEstimate";
    EXPECT_FALSE(Pace::seconds_left(60, 0, 10)) << "nothing is done yet";
}

TEST(Pace, IsThatOfTheLastSeconds) {
    Pace pace;
    // Ten requests and two pages a second for a minute, then half of it.
    for (int second = 0; second <= 60; ++second) {
        pace.add(second, static_cast<std::uint64_t>(second) * 10,
                 static_cast<std::uint64_t>(second) * 2);
    }
    EXPECT_DOUBLE_EQ(*pace.requests_a_second(), 10);
    EXPECT_DOUBLE_EQ(*pace.pages_a_second(), 2);
    for (int second = 61; second <= 90; ++second) {
        pace.add(second, 600 + static_cast<std::uint64_t>(second - 60) * 5,
                 120 + static_cast<std::uint64_t>(second - 60));
    }
    EXPECT_DOUBLE_EQ(*pace.requests_a_second(), 5);
    EXPECT_DOUBLE_EQ(*pace.pages_a_second(), 1);
}

TEST(Pace, TakesManySamplesOfOneSecondAsOne) {
    Pace pace;
    for (int quarter = 0; quarter <= 40; ++quarter) {
        pace.add(quarter / 4.0, static_cast<std::uint64_t>(quarter) * 2, 0);
    }
    EXPECT_DOUBLE_EQ(*pace.requests_a_second(), 8);
}

TEST(Pace, ReckonsTheRestFromWhatIsDone) {
    EXPECT_EQ(Pace::seconds_left(60, 12, 48), 180);
    EXPECT_EQ(Pace::seconds_left(10, 3, 4), 4) << "rounded up";
    EXPECT_EQ(Pace::seconds_left(10, 4, 4), 0);
}

}  // namespace
}  // namespace mingcha::app
