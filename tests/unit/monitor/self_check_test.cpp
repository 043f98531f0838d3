#include "monitor/self_check.h"

#include <gtest/gtest.h>

namespace mingcha::monitor {
namespace {

constexpr Instant kNow{1'770'000'000};

std::vector<Sighting> sightings(int reached, int failed, std::int64_t age = 0) {
    std::vector<Sighting> all;
    for (int i = 0; i < reached + failed; ++i) {
        all.push_back({"h" + std::to_string(i) + ".example", {kNow.seconds - age}, i < reached});
    }
    return all;
}

TEST(SelfCheck, DarkReferencesBeforeOrAfterMakeItOurs) {
    const ReferenceLook dark{kNow, 2, 0};
    const ReferenceLook lit{kNow, 2, 1};
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {dark, lit, {}}).empty());
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {lit, dark, {}}).empty());
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {lit, lit, {}}).empty());
}

TEST(SelfCheck, ReferencesThatOpenedOutweighTheOtherSites) {
    const ReferenceLook lit{kNow, 1, 1};
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {lit, lit, sightings(0, 48)}).empty());
    EXPECT_TRUE(why_ours(kNow, Doubt::name_unanswered, {lit, lit, {}}).empty());
}

TEST(SelfCheck, NearlyAllSitesAtOnceAreOurs) {
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {{}, {}, sightings(0, 5)}).empty());
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {{}, {}, sightings(1, 9)}).empty());
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {{}, {}, sightings(2, 8)}).empty());
}

TEST(SelfCheck, FewSitesOrOldSightingsSayNothing) {
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {{}, {}, sightings(0, 4)}).empty());
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {{}, {}, sightings(0, 9, 121)}).empty());
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {{}, {}, sightings(0, 9, 120)}).empty());
}

TEST(SelfCheck, AHostCountsAsItWasSeenLast) {
    std::vector<Sighting> all = sightings(5, 0, 100);
    const std::vector<Sighting> now = sightings(0, 5);
    all.insert(all.end(), now.begin(), now.end());
    EXPECT_FALSE(why_ours(kNow, Doubt::none, {{}, {}, all}).empty());
}

TEST(SelfCheck, AHostCountsOnceHoweverOftenItWasSeen) {
    std::vector<Sighting> all = sightings(0, 4);
    for (int i = 0; i < 6; ++i) all.push_back(all.front());
    EXPECT_TRUE(why_ours(kNow, Doubt::none, {{}, {}, all}).empty());
}

TEST(SelfCheck, AnUnansweredNameIsOursUnlessOthersWereReached) {
    EXPECT_FALSE(why_ours(kNow, Doubt::name_unanswered, {{}, {}, sightings(1, 1)}).empty());
    EXPECT_TRUE(why_ours(kNow, Doubt::name_unanswered, {{}, {}, sightings(4, 1)}).empty());
}

TEST(SelfCheck, WhatThisProgramLackedIsOurs) {
    const ReferenceLook lit{kNow, 1, 1};
    EXPECT_FALSE(why_ours(kNow, Doubt::ours_by_nature, {lit, lit, sightings(9, 0)}).empty());
}

}  // namespace
}  // namespace mingcha::monitor
