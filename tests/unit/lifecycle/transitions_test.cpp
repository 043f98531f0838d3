// The life of sites and accounts: which step may follow, what it asks for, no way back but a step.
#include "lifecycle/transitions.h"

#include <gtest/gtest.h>

namespace mingcha::lifecycle {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

LifeEvent step(LifeAction action, const char* on) {
    LifeEvent made;
    made.action = action;
    made.on = day(on);
    made.by = "管理员";
    made.logged_at = at(day("2026-11-01"));
    return made;
}

LifeEvent approved(LifeAction action, const char* on) {
    LifeEvent made = step(action, on);
    made.approval = "云政办〔2026〕3号";
    return made;
}

LifeEvent suspension(const char* on, const char* until) {
    LifeEvent made = approved(LifeAction::suspend, on);
    made.notice = day(on);
    made.until = day(until);
    return made;
}

LifeEvent announcement(const char* on) {
    LifeEvent made = approved(LifeAction::announce, on);
    made.notice = day(on);
    made.notice_url = "http://yz.gov.cn/gg/1.html";
    made.new_url = "http://yz.gov.cn/lyj/";
    return made;
}

// A site, and the log of what it went through.
struct Life {
    Site site;
    std::vector<LifeEvent> log;

    explicit Life(SiteState state) {
        site.site_code = "9999000001";
        site.name = "云泽市林业局";
        site.url = "http://lyj.yz.gov.cn";
        site.state = state;
    }
    std::string go(const LifeEvent& next) {
        const auto done = step_of_site(site, log, next);
        if (!done) return done.error().text();
        site = behind(site, *done);
        log.push_back(*done);
        return "";
    }
};

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

TEST(SiteLife, GoesFromOpeningToCancelling) {
    Life life(SiteState::opened);
    EXPECT_EQ(life.go(approved(LifeAction::start, "2026-01-05")), "");
    EXPECT_EQ(life.site.state, SiteState::running);
    EXPECT_EQ(life.go(announcement("2026-03-01")), "");
    EXPECT_EQ(life.site.state, SiteState::closing);
    EXPECT_EQ(life.go(step(LifeAction::close, "2026-03-31")), "");
    EXPECT_EQ(life.site.state, SiteState::closed);
    EXPECT_EQ(life.go(approved(LifeAction::cancel, "2026-04-10")), "");
    EXPECT_EQ(life.site.state, SiteState::cancelled);
    ASSERT_EQ(life.log.size(), 4U);
    EXPECT_EQ(life.log[1].from, "running");
    EXPECT_EQ(life.log[1].to, "closing");
}

TEST(SiteLife, AsksForWhatTheRuleAsks) {
    Life life(SiteState::opened);
    EXPECT_TRUE(has(life.go(step(LifeAction::start, "2026-01-05")), "--approval"));
    life.go(approved(LifeAction::start, "2026-01-05"));
    LifeEvent bare = approved(LifeAction::announce, "2026-03-01");
    const std::string missing = life.go(bare);
    EXPECT_TRUE(has(missing, "公告日期"));
    EXPECT_TRUE(has(missing, "公告网址"));
    EXPECT_TRUE(has(missing, "--new-url"));
    LifeEvent nobody = announcement("2026-03-01");
    nobody.by.clear();
    EXPECT_TRUE(has(life.go(nobody), "--by"));
    EXPECT_EQ(life.log.size(), 1U);  // what was refused is not logged
}

TEST(SiteLife, ClosesThirtyDaysBehindTheNoticeAtTheEarliest) {
    Life life(SiteState::running);
    EXPECT_EQ(life.go(announcement("2026-03-01")), "");
    EXPECT_TRUE(has(life.go(step(LifeAction::close, "2026-03-30")), "2026-03-31"));
    EXPECT_EQ(life.go(step(LifeAction::close, "2026-03-31")), "");
}

TEST(SiteLife, ANoticeThatCameWithATableIsAskedForWhenItCloses) {
    Life life(SiteState::closing);
    EXPECT_TRUE(has(life.go(step(LifeAction::close, "2026-03-31")), "--notice"));
    LifeEvent closing = step(LifeAction::close, "2026-03-31");
    closing.notice = day("2026-03-02");
    EXPECT_TRUE(has(life.go(closing), "不满 30 天"));
    closing.notice = day("2026-03-01");
    EXPECT_EQ(life.go(closing), "");
}

TEST(SiteLife, IsSuspendedOnceAYearForThirtyDays) {
    Life life(SiteState::running);
    EXPECT_TRUE(has(life.go(suspension("2026-01-01", "2026-01-31")), "31 天"));
    EXPECT_TRUE(has(life.go(suspension("2026-01-10", "2026-01-09")), "早于起始日期"));
    EXPECT_EQ(life.go(suspension("2026-01-01", "2026-01-30")), "");
    EXPECT_EQ(life.go(step(LifeAction::resume, "2026-01-20")), "");
    EXPECT_TRUE(has(life.go(suspension("2026-12-01", "2026-12-10")), "还没有到"));
    EXPECT_TRUE(has(life.go(suspension("2026-10-01", "2026-10-10")), "每年不超过 1 次"));
    // The year before does not count.
    Life other(SiteState::running);
    EXPECT_EQ(other.go(suspension("2025-12-20", "2026-01-05")), "");
    EXPECT_EQ(other.go(step(LifeAction::resume, "2026-01-05")), "");
    EXPECT_EQ(other.go(suspension("2026-06-01", "2026-06-10")), "");
}

TEST(SiteLife, KnowsNoOtherWayBackThanAStep) {
    Life life(SiteState::closed);
    const std::string refused = life.go(approved(LifeAction::start, "2026-04-01"));
    EXPECT_TRUE(has(refused, "现为“已关停”"));
    EXPECT_TRUE(has(refused, "reopen"));
    EXPECT_TRUE(has(life.go(step(LifeAction::resume, "2026-04-01")), "不能恢复"));
    LifeEvent again = approved(LifeAction::reopen, "2026-04-01");
    EXPECT_TRUE(has(life.go(again), "--reason"));
    again.reason = "机构恢复";
    EXPECT_EQ(life.go(again), "");
    EXPECT_EQ(life.site.state, SiteState::opened);

    Life closing(SiteState::running);
    closing.go(announcement("2026-03-01"));
    LifeEvent back = approved(LifeAction::withdraw, "2026-03-10");
    back.reason = "不再整合";
    EXPECT_EQ(closing.go(back), "");
    EXPECT_EQ(closing.site.state, SiteState::running);
    EXPECT_EQ(closing.log.size(), 2U);  // nothing is taken out of the log
}

TEST(SiteLife, OpenedAgainWithinAYearIsRemarked) {
    Life life(SiteState::running);
    life.go(announcement("2025-01-01"));
    life.go(step(LifeAction::close, "2025-02-01"));
    EXPECT_EQ(remarks(life.log, step(LifeAction::reopen, "2026-01-31")).size(), 1U);
    EXPECT_TRUE(remarks(life.log, step(LifeAction::reopen, "2026-02-01")).empty());
}

TEST(SiteLife, StepsFollowInTime) {
    Life life(SiteState::running);
    life.go(suspension("2026-05-01", "2026-05-10"));
    EXPECT_TRUE(has(life.go(step(LifeAction::resume, "2026-04-30")), "早于上一步"));
    EXPECT_TRUE(has(life.go(step(LifeAction::resume, "2026-11-02")), "还没有到"));
}

TEST(SiteLife, AChangeKeepsWhatStoodBefore) {
    Life life(SiteState::running);
    LifeEvent change = approved(LifeAction::change, "2026-05-01");
    change.changes["url"].after = "http://lyj.yz.gov.cn";
    EXPECT_TRUE(has(life.go(change), "没有变化"));
    change.changes["url"].after = "http://ly.yz.gov.cn";
    EXPECT_EQ(life.go(change), "");
    EXPECT_EQ(life.site.url, "http://ly.yz.gov.cn");
    EXPECT_EQ(life.log[0].changes.at("url").before, "http://lyj.yz.gov.cn");
    LifeEvent strange = approved(LifeAction::change, "2026-05-01");
    strange.changes["site_code"].after = "9999000009";
    EXPECT_TRUE(has(life.go(strange), "可以变更 name、unit、url"));
}

TEST(SiteLife, ARedesignIsADatedStep) {
    Life life(SiteState::running);
    EXPECT_EQ(life.go(step(LifeAction::redesign, "2026-05-01")), "");
    EXPECT_EQ(life.go(step(LifeAction::redesign, "2026-09-01")), "");
    EXPECT_EQ(life.site.state, SiteState::running);
    EXPECT_EQ(redesigned_on(life.log, day("2026-08-31")), day("2026-05-01"));
    EXPECT_EQ(redesigned_on(life.log, day("2026-09-01")), day("2026-09-01"));
    EXPECT_FALSE(redesigned_on(life.log, day("2026-04-30")));
}

TEST(SiteLife, ASuspensionThatRanOutIsOverdue) {
    Life life(SiteState::running);
    life.go(suspension("2026-05-01", "2026-05-10"));
    EXPECT_FALSE(overdue_since(life.site, life.log, day("2026-05-10")));
    EXPECT_EQ(overdue_since(life.site, life.log, day("2026-05-11")), day("2026-05-11"));
    life.go(step(LifeAction::resume, "2026-05-09"));
    EXPECT_FALSE(overdue_since(life.site, life.log, day("2026-06-01")));
}

Account account(const char* code, AccountState state = AccountState::running) {
    Account made;
    made.account_code = code;
    made.name = "云泽林业";
    made.type = "微信订阅号";
    made.operator_name = "云泽市林业局";
    made.state = state;
    return made;
}

TEST(AccountLife, IsMergedIntoARunningOneOrCancelledForACause) {
    const Account own = account("419999M001WX0002");
    const Account main = account("419999M001WX0001");
    LifeEvent merge = approved(LifeAction::merge, "2026-05-01");
    merge.into = main.account_code;
    const auto merged = step_of_account(own, {}, merge, &main);
    ASSERT_TRUE(merged) << merged.error().text();
    EXPECT_EQ(behind(own, *merged).state, AccountState::merged);
    EXPECT_EQ(merged->cause, GivenUp::merged);
    EXPECT_FALSE(step_of_account(own, {}, merge, nullptr));
    EXPECT_FALSE(step_of_account(main, {}, merge, &main));
    const Account gone = account("419999M001WX0001", AccountState::cancelled);
    EXPECT_FALSE(step_of_account(own, {}, merge, &gone));

    LifeEvent cancel = approved(LifeAction::cancel, "2026-05-01");
    const auto without = step_of_account(own, {}, cancel, nullptr);
    ASSERT_FALSE(without);
    EXPECT_TRUE(has(without.error().text(), "--cause"));
    cancel.cause = GivenUp::zombie;
    EXPECT_EQ(step_of_account(own, {}, cancel, nullptr)->to, "cancelled");
}

TEST(AccountLife, IsTakenUpAgainByAStepOnly) {
    const Account gone = account("419999M001WX0001", AccountState::cancelled);
    EXPECT_FALSE(step_of_account(gone, {}, approved(LifeAction::start, "2026-05-01"), nullptr));
    LifeEvent again = approved(LifeAction::reopen, "2026-05-01");
    again.reason = "误注销";
    EXPECT_EQ(step_of_account(gone, {}, again, nullptr)->to, "running");
    const Account fresh = account("419999M001WX0001", AccountState::registered);
    EXPECT_EQ(step_of_account(fresh, {}, approved(LifeAction::start, "2026-05-01"), nullptr)->to,
              "running");
}

TEST(SiteSteps, LimitsAreTheRulesets) {
    LifeLimits limits;
    limits.suspension_days = {10, Confidence::v1, "省里的办法第3条"};
    limits.suspensions_a_year = {2, Confidence::v1, "省里的办法第4条"};
    limits.notice_days = {7, Confidence::v1, ""};
    Life life(SiteState::running);
    const auto long_one =
        step_of_site(life.site, life.log, suspension("2026-03-01", "2026-03-11"), limits);
    ASSERT_FALSE(long_one);
    EXPECT_NE(long_one.error().text().find("临时下线 11 天，超过 10 天"), std::string::npos);
    EXPECT_NE(long_one.error().text().find("省里的办法第3条"), std::string::npos);
    const auto fits =
        step_of_site(life.site, life.log, suspension("2026-03-01", "2026-03-10"), limits);
    ASSERT_TRUE(fits) << fits.error().text();
    // A second in the year, and a third that is too many.
    LifeEvent first = *fits;
    EXPECT_TRUE(step_of_site(life.site, {first}, suspension("2026-05-01", "2026-05-03"), limits));
    LifeEvent second = first;
    second.on = day("2026-04-01");
    const auto third =
        step_of_site(life.site, {first, second}, suspension("2026-05-01", "2026-05-03"), limits);
    ASSERT_FALSE(third);
    EXPECT_NE(third.error().text().find("已临时下线过 2 次"), std::string::npos);
    Life closing(SiteState::running);
    EXPECT_EQ(closing.go(announcement("2026-03-01")), "");
    EXPECT_FALSE(step_of_site(closing.site, closing.log, step(LifeAction::close, "2026-03-08")));
    EXPECT_TRUE(
        step_of_site(closing.site, closing.log, step(LifeAction::close, "2026-03-08"), limits));
}

}  // namespace
}  // namespace mingcha::lifecycle
