// Days of monitoring within seconds: a clock that jumps, a server on loopback that is asked for
// real.
#include "app/monitor.h"

#include <gtest/gtest.h>

#include <mutex>

#include "app/judge_campaign.h"
#include "app/verdicts.h"
#include "store/rows.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

const Instant kBegin = *parse_instant("2026-02-02T00:00:00+08:00");

class JumpingClock final : public MonitorClock {
public:
    Instant now() override { return now_; }
    void wait(Instant until, const std::atomic<bool>&) override {
        now_ = std::max(now_, until);
        if (on_time) on_time(now_);
    }
    Instant now_ = kBegin;
    std::function<void(Instant)> on_time;
};

class MonitorWeek : public ::testing::Test {
protected:
    MonitorWeek()
        : server_([this](const LocalRequest& request) { return serve(request); }),
          store_(std::move(*store::Store::open(dir_.path()))) {
        Campaign campaign;
        campaign.id = "2026Q1";
        campaign.ruleset = "national-2019";
        campaign.window = {*parse_date("2026-02-02"), *parse_date("2026-02-09")};
        campaign.as_of = end_of(campaign.window.to);
        EXPECT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        gather::FetchOptions fetch;
        fetch.resolve_all = server_.address();
        fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
        visitor_ = std::move(*gather::make_home_visitor(std::move(fetch)));
    }

    std::string serve(const LocalRequest& request) {
        const std::lock_guard lock(mutex_);
        if (dark_ || down_.contains(request.host)) return "";
        if (walled_.contains(request.host)) return answer("no", "403 Forbidden");
        return answer("<html>首页</html>");
    }

    void add_sites(int count) {
        std::vector<Site> sites(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            Site& site = sites[static_cast<std::size_t>(i)];
            site.site_code = "990000000" + std::to_string(i);
            site.name = "某局";
            site.url = "http://s" + std::to_string(i) + ".example/";
            site.kind = SiteKind::portal;
        }
        EXPECT_TRUE(store::save<Site>(*store_, {}, sites));
    }

    Monitor open(std::vector<std::string> references = {}, int days = 7) {
        MonitorRequest request;
        request.campaign = "2026Q1";
        request.seed = 3;
        request.days = days;
        request.references = std::move(references);
        auto monitor = Monitor::open(*store_, *visitor_, clock_, request);
        EXPECT_TRUE(monitor) << monitor.error().text();
        return std::move(*monitor);
    }

    // At these times the hosts do not answer.
    void set(Instant, bool dark, std::set<std::string> down = {}) {
        const std::lock_guard lock(mutex_);
        dark_ = dark;
        down_ = std::move(down);
    }

    Verdict verdict_of(const std::string& code) {
        EXPECT_TRUE(judge_campaign(*store_, {dir_.path(), "2026Q1", {}, 1}));
        const auto verdicts = stored_verdicts(*store_, "2026Q1", "national-2019");
        EXPECT_TRUE(verdicts);
        for (const Verdict& verdict : *verdicts) {
            if (verdict.target == code && verdict.rule == "site-unreachability") return verdict;
        }
        ADD_FAILURE() << "no verdict";
        return {};
    }

    std::vector<Probe> probes() { return *store::load<Probe>(*store_); }

    std::mutex mutex_;
    bool dark_ = false;
    std::set<std::string> down_, walled_;
    TempDir dir_;
    LocalServer server_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<gather::HomeVisitor> visitor_;
    JumpingClock clock_;
    std::atomic<bool> stop_ = false;
};

TEST_F(MonitorWeek, OneSiteThatIsDownAnHourADayIsFoundAndTheOthersPass) {
    add_sites(2);
    // From 10:00 to 12:00 on every day: two of 24 visits, 8.33 percent.
    clock_.on_time = [&](Instant now) {
        const std::int64_t hour = (now.seconds - at(date_of(now)).seconds) / 3600;
        set(now, false, hour == 10 || hour == 11 ? std::set<std::string>{"s1.example"}
                                                 : std::set<std::string>{});
    };
    Monitor monitor = open({"http://reference.example/"});
    const auto summary = monitor.run(stop_, {});
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_TRUE(summary->finished);
    EXPECT_EQ(summary->visits, 2 * 7 * 24);
    EXPECT_EQ(summary->failed, 14);
    EXPECT_EQ(summary->ours, 0);
    EXPECT_EQ(summary->missed, 0);
    EXPECT_EQ(verdict_of("9900000000").outcome, Outcome::pass);
    const Verdict verdict = verdict_of("9900000001");
    ASSERT_EQ(verdict.outcome, Outcome::fail);
    EXPECT_EQ(verdict.findings[0].problem, "网站无法访问（7天内访问168次，14次打不开，占8.33%）");
    EXPECT_EQ(verdict.coverage.checked, 168);
    ASSERT_FALSE(verdict.working.empty());
    EXPECT_EQ(verdict.working.front(), "2026-02-02 访问24次：打开22、打不开2");
    EXPECT_EQ(verdict.working.back(), "占比 = 14 ÷ 168 = 8.33%，达到5.00%");
}

