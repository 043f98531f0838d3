// What became of what the circular before failed: mended, given up, open; unmeasured is neither.
#include "lifecycle/rectification.h"

#include <gtest/gtest.h>

namespace mingcha::lifecycle {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

SiteResult site(const char* code, std::optional<bool> passed) {
    SiteResult out;
    out.site.site_code = code;
    out.checked = passed.has_value();
    out.passed = passed;
    return out;
}

AccountResult account(const char* code, std::optional<bool> passed) {
    AccountResult out;
    out.account.account_code = code;
    out.checked = passed.has_value();
    out.passed = passed;
    return out;
}

template <class Target>
Target with(Target target, const char* rule, bool carried = false) {
    ScoredFinding found;
    found.finding.rule = rule;
    found.finding.carried_over = carried;
    found.counts = true;
    target.findings.push_back(found);
    return target;
}

LifeEvent gave_up(const char* target, const char* to, const char* on, const char* into = "") {
    LifeEvent step;
    step.target = target;
    step.account = true;
    step.from = "running";
    step.to = to;
    step.on = day(on);
    step.into = into;
    return step;
}

CampaignResult now_of(std::vector<SiteResult> sites, std::vector<AccountResult> accounts) {
    CampaignResult now;
    now.campaign.as_of = end_of(day("2031-06-30"));
    now.sites = std::move(sites);
    now.accounts = std::move(accounts);
    return now;
}

TEST(Rectification, EveryFailedOneStandsOnceAndTheNumbersAddUp) {
    CampaignResult before;
    before.accounts = {account("a", false), account("b", false), account("c", false),
                       account("d", false), account("e", false), account("f", true)};
    const CampaignResult now =
        now_of({}, {account("a", true), account("b", false), account("c", std::nullopt)});
    const Rectification out =
        rectification_of(before, now,
                         {gave_up("d", "cancelled", "2031-05-05"),
                          gave_up("e", "merged", "2031-05-06", "a")});
    ASSERT_EQ(out.targets.size(), 5U);
    EXPECT_EQ(out.targets[0].standing, Standing::mended);
    EXPECT_EQ(out.targets[1].standing, Standing::open);
    EXPECT_EQ(out.targets[2].standing, Standing::unknown);  // not measured: neither
    EXPECT_EQ(out.targets[3].standing, Standing::cancelled);
    EXPECT_EQ(out.targets[4].standing, Standing::merged);
    EXPECT_EQ(out.targets[4].into, "a");
    const RectifiedCount& count = out.accounts;
    EXPECT_EQ(count.failed, 5);
    EXPECT_EQ(count.mended + count.cancelled + count.merged + count.open + count.unknown, 5);
    EXPECT_EQ(out.sites.failed, 0);
}

TEST(Rectification, WhatHappensBehindTheMomentIsNotYet) {
    CampaignResult before;
    before.accounts = {account("a", false)};
    const auto out = rectification_of(before, now_of({}, {account("a", false)}),
                                      {gave_up("a", "cancelled", "2031-07-01")});
    EXPECT_EQ(out.accounts.open, 1);
    EXPECT_EQ(out.accounts.cancelled, 0);
}

TEST(Rectification, AnAccountThatCameBackIsLookedAtAgain) {
    CampaignResult before;
    before.accounts = {account("a", false)};
    LifeEvent back = gave_up("a", "running", "2031-05-20");
    back.from = "cancelled";
    const auto out = rectification_of(before, now_of({}, {account("a", true)}),
                                      {gave_up("a", "cancelled", "2031-05-05"), back});
    EXPECT_EQ(out.accounts.mended, 1);
}

TEST(Rectification, AClosedSiteIsGivenUp) {
    CampaignResult before;
    before.sites = {site("1", false), site("2", false)};
    SiteResult closed = site("1", std::nullopt);
    closed.site.state = SiteState::closed;
    SiteResult resting = site("2", std::nullopt);
    resting.site.state = SiteState::suspended;  // comes back: nobody knows
    const auto out = rectification_of(before, now_of({closed, resting}, {}), {});
    EXPECT_EQ(out.sites.cancelled, 1);
    EXPECT_EQ(out.sites.unknown, 1);
}

TEST(Rectification, ProblemsAreCountedByTargetAndRule) {
    CampaignResult before;
    before.sites = {with(with(site("1", true), "x"), "x"), with(site("2", true), "y"),
                    with(site("3", true), "z"), with(site("4", true), "x")};
    SiteResult unread = site("3", true);
    unread.not_measured.push_back({"z", {}});
    SiteResult gone = site("4", std::nullopt);
    gone.site.state = SiteState::cancelled;
    const auto out =
        rectification_of(before, now_of({site("1", true), with(site("2", true), "y", true), unread,
                                         gone}, {}), {});
    EXPECT_EQ(out.problems, 4);
    EXPECT_EQ(out.problems_mended, 1);
    EXPECT_EQ(out.problems_again, 1);
    EXPECT_EQ(out.problems_unknown, 1);
    EXPECT_EQ(out.problems_gone, 1);
}

}  // namespace
}  // namespace mingcha::lifecycle
