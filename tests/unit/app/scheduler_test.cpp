// The server's own monitoring: a clock that jumps, a network that always answers.
#include "app/scheduler.h"

#include <gtest/gtest.h>

#include "app/verdicts.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::TempDir;

const Instant kBegin = *parse_instant("2026-02-02T00:00:00+08:00");
constexpr std::int64_t kDay = 86'400;

class OpenVisitor final : public gather::HomeVisitor {
public:
    std::vector<gather::VisitOutcome> visit(const std::vector<std::string>& urls,
                                            const std::atomic<bool>&) override {
        std::vector<gather::VisitOutcome> outcomes;
        for (std::size_t i = 0; i < urls.size(); ++i) {
            gather::VisitOutcome outcome;
            outcome.index = i;
            outcome.opened = true;
            outcome.http_status = 200;
            outcomes.push_back(outcome);
        }
        return outcomes;
    }
};

class JumpingClock final : public MonitorClock {
public:
    Instant now() override { return now_; }
    void wait(Instant until, const std::atomic<bool>&) override {
        now_ = std::max(now_, until);
        ++waits;
        if (on_time) on_time(now_);
    }
    Instant now_ = kBegin;
    int waits = 0;
    std::function<void(Instant)> on_time;
};

class SchedulerDays : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path()));
        Site site;
        site.site_code = "9900000001";
        site.name = "某局";
        site.url = "http://s1.example/";
        site.kind = SiteKind::portal;
        ASSERT_TRUE(store::save<Site>(*store_, {}, {site}));
    }

    void keep(const std::string& id, const std::string& monitor, bool closed = false) {
        Campaign campaign;
        campaign.id = id;
        campaign.ruleset = "national-2019";
        campaign.window = {*parse_date("2026-02-02"), *parse_date("2026-02-12")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.closed = closed;
        if (!monitor.empty()) campaign.fields["monitor"] = monitor;
        ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
    }

    // Runs until so many days have passed.
    void run_days(std::int64_t days) {
        clock_.on_time = [this, days](Instant now) {
            if (each_time) each_time(now);
            if (now.seconds >= kBegin.seconds + days * kDay) stop_ = true;
        };
        Scheduler scheduler(*store_, visitor_, clock_);
        scheduler.run(stop_, [this](const std::string& line) { told_.push_back(line); });
    }

    std::size_t visits() { return store::load<Probe>(*store_)->size(); }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
    OpenVisitor visitor_;
    JumpingClock clock_;
    std::atomic<bool> stop_ = false;
    std::function<void(Instant)> each_time;
    std::vector<std::string> told_;
};

TEST_F(SchedulerDays, VisitsTheSitesOfACampaignThatAsksForItUntilThePlanIsOver) {
    keep("2026Q1", "on");
    store::MonitorPlan one_day;
    one_day.vantage = kDefaultVantage;
    one_day.began = kBegin;
    one_day.days = 1;
    one_day.per_day = 24;
    ASSERT_TRUE(store::save<store::MonitorPlan>(*store_, "2026Q1", {one_day}));
    run_days(2);
    EXPECT_EQ(visits(), 24U);
    ASSERT_GE(told_.size(), 2U);
    EXPECT_NE(told_.front().find("2026Q1"), std::string::npos);
    EXPECT_NE(told_.back().find("全部完成"), std::string::npos);
}

TEST_F(SchedulerDays, LeavesTheOthersAlone) {
    keep("off", "off");
    keep("silent", "");
    keep("closed", "on", true);
    keep("over", "on");
    Campaign over = *find_campaign(*store_, "over");
    over.as_of = Instant{kBegin.seconds - 1};
    ASSERT_TRUE(store::save<Campaign>(*store_, {}, {over}));
    run_days(1);
    EXPECT_EQ(visits(), 0U);
    EXPECT_TRUE(told_.empty());
}

TEST_F(SchedulerDays, BeginsWhenItIsSwitchedOnAndEndsWhenItIsSwitchedOff) {
    keep("2026Q1", "off");
    bool on = false;
    each_time = [this, &on](Instant now) {
        const std::int64_t quarter = (now.seconds - kBegin.seconds) / (kDay / 4);
        if (quarter == 1 && !on) keep("2026Q1", "on");
        if (quarter == 2 && on) keep("2026Q1", "off");
        on = quarter == 1;
    };
    run_days(1);
    // Of the six hours in which it was on.
    EXPECT_GE(visits(), 5U);
    EXPECT_LE(visits(), 7U);
}

TEST_F(SchedulerDays, OneThatCannotBeMonitoredDoesNotStopTheOthersAndIsTriedAgain) {
    keep("2026A", "on");
    store::MonitorPlan damaged;
    damaged.vantage = kDefaultVantage;
    damaged.began = kBegin;
    damaged.days = -1;
    ASSERT_TRUE(store::save<store::MonitorPlan>(*store_, "2026A", {damaged}));
    keep("2026Q1", "on");
    run_days(1);
    EXPECT_GE(visits(), 23U);
    EXPECT_GT(std::count_if(
                  told_.begin(), told_.end(),
                  [](const std::string& line) { return line.find("2026A") != std::string::npos; }),
              1);
}

TEST_F(SchedulerDays, SleepsBetweenVisits) {
    keep("2026Q1", "on");
    run_days(1);
    // A look at the campaigns each minute, a visit each hour; never a busy loop.
    EXPECT_LE(clock_.waits, 24 * 60 + 100);
}

}  // namespace
}  // namespace mingcha::app