TEST_F(MonitorWeek, OurOwnOutageIsNoFaultOfAnySite) {
    add_sites(5);
    // The whole third day but four hours nothing can be reached, without references.
    clock_.on_time = [&](Instant now) {
        const std::int64_t hour = (now.seconds - kBegin.seconds) / 3600;
        set(now, hour >= 52 && hour < 72);
    };
    Monitor monitor = open();
    const auto summary = monitor.run(stop_, {});
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_EQ(summary->failed, 0);
    EXPECT_EQ(summary->ours, 5 * 20);
    const Verdict verdict = verdict_of("9900000003");
    EXPECT_EQ(verdict.outcome, Outcome::not_measured);
    EXPECT_EQ(verdict.reason.code, ReasonCode::ours);
    EXPECT_NE(verdict.reason.text.find("2026-02-04（4次）"), std::string::npos)
        << verdict.reason.text;
}

TEST_F(MonitorWeek, ReferencesTellAPlatformThatIsDownFromOurLine) {
    add_sites(6);
    clock_.on_time = [&](Instant now) {
        std::set<std::string> all;
        for (int i = 0; i < 6; ++i) all.insert("s" + std::to_string(i) + ".example");
        const std::int64_t hour = (now.seconds - kBegin.seconds) / 3600;
        set(now, false, hour < 12 ? all : std::set<std::string>{});
    };
    Monitor monitor = open({"http://reference.example/"}, 1);
    const auto summary = monitor.run(stop_, {});
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_EQ(summary->failed, 6 * 12);
    EXPECT_EQ(summary->ours, 0);
}

TEST_F(MonitorWeek, WhatWasMissedWhileOffIsOursAndTheRestGoesOn) {
    add_sites(1);
    const Instant off = *parse_instant("2026-02-03T12:00:00+08:00");
    clock_.on_time = [&](Instant now) { stop_ = now >= off; };
    {
        Monitor monitor = open({"http://reference.example/"});
        const auto summary = monitor.run(stop_, {});
        ASSERT_TRUE(summary);
        EXPECT_FALSE(summary->finished);
        EXPECT_EQ(summary->visits, 36);
    }
    // Killed; begun again after ten hours with other words on the command line.
    stop_ = false;
    clock_.on_time = {};
    clock_.now_ = *parse_instant("2026-02-03T22:00:00+08:00");
    Monitor monitor = open();
    EXPECT_EQ(format_instant(monitor.plan().began), format_instant(kBegin));
    const auto summary = monitor.run(stop_, {});
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->visits, 168 - 36 - 10);
    EXPECT_EQ(summary->missed, 10);
    const Verdict verdict = verdict_of("9900000000");
    EXPECT_EQ(verdict.outcome, Outcome::not_measured);
    EXPECT_EQ(verdict.reason.code, ReasonCode::ours);
    EXPECT_NE(verdict.reason.text.find("2026-02-03（14次）"), std::string::npos);
}

TEST_F(MonitorWeek, AProgramKilledAfterEveryRoundMakesTheSameVisits) {
    add_sites(2);
    for (int round = 0; round < 100; ++round) {
        Monitor monitor = open({"http://reference.example/"}, 1);
        const auto next = monitor.next_due();
        ASSERT_TRUE(next);
        if (!*next) break;
        clock_.wait(**next, stop_);
        ASSERT_TRUE(monitor.visit_due(stop_));
    }
    std::map<std::string, int> visits;
    for (const Probe& probe : probes()) ++visits[probe.site_code];
    EXPECT_EQ(visits.size(), 2U);
    for (const auto& [site, count] : visits) EXPECT_EQ(count, 24) << site;
}

TEST_F(MonitorWeek, OnceVisitsEverySiteNowAndKeepsThePhases) {
    add_sites(4);
    walled_ = {"s2.example"};
    down_ = {"s3.example"};
    Monitor monitor = open({"http://reference.example/"});
    const auto summary = monitor.run_once(stop_);
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_EQ(summary->visits, 4);
    EXPECT_EQ(summary->opened, 2);
    for (const Probe& probe : probes()) {
        EXPECT_EQ(probe.at, kBegin);
        EXPECT_EQ(probe.vantage, kDefaultVantage);
        EXPECT_TRUE(probe.phases.connect_ms) << probe.site_code;
        EXPECT_FALSE(probe.phases.tls_ms);
        EXPECT_EQ(probe.ok, probe.site_code < "9900000002");
        if (probe.ok) {
            EXPECT_GE(*probe.phases.first_byte_ms, *probe.phases.connect_ms);
        }
        if (probe.site_code == "9900000002") {
            EXPECT_EQ(probe.http_status, 403);
            EXPECT_NE(probe.error.find("防火墙"), std::string::npos);
        }
        if (probe.site_code == "9900000003") {
            EXPECT_EQ(probe.http_status, 0);
            EXPECT_TRUE(probe.ours.empty()) << probe.ours;
        }
    }
}

TEST_F(MonitorWeek, AFailureThatCouldNotBeLookedIntoIsNotStored) {
    add_sites(2);
    down_ = {"s1.example"};
    Monitor monitor = open({"http://reference.example/"});
    stop_ = true;
    ASSERT_TRUE(monitor.run_once(stop_));
    EXPECT_TRUE(probes().empty());
}

TEST_F(MonitorWeek, RefusesWhatCannotBeMonitored) {
    MonitorRequest request;
    request.campaign = "2026Q9";
    EXPECT_FALSE(Monitor::open(*store_, *visitor_, clock_, request));
    request.campaign = "2026Q1";
    EXPECT_FALSE(Monitor::open(*store_, *visitor_, clock_, request));  // no site
    add_sites(1);
    request.per_day = 19;
    EXPECT_FALSE(Monitor::open(*store_, *visitor_, clock_, request));
    request.per_day = 20;
    EXPECT_TRUE(Monitor::open(*store_, *visitor_, clock_, request));
}

}  // namespace
}  // namespace mingcha::app
