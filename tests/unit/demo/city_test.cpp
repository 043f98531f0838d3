// The example city: the same seed is the same city, another seed another one; it answers for its
// own hosts only, in every week.
#include "demo/city.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mingcha::demo {
namespace {

std::set<std::string> hosts_of(const City& city) {
    std::set<std::string> hosts;
    for (const SitePlan& plan : city.sites()) hosts.insert(plan.host);
    return hosts;
}

TEST(City, IsTheSameForTheSameSeed) {
    const City one = City::make(7, Size::small);
    const City two = City::make(7, Size::small);
    EXPECT_EQ(one.truth_json(), two.truth_json());
    EXPECT_EQ(one.import_files(), two.import_files());
    for (const SitePlan& plan : one.sites())
        EXPECT_EQ(one.respond(plan.host, "/").body, two.respond(plan.host, "/").body);
}

TEST(City, IsAnotherForAnotherSeed) {
    const City one = City::plan(1, Size::small);
    const City two = City::plan(2, Size::small);
    EXPECT_NE(one.name(), two.name());
    EXPECT_NE(one.truth_json(), two.truth_json());
    const std::set<std::string> theirs = hosts_of(two);
    for (const SitePlan& plan : one.sites()) {
        if (plan.site.kind == SiteKind::portal) continue;  // a county's name may come again
        EXPECT_FALSE(theirs.contains(plan.host)) << plan.host;
    }
    const auto codes = [](const City& city) { return city.sites().front().site.site_code; };
    EXPECT_NE(codes(one).substr(0, 4), codes(two).substr(0, 4));
    // The usual faults stand elsewhere: the first portal is not spoiled in the same way.
    const auto rules_of_first = [](const City& city) {
        std::multiset<std::string> rules;
        for (const TruthRow& row : city.truth())
            if (row.target == city.sites().front().site.site_code) rules.insert(row.rule);
        return rules;
    };
    EXPECT_NE(rules_of_first(one), rules_of_first(two));
}

TEST(City, HasAsManySitesAndAccountsAsItSays) {
    for (const std::uint64_t seed : {1, 2, 3, 99}) {
        for (const Size size : {Size::small, Size::full}) {
            const City city = City::plan(seed, size);
            const bool full = size == Size::full;
            std::set<SiteKind> kinds;
            std::set<Family> families;
            std::set<std::string> codes;
            for (const SitePlan& plan : city.sites()) {
                kinds.insert(plan.site.kind);
                families.insert(plan.family);
                codes.insert(plan.site.site_code);
                EXPECT_TRUE(is_site_code(plan.site.site_code)) << plan.site.site_code;
            }
            EXPECT_EQ(city.sites().size(), full ? 48U : 24U);
            EXPECT_EQ(codes.size(), city.sites().size());
            EXPECT_EQ(hosts_of(city).size(), city.sites().size());
            EXPECT_EQ(kinds.size(), 4U);
            EXPECT_EQ(families.size(), 4U);
            const std::string accounts = city.import_files().at("accounts.csv");
            EXPECT_EQ(std::count(accounts.begin(), accounts.end(), '\n'), full ? 321 : 43);
        }
    }
}

TEST(City, AnswersForItsSitesOnly) {
    const City city = City::make(1, Size::small);
    const auto healthy =
        std::find_if(city.sites().begin(), city.sites().end(), [](const SitePlan& plan) {
            return plan.delay_ms == 0 && !plan.redirect_loop && !plan.rubbish && !plan.silent;
        });
    ASSERT_NE(healthy, city.sites().end());
    const std::string& host = healthy->host;
    EXPECT_EQ(city.respond(host, "/").status, 200);
    EXPECT_EQ(city.respond(host + ":8090", "/?a=b").status, 200);
    EXPECT_EQ(city.respond(host, "/nowhere.html").status, 404);
    EXPECT_EQ(city.respond("www.other.example", "/").status, 404);
    EXPECT_EQ(city.respond("wall.example.cn", "/report").status, 403);
    EXPECT_EQ(city.respond("bszs.conac.cn", "/sitename?id=1").status, 200);
    EXPECT_EQ(city.respond("beian.miit.gov.cn:8090", "/").status, 200);
}

TEST(City, HasSitesThatCannotBeRead) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const City city = City::make(seed, Size::small);
        int gbk = 0, silent = 0, late = 0, loops = 0, rubbish = 0;
        for (const SitePlan& plan : city.sites()) {
            const Served home = city.respond(plan.host, "/");
            gbk += plan.gbk && home.body.find("\xCA\xD7\xD2\xB3") != std::string::npos ? 1 : 0;
            silent += home.abrupt ? 1 : 0;
            late += home.delay_ms > 15'000 ? 1 : 0;
            loops += home.status == 302 ? 1 : 0;
            rubbish += home.content_type == "application/octet-stream" ? 1 : 0;
        }
        EXPECT_EQ(gbk, 1);
        EXPECT_EQ(silent, 1);
        EXPECT_EQ(late, 1);
        EXPECT_EQ(loops, 1);
        EXPECT_EQ(rubbish, 1);
    }
}

TEST(City, NoNumberOfAFictionalCityIsOfTheRulesetsProvince) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const City city = City::plan(seed, Size::small);
        for (const SitePlan& plan : city.sites())
            EXPECT_EQ(plan.foot.icp.find("皖"), std::string::npos) << seed;
    }
}

}  // namespace
}  // namespace mingcha::demo
