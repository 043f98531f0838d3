#include "base/near_names.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

using Names = std::vector<std::string>;

TEST(NearNames, CountsChangedLetters) {
    EXPECT_EQ(name_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(name_distance("", "abc"), 3U);
    EXPECT_EQ(name_distance("abc", "abc"), 0U);
}

TEST(NearNames, RanksTheNearestFirst) {
    const Names known{"office", "official", "title", "offices"};
    EXPECT_EQ(near_names("ofice", known, 2, 3), (Names{"office", "offices"}));
    EXPECT_EQ(near_names("zzz", known, 2, 2), Names{});
}

TEST(NearNames, PrefersASharedPart) {
    const Names known{"account-zombie", "account-staleness", "fake-popularity"};
    EXPECT_EQ(likely_names("column-staleness", known, 1), Names{"account-staleness"});
}

}  // namespace
}  // namespace mingcha
