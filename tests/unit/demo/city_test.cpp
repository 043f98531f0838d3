#include "demo/city.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mingcha::demo {
namespace {

TEST(City, IsTheSameForTheSameSeedAndAnotherForAnother) {
    const City one = City::make(1, Size::small);
    EXPECT_EQ(one.import_files(), City::make(1, Size::small).import_files());
    EXPECT_NE(one.import_files(), City::make(2, Size::small).import_files());
    EXPECT_EQ(one.truth_json(0), City::make(1, Size::small).truth_json(0));
}

TEST(City, HasAsManySitesAndAccountsAsItSays) {
    const City city = City::make(1, Size::small);
    std::set<std::string> kinds;
    std::set<int> families;
    for (const SitePlan& plan : city.sites()) {
        kinds.insert(std::string(to_string(plan.site.kind)));
        families.insert(static_cast<int>(plan.family));
        EXPECT_TRUE(is_site_code(plan.site.site_code)) << plan.site.site_code;
    }
    EXPECT_GE(city.sites().size(), 12U);
    EXPECT_EQ(kinds.size(), 4U);
    EXPECT_EQ(families.size(), 4U);
    const std::string accounts = city.import_files().at("accounts.csv");
    EXPECT_GE(std::count(accounts.begin(), accounts.end(), '\n'), 41);
    const std::string many = City::make(1, Size::full).import_files().at("accounts.csv");
    EXPECT_GE(std::count(many.begin(), many.end(), '\n'), 301);
}

TEST(City, AnswersForItsSitesOnly) {
    const City city = City::make(1, Size::small);
    const std::string host = city.sites().front().host;
    EXPECT_EQ(city.respond(host, "/", 0).status, 200);
    EXPECT_EQ(city.respond(host + ":8090", "/?a=b", 0).status, 200);
    EXPECT_EQ(city.respond(host, "/nowhere.html", 0).status, 404);
    EXPECT_EQ(city.respond("www.other.example", "/", 0).status, 404);
    EXPECT_EQ(city.respond("wall.example.cn", "/report", 0).status, 403);
}

TEST(City, OneSiteSpeaksGbkAndOneNotAtAll) {
    const City city = City::make(1, Size::small);
    int gbk = 0;
    int silent = 0;
    for (const SitePlan& plan : city.sites()) {
        const Served home = city.respond(plan.host, "/", 0);
        gbk += home.body.find("\xC7") != std::string::npos && plan.gbk ? 1 : 0;
        silent += home.abrupt ? 1 : 0;
    }
    EXPECT_EQ(gbk, 1);
    EXPECT_EQ(silent, 1);
}

}  // namespace
}  // namespace mingcha::demo
