// Who was in the registry on a day, the hash of it, the counts of a year, and the fate of accounts.
#include "lifecycle/population.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "lifecycle/fates.h"

namespace mingcha::lifecycle {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

Site site(const char* code, SiteState state, const char* division = "") {
    Site made;
    made.site_code = code;
    made.name = "站";
    made.url = "http://a.gov.cn";
    made.state = state;
    made.division = division;
    return made;
}

Account account(const char* code, AccountState state = AccountState::running,
                const char* type = "微信订阅号") {
    Account made;
    made.account_code = code;
    made.name = code;
    made.operator_name = "林业局";
    made.type = type;
    made.state = state;
    return made;
}

LifeEvent step(const char* target, LifeAction action, const char* from, const char* to,
               const char* on, bool is_account = false) {
    LifeEvent made;
    made.target = target;
    made.account = is_account;
    made.action = action;
    made.from = from;
    made.to = to;
    made.on = day(on);
    return made;
}

TEST(PopulationOf, ADayTakesBackWhatCameLater) {
    Registry registry;
    registry.sites = {site("9999000001", SiteState::cancelled)};
    registry.accounts = {account("419999M001WX0001", AccountState::merged)};
    LifeEvent moved = step("9999000001", LifeAction::change, "running", "running", "2026-02-01");
    moved.changes["url"] = {"http://old.gov.cn", "http://a.gov.cn"};
    const std::vector<LifeEvent> log{
        moved, step("9999000001", LifeAction::announce, "running", "closing", "2026-03-01"),
        step("9999000001", LifeAction::close, "closing", "closed", "2026-04-01"),
        step("9999000001", LifeAction::cancel, "closed", "cancelled", "2026-05-01"),
        step("419999M001WX0001", LifeAction::merge, "running", "merged", "2026-05-01", true)};
    const auto state = [&](const char* on) {
        return population_on(registry, log, day(on)).sites[0].state;
    };
    EXPECT_EQ(state("2026-02-15"), SiteState::running);
    EXPECT_EQ(state("2026-03-01"), SiteState::closing);
    EXPECT_EQ(state("2026-04-30"), SiteState::closed);
    EXPECT_EQ(state("2026-05-01"), SiteState::cancelled);
    EXPECT_EQ(population_on(registry, log, day("2026-01-31")).sites[0].url, "http://old.gov.cn");
    EXPECT_EQ(population_on(registry, log, day("2026-02-01")).sites[0].url, "http://a.gov.cn");
    EXPECT_EQ(population_on(registry, log, day("2026-04-30")).accounts[0].state,
              AccountState::running);
}

TEST(PopulationOf, ASuspensionThatRanOutCountsAsRunningAndIsSaid) {
    Registry registry;
    registry.sites = {site("9999000001", SiteState::suspended)};
    LifeEvent off = step("9999000001", LifeAction::suspend, "running", "suspended", "2026-05-01");
    off.until = day("2026-05-10");
    EXPECT_EQ(population_on(registry, {off}, day("2026-05-10")).sites[0].state,
              SiteState::suspended);
    const Population late = population_on(registry, {off}, day("2026-05-11"));
    EXPECT_EQ(late.sites[0].state, SiteState::running);
    ASSERT_EQ(late.notes.size(), 1U);
    EXPECT_NE(late.notes[0].find("2026-05-10"), std::string::npos);
}

TEST(PopulationHash, CanBeReckonedFromTheList) {
    const std::vector<Site> sites{site("9999000002", SiteState::running, "999902"),
                                  site("9999000001", SiteState::running)};
    // Sorted, one line each, as the header says.
    const std::string lines =
        "site\t9999000001\t站\t\thttp://a.gov.cn\tdepartment\t\trunning\n"
        "site\t9999000002\t站\t\thttp://a.gov.cn\tdepartment\t999902\trunning\n";
    EXPECT_EQ(population_lines(sites, {}), lines);
    EXPECT_EQ(population_hash(sites, {}), sha256_hex(lines));
    const std::vector<Site> turned{sites[1], sites[0]};
    EXPECT_EQ(population_hash(turned, {}), population_hash(sites, {}));
    std::vector<Site> other = sites;
    other[0].state = SiteState::suspended;
    EXPECT_NE(population_hash(other, {}), population_hash(sites, {}));
    other = sites;
    other[0].name = "站\tx\nsite";
    EXPECT_EQ(population_lines(other, {}).find("站\tx"), std::string::npos);
}

TEST(CountTables, AreOfRunningOnesByKindAndDivision) {
    Population population;
    population.sites = {site("9999000001", SiteState::running),
                        site("9999000002", SiteState::running, "999902"),
                        site("9999000003", SiteState::running, "999902"),
                        site("9999000004", SiteState::suspended, "999902"),
                        site("9999000005", SiteState::running, "000000")};
    population.sites[1].kind = SiteKind::portal;
    Division county;
    county.code = "999902";
    county.name = "云泽县";
    const CountTable table = count_sites(population, {county});
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].division, "市本级");
    EXPECT_EQ(table.rows[1].division, "云泽县");
    EXPECT_EQ(table.rows[1].counts, (std::vector<std::int64_t>{1, 1, 0, 0}));
    EXPECT_EQ(table.rows[2].division, "000000");
    EXPECT_EQ(table.total, 4);
    EXPECT_EQ(table.totals, (std::vector<std::int64_t>{1, 3, 0, 0}));
}

