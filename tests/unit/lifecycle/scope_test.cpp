#include "lifecycle/scope.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mingcha::lifecycle {
namespace {

Account account(int number, const std::string& division) {
    Account out;
    out.account_code = division + "M000WX" + std::to_string(1000 + number);
    out.name = "账号" + std::to_string(number);
    out.type = "微信订阅号";
    out.division = division;
    out.state = AccountState::running;
    return out;
}

Site site(const std::string& code, SiteKind kind, const std::string& division) {
    Site out;
    out.site_code = code;
    out.kind = kind;
    out.division = division;
    out.state = SiteState::running;
    return out;
}

Population city() {
    Population out;
    out.sites = {site("9999000001", SiteKind::portal, "990001"),
                 site("9999000002", SiteKind::department, "990001"),
                 site("9999000003", SiteKind::department, "990002"),
                 site("9999000004", SiteKind::department, "")};
    for (int i = 0; i < 40; ++i) out.accounts.push_back(account(i, "990001"));
    for (int i = 40; i < 43; ++i) out.accounts.push_back(account(i, "990002"));
    out.hash = population_hash(out.sites, out.accounts);
    return out;
}

std::vector<std::string> codes(const Population& population) {
    std::vector<std::string> out;
    for (const Account& each : population.accounts) out.push_back(each.account_code);
    std::sort(out.begin(), out.end());
    return out;
}

std::int64_t in(const Population& population, const std::string& division) {
    return std::count_if(population.accounts.begin(), population.accounts.end(),
                         [&](const Account& each) { return each.division == division; });
}

TEST(Scope, OfEverythingChangesNothing) {
    Population whole = city();
    narrow(whole, {});
    EXPECT_EQ(whole.hash, city().hash);
    EXPECT_TRUE(whole.notes.empty());
    EXPECT_EQ(whole.accounts.size(), 43U);
}

TEST(Scope, KeepsKindsAndDivisions) {
    Scope scope;
    scope.kinds = {SiteKind::department};
    scope.divisions = {"990001", ""};
    Population part = city();
    narrow(part, scope);
    ASSERT_EQ(part.sites.size(), 2U);
    EXPECT_EQ(part.sites[0].site_code, "9999000002");
    EXPECT_EQ(part.sites[1].site_code, "9999000004") << "the city's own";
    EXPECT_EQ(part.accounts.size(), 40U);
    EXPECT_EQ(part.hash, population_hash(part.sites, part.accounts));
    ASSERT_EQ(part.notes.size(), 1U);
    EXPECT_NE(part.notes[0].find("990001"), std::string::npos);
    EXPECT_NE(part.notes[0].find("市本级"), std::string::npos);
}

TEST(Scope, DrawsAShareOfEachDivisionRoundedUp) {
    Scope scope;
    scope.accounts_percent = 30;
    scope.seed = 7;
    Population sample = city();
    narrow(sample, scope);
    EXPECT_EQ(in(sample, "990001"), 12);
    EXPECT_EQ(in(sample, "990002"), 1) << "none is left out";
    EXPECT_EQ(sample.sites.size(), 4U);
    EXPECT_NE(sample.notes[0].find("种子 7"), std::string::npos) << "so that it can be drawn again";
}

TEST(Scope, DrawsTheSameFromTheSameSeedInWhateverOrder) {
    Scope scope;
    scope.accounts_percent = 30;
    scope.seed = 7;
    Population first = city(), turned = city();
    std::reverse(turned.accounts.begin(), turned.accounts.end());
    narrow(first, scope);
    narrow(turned, scope);
    EXPECT_EQ(codes(first), codes(turned));
    EXPECT_EQ(first.hash, turned.hash);
    Population other = city();
    scope.seed = 8;
    narrow(other, scope);
    EXPECT_NE(codes(first), codes(other));
}

TEST(Scope, LeavesWhatDoesNotRunOutOfTheDraw) {
    Population mixed = city();
    for (int i = 0; i < 20; ++i) mixed.accounts[i].state = AccountState::cancelled;
    Scope scope;
    scope.accounts_percent = 50;
    narrow(mixed, scope);
    EXPECT_EQ(in(mixed, "990001"), 20 + 10) << "half of those that run, and all of the others";
}

TEST(Scope, RefusesAShareThatIsNone) {
    for (const int percent : {0, -1, 101}) {
        Scope scope;
        scope.accounts_percent = percent;
        EXPECT_FALSE(check(scope)) << percent;
        scope = {};
        scope.sites_percent = percent;
        EXPECT_FALSE(check(scope)) << percent;
    }
    EXPECT_TRUE(check(Scope{}));
}

}  // namespace
}  // namespace mingcha::lifecycle
