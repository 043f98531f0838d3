// The city moves on week by week: what lives gets new articles, what was printed stays as it was,
// faults are mended and others appear.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "demo/city.h"
#include "demo/families.h"

namespace mingcha::demo {
namespace {

using Place = std::pair<std::string, std::string>;  // rule, url

std::set<Place> faults_of(const City& city) {
    std::set<Place> faults;
    for (const TruthRow& row : city.truth())
        if (row.expect == Expect::fault && !row.account) faults.emplace(row.rule, row.url);
    return faults;
}

TEST(Weeks, DatesOfTheCampaignMoveByAWeek) {
    const std::string now = City::plan(1, Size::small, 0).import_files().at("campaign.txt");
    const std::string later = City::plan(1, Size::small, 1).import_files().at("campaign.txt");
    EXPECT_NE(now.find("--from 2021-11-04 --to 2021-11-10 --as-of 2021-11-12T23:59:59+08:00"),
              std::string::npos);
    EXPECT_NE(later.find("--from 2021-11-11 --to 2021-11-17 --as-of 2021-11-19T23:59:59+08:00"),
              std::string::npos);
}

TEST(Weeks, SitesAreTheSameInEveryWeek) {
    const auto tables = City::plan(3, Size::full, 0).import_files();
    const auto later = City::plan(3, Size::full, 9).import_files();
    for (const char* name : {"sites.csv", "units.csv", "divisions.csv", "accounts.csv"})
        EXPECT_EQ(tables.at(name), later.at(name)) << name;
    EXPECT_NE(tables.at("posts.csv"), later.at("posts.csv"));
}

TEST(Weeks, FaultsAreMendedAndOthersAppear) {
    const std::set<Place> first = faults_of(City::plan(1, Size::full, 0));
    const std::set<Place> third = faults_of(City::plan(1, Size::full, 2));
    std::set<std::string> mended, fresh;
    for (const Place& each : first)
        if (!third.contains(each)) mended.insert(each.first);
    for (const Place& each : third)
        if (!first.contains(each)) fresh.insert(each.first);
    EXPECT_TRUE(mended.contains("link-availability"));
    EXPECT_TRUE(mended.contains("news-staleness"));
    EXPECT_TRUE(fresh.contains("link-availability"));
    EXPECT_TRUE(fresh.contains("news-staleness"));
    EXPECT_TRUE(fresh.contains("policy-staleness"));
    EXPECT_TRUE(fresh.contains("falsified-publication"));
    EXPECT_FALSE(mended.contains("homepage-staleness"));
}

// Healthy columns: the newest item is as old in every week, and what was on the list keeps its
// address and day.
TEST(Weeks, WhatWasPrintedStaysAsItWas) {
    ColumnPlan column;
    column.name = "工作动态";
    column.age = 2;
    const std::vector<Date> first = days_of(column, Moment{0});
    const std::vector<Date> second = days_of(column, Moment{1});
    EXPECT_EQ(first.front(), kFirstDay - 2);
    EXPECT_EQ(second.front(), kFirstDay + 5);
    EXPECT_EQ(second[1], first[0]);
    EXPECT_EQ(second.size(), first.size());
}

// Nobody puts an item on a list after the week that it is dated in: that would be forging.
TEST(Weeks, NothingIsPublishedUnderADayBeforeTheLastVisit) {
    for (const int age : {1, 2, 6, 7, 14, 53, 180, 364}) {
        ColumnPlan column;
        column.age = age;
        column.items = 8;
        EXPECT_EQ(newest_of(column, Moment{0}), days_before(age));
        for (int week = 1; week < 12; ++week) {
            const std::vector<Date> before = days_of(column, Moment{week - 1});
            for (const Date day : days_of(column, Moment{week})) {
                const bool known = std::find(before.begin(), before.end(), day) != before.end();
                EXPECT_TRUE(known || day > Moment{week - 1}.today())
                    << age << " in week " << week << ": " << format_date(day);
            }
        }
    }
}

TEST(Weeks, ASilentColumnGetsOlderAndAMendedOneStartsAnew) {
    ColumnPlan column;
    column.age = 2;
    column.silent_after = days_before(15);
    EXPECT_EQ(*newest_of(column, Moment{0}), days_before(15));
    EXPECT_EQ(*newest_of(column, Moment{3}), days_before(15));
    column.silent_until = Moment{1}.today();
    EXPECT_EQ(*newest_of(column, Moment{1}), days_before(15));
    EXPECT_EQ(*newest_of(column, Moment{2}), Moment{2}.today() - 2);
    // Nothing is published afterwards under a day of the silence.
    for (const Date day : days_of(column, Moment{4}))
        EXPECT_TRUE(day <= *column.silent_after || day > *column.silent_until) << format_date(day);
}

TEST(Weeks, AForgedDateMovesWithTheVisitAndAnHonestOneDoesNot) {
    const City now = City::make(1, Size::small, 1);
    const City later = City::make(1, Size::small, 2);
    int forged = 0;
    for (const TruthRow& row : later.truth()) {
        if (row.rule != "falsified-publication") continue;
        // Others contradict themselves at one visit.
        if (row.url.find("/zt/") == std::string::npos || row.url.ends_with("/zt/ytgj.html"))
            continue;
        const std::size_t host = row.url.find("://") + 3;
        const std::size_t path = row.url.find('/', host);
        const auto page = [&](const City& city) {
            return city.respond(row.url.substr(host, path - host), row.url.substr(path));
        };
        const Served before = page(now);
        if (before.status != 200) {  // an article that was not there a week before
            ++forged;
            continue;
        }
        // The day that the home page prints behind the link.
        const auto day = [&](const City& city) {
            const std::string home = city.respond(row.url.substr(host, path - host), "/").body;
            const std::size_t link = home.find("href=\"" + row.url.substr(path));
            EXPECT_NE(link, std::string::npos) << row.url;
            return home.substr(home.find("<span>", link), 16);
        };
        const bool moved = day(now) != day(later);
        EXPECT_EQ(moved, row.expect == Expect::fault) << row.url;
        forged += moved ? 1 : 0;
    }
    EXPECT_EQ(forged, 2);
}

}  // namespace
}  // namespace mingcha::demo