TEST(YearlyCounts, TellOpenedClosedAndCancelledByCause) {
    LifeEvent zombie =
        step("419999M001WX0001", LifeAction::cancel, "running", "cancelled", "2026-05-01", true);
    zombie.cause = GivenUp::zombie;
    LifeEvent empty = zombie;
    empty.cause = GivenUp::empty;
    const auto years = counts_by_year(
        {step("1", LifeAction::start, "opened", "running", "2025-12-31"),
         step("1", LifeAction::suspend, "running", "suspended", "2026-01-01"),
         step("1", LifeAction::resume, "suspended", "running", "2026-01-05"),
         step("1", LifeAction::redesign, "running", "running", "2026-01-06"),
         step("1", LifeAction::announce, "running", "closing", "2026-02-01"),
         step("1", LifeAction::close, "closing", "closed", "2026-03-05"),
         step("1", LifeAction::cancel, "closed", "cancelled", "2026-04-01"), zombie, zombie, empty,
         step("2", LifeAction::merge, "running", "merged", "2026-05-02", true),
         step("3", LifeAction::imported, "running", "cancelled", "2026-05-03", true)});
    ASSERT_EQ(years.size(), 2U);
    EXPECT_EQ(years[0].sites_opened, 1);
    const YearCounts& now = years[1];
    EXPECT_EQ(now.year, 2026);
    EXPECT_EQ(now.sites_opened, 0);  // resumed is not opened
    EXPECT_EQ(now.sites_suspended, 1);
    EXPECT_EQ(now.sites_closed, 1);
    EXPECT_EQ(now.sites_cancelled, 1);
    EXPECT_EQ(now.redesigns, 1);
    EXPECT_EQ(now.accounts_merged, 1);
    EXPECT_EQ(now.accounts_cancelled, 4);
    EXPECT_EQ(now.cancelled_by_cause.at(GivenUp::zombie), 2);
    EXPECT_EQ(now.cancelled_by_cause.at(GivenUp::empty), 1);
}

CampaignWord word(const char* id, const char* on,
                  std::vector<std::pair<const char*, std::optional<bool>>> accounts) {
    CampaignWord made{id, day(on), {}};
    for (const auto& [key, passed] : accounts) made.accounts.push_back({key, key, "局", passed});
    return made;
}

TEST(Fates, OfFailedAccounts) {
    const std::vector<CampaignWord> campaigns{
        word("Q3", "2025-09-30", {{"old", false}}),
        word("Q1", "2026-03-31",
             {{"a", false}, {"b", false}, {"c", false}, {"d", false}, {"e", false}, {"f", true}}),
        word("Q2", "2026-06-30", {{"a", true}, {"d", std::nullopt}, {"e", true}}),
        word("Q3", "2026-09-30", {{"e", false}})};
    LifeEvent merged = step("c", LifeAction::merge, "running", "merged", "2026-04-02", true);
    merged.into = "main";
    const std::vector<LifeEvent> log{
        step("b", LifeAction::cancel, "running", "cancelled", "2026-04-01", true), merged,
        // Cancelled before it failed (and opened again since) mends nothing.
        step("d", LifeAction::cancel, "running", "cancelled", "2026-01-01", true)};
    const auto fates = fates_of(campaigns, log, 2026);
    ASSERT_EQ(fates.size(), 5U);
    EXPECT_EQ(fates[0].kind, FateKind::mended);
    EXPECT_EQ(fates[0].by, "Q2");
    EXPECT_EQ(fates[1].kind, FateKind::cancelled);
    EXPECT_EQ(fates[2].kind, FateKind::merged);
    EXPECT_EQ(fates[2].by, "main");
    EXPECT_EQ(fates[3].kind, FateKind::open);
    EXPECT_EQ(fates[4].kind, FateKind::open);  // failed again
    const auto units = fates_by_unit(fates);
    ASSERT_EQ(units.size(), 1U);
    EXPECT_EQ(units[0].failed, 5);
    EXPECT_EQ(units[0].mended + units[0].cancelled + units[0].merged + units[0].open, 5);
    EXPECT_EQ(units[0].open, 2);
}

TEST(Fates, TakenUpAgainIsOpenAgain) {
    const auto fates =
        fates_of({word("Q1", "2026-03-31", {{"a", false}})},
                 {step("a", LifeAction::cancel, "running", "cancelled", "2026-04-01", true),
                  step("a", LifeAction::reopen, "cancelled", "running", "2026-05-01", true)},
                 2026);
    EXPECT_EQ(fates[0].kind, FateKind::open);
    EXPECT_FALSE(fates[0].on);
}

}  // namespace
}  // namespace mingcha::lifecycle
