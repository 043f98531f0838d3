// The example city: the same seed is the same city, seeds differ, every kind of fault is seeded,
// and what a page links to answers as the truth says.
#include "demo/city.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mingcha::demo {
namespace {

TEST(SeededFaults, IsTheSameForTheSameSeed) {
    const City one = City::make(7, Size::small);
    const City two = City::make(7, Size::small);
    EXPECT_EQ(one.truth_json(0), two.truth_json(0));
    EXPECT_EQ(one.import_files(), two.import_files());
    ASSERT_EQ(one.sites().size(), two.sites().size());
    for (const SitePlan& plan : one.sites())
        EXPECT_EQ(one.respond(plan.host, "/", 0).body, two.respond(plan.host, "/", 0).body);
}

TEST(SeededFaults, DiffersBySeed) {
    const City one = City::make(1, Size::small);
    const City two = City::make(2, Size::small);
    EXPECT_NE(one.truth_json(0), two.truth_json(0));
    EXPECT_NE(one.import_files().at("sites.csv"), two.import_files().at("sites.csv"));
}

TEST(SeededFaults, HasTheSizeThatTheExampleNeeds) {
    const City small = City::make(1, Size::small);
    EXPECT_GE(small.sites().size(), 12U);
    std::set<Family> families;
    std::set<std::string> codes;
    for (const SitePlan& plan : small.sites()) {
        families.insert(plan.family);
        codes.insert(plan.site.site_code);
        EXPECT_EQ(plan.site.site_code.size(), 10U);
    }
    EXPECT_EQ(families.size(), 4U);
    EXPECT_EQ(codes.size(), small.sites().size());
    EXPECT_GT(City::make(1, Size::full).sites().size(), small.sites().size());
}

TEST(SeededFaults, SeedsEveryRuleThatAVisitOrATableCanShow) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::string truth = City::make(seed, Size::small).truth_json(0);
        for (const char* rule : {"site-unreachability",
                                 "homepage-staleness",
                                 "core-column-staleness",
                                 "column-staleness",
                                 "blank-columns",
                                 "news-staleness",
                                 "policy-staleness",
                                 "other-columns",
                                 "link-availability",
                                 "footer-identity",
                                 "page-tags",
                                 "domain-and-name",
                                 "error-report-entry",
                                 "message-neglect",
                                 "message-disclosure",
                                 "required-repost",
                                 "repost-column-name",
                                 "simple-question-1wd",
                                 "simple-question-5wd",
                                 "account-staleness",
                                 "account-zombie",
                                 "guide-elements",
                                 "guide-element-absence",
                                 "service-statistics",
                                 "interpretation-link"}) {
            const std::string row = "\"rule\": \"" + std::string(rule) + "\"";
            bool seeded = false;
            for (std::size_t at = truth.find(row); at != std::string::npos && !seeded;
                 at = truth.find(row, at + 1)) {
                const std::string line = truth.substr(at, truth.find('\n', at) - at);
                seeded = line.find("\"expect\": \"fault\"") != std::string::npos;
            }
            EXPECT_TRUE(seeded) << rule << " with seed " << seed;
        }
    }
}

// Addresses of this site in href="…".
std::set<std::string> links_of(const std::string& html) {
    std::set<std::string> links;
    const std::string mark = "href=\"";
    for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at)) {
        at += mark.size();
        const std::string url = html.substr(at, html.find('"', at) - at);
        if (url.starts_with("/")) links.insert(url);
    }
    return links;
}

TEST(SeededFaults, OnlySeededLinksAreBroken) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const City city = City::make(seed, Size::small);
        const std::string truth = city.truth_json(0);
        for (const SitePlan& plan : city.sites()) {
            if (plan.gbk || plan.silent || plan.rubbish || plan.redirect_loop) continue;
            std::set<std::string> seen{"/"};
            std::vector<std::string> open{"/"};
            while (!open.empty()) {
                const std::string path = open.back();
                open.pop_back();
                const Served served = city.respond(plan.host, path, 0);
                if (served.status == 404) {
                    EXPECT_NE(truth.find("\"link-availability\", \"url\": \"http://" + plan.host +
                                         path + "\", \"expect\": \"fault\""),
                              std::string::npos)
                        << plan.host << path;
                }
                for (const std::string& link : links_of(served.body))
                    if (seen.insert(link).second) open.push_back(link);
            }
            EXPECT_GE(seen.size(), 30U) << plan.host;
        }
    }
}

TEST(SeededFaults, AnswersForTheHostsThatFootersLinkToAndNoOthers) {
    const City city = City::make(1, Size::small);
    EXPECT_EQ(city.respond("bszs.conac.cn", "/sitename?id=1", 0).status, 200);
    EXPECT_EQ(city.respond("beian.miit.gov.cn:8090", "/", 0).status, 200);
    EXPECT_EQ(city.respond("unknown.example", "/", 0).status, 404);
    EXPECT_EQ(city.respond(city.sites().front().host, "/no/such/page", 0).status, 404);
}

}  // namespace
}  // namespace mingcha::demo
