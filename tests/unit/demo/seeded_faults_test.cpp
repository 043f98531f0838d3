// The truth of the example city: enough faults and look-alikes of every rule, and pages that are as
// it says.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "demo/city.h"
#include "demo/faults.h"

namespace mingcha::demo {
namespace {

// Every rule that a machine judges in luan-2021, bonus rules included.
constexpr const char* kRules[] = {"site-unreachability",
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
                                  "same-day-reply",
                                  "account-staleness",
                                  "account-zombie",
                                  "account-link-failure",
                                  "guide-elements",
                                  "guide-element-absence",
                                  "service-statistics",
                                  "interpretation-link",
                                  "consultation-activity",
                                  "illegal-content",
                                  "unresolved-attack",
                                  "overview-accuracy",
                                  "mandate-accuracy",
                                  "leader-information",
                                  "interpretation-absence",
                                  "guide-accuracy",
                                  "submission-failure",
                                  "reply-timeliness",
                                  "site-search",
                                  "open-data",
                                  "knowledge-base",
                                  "consultation-platform-only",
                                  "explanatory-notes",
                                  "interaction-absence",
                                  "application-unusable",
                                  "serious-misstatement",
                                  "typos",
                                  "personal-data-exposure",
                                  "interpretation-form",
                                  "consultation-feedback-undated",
                                  "policy-library",
                                  "one-stop-topic",
                                  "smart-search",
                                  "service-absence",
                                  "consultation-channel-absence",
                                  "service-catalogue",
                                  "falsified-publication",
                                  "account-serious-problem",
                                  "account-duplicate",
                                  "account-identity",
                                  "account-unregistered",
                                  "account-repost"};

// Rules that count columns of one site: several places are one fault.
bool counts_columns(const std::string& rule) {
    return rule == "blank-columns" || rule == "column-staleness" ||
           rule == "core-column-staleness" || rule == "guide-element-absence";
}

struct Counts {
    std::map<std::string, std::set<std::string>> faults, near_misses;
};

Counts count(const City& city) {
    Counts counts;
    for (const TruthRow& row : city.truth()) {
        const std::string place = row.target + " " + row.url + " " + row.names;
        if (row.expect == Expect::near_miss) {
            counts.near_misses[row.rule].insert(place);
        } else {
            counts.faults[row.rule].insert(counts_columns(row.rule) ? row.target : place);
        }
    }
    return counts;
}

TEST(SeededFaults, FullCityHasFiveFaultsAndTenLookAlikesOfEveryRule) {
    for (const std::uint64_t seed : {1, 2, 3, 4, 5, 17}) {
        Counts counts = count(City::plan(seed, Size::full));
        for (const char* rule : kRules) {
            EXPECT_GE(counts.faults[rule].size(), 5U) << rule << " with seed " << seed;
            EXPECT_GE(counts.near_misses[rule].size(), 10U) << rule << " with seed " << seed;
        }
    }
}

TEST(SeededFaults, SmallCityHasAFaultOfEveryRule) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Counts counts = count(City::plan(seed, Size::small));
        for (const char* rule : kRules)
            EXPECT_GE(counts.faults[rule].size(), 1U) << rule << " with seed " << seed;
    }
}

TEST(SeededFaults, NoRuleHasBothFaultsAndLookAlikesOfOneTarget) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        for (const int week : {0, 1, 2, 6}) {
            const City city = City::plan(seed, Size::full, week);
            std::map<std::string, Expect> said;
            for (const TruthRow& row : city.truth()) {
                const std::string place = row.target + " " + row.rule;
                const auto [at, fresh] = said.emplace(place, row.expect);
                EXPECT_TRUE(fresh || at->second == row.expect) << place;
            }
        }
    }
}

// Addresses of this site in href="…".
std::set<std::string> links_of(const std::string& html) {
    std::set<std::string> links;
    const std::string mark = "href=\"";
    for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at)) {
        at += mark.size();
        std::string url = html.substr(at, html.find('"', at) - at);
        url = url.substr(0, url.find('#'));
        if (url.starts_with("/")) links.insert(url);
    }
    return links;
}

TEST(SeededFaults, OnlySeededLinksAreBroken) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        for (const int week : {0, 2}) {
            const City city = City::make(seed, Size::small, week);
            std::set<std::string> dead;
            for (const TruthRow& row : city.truth())
                if (row.rule == "link-availability") dead.insert(row.url);
            for (const SitePlan& plan : city.sites()) {
                if (plan.gbk || plan.silent || plan.rubbish || plan.redirect_loop) continue;
                std::set<std::string> seen{"/"};
                std::vector<std::string> open{"/"};
                while (!open.empty()) {
                    const std::string path = open.back();
                    open.pop_back();
                    const Served served = city.respond(plan.host, path);
                    EXPECT_TRUE(served.status < 400 || dead.contains("http://" + plan.host + path))
                        << plan.host << path;
                    for (const std::string& link : links_of(served.body))
                        if (seen.insert(link).second) open.push_back(link);
                }
                EXPECT_GE(seen.size(), 30U) << plan.host;
            }
        }
    }
}

TEST(SeededFaults, EverySeedingOfTheFullCityFindsASite) {
    // What is left over is never drawn silently: the wanted numbers fit the city.
    int portals = 0, others = 0;
    const City city = City::plan(1, Size::full);
    for (const SitePlan& plan : city.sites())
        ++(plan.site.kind == SiteKind::portal ? portals : others);
    for (const Seeding& each : all_seedings()) {
        EXPECT_LE(each.full, each.fits == Fits::others ? others : portals + others) << each.name;
        EXPECT_LE(each.full, each.fits == Fits::portals ? portals : portals + others) << each.name;
        EXPECT_LE(each.small, each.full) << each.name;
    }
}

}  // namespace
}  // namespace mingcha::demo
