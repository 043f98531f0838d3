#include "app/monitor.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/population.h"
#include "app/verdicts.h"
#include "base/site_url.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr auto kSlice = std::chrono::milliseconds(200);  // how soon a wait sees a stop

class WallClock final : public MonitorClock {
public:
    Instant now() override {
        using namespace std::chrono;
        return {duration_cast<seconds>(system_clock::now().time_since_epoch()).count()};
    }
    // In slices: the clock may be set, or the machine sleep, while we wait.
    void wait(Instant until, const std::atomic<bool>& stop) override {
        while (!stop && now() < until) std::this_thread::sleep_for(kSlice);
    }
};

std::string host_of(std::string_view url) {
    std::string text(trim(url));
    if (text.find("://") == std::string::npos) text = "http://" + text;
    const auto parts = split_site_url(text);
    return parts ? lower_ascii(parts->host) : text;
}

monitor::Doubt doubt_of(gather::VisitDoubt doubt) {
    switch (doubt) {
        case gather::VisitDoubt::name_unanswered:
            return monitor::Doubt::name_unanswered;
        case gather::VisitDoubt::ours:
            return monitor::Doubt::ours_by_nature;
        case gather::VisitDoubt::none:
            break;
    }
    return monitor::Doubt::none;
}

bool is_suspect(const gather::VisitOutcome& outcome) {
    return !outcome.opened && !outcome.walled;
}

Result<bool> check_range(const char* option, int value, int least, int most) {
    if (value >= least && value <= most) return true;
    return fail(option, fmt::format("{} is out of range", value),
                fmt::format("between {} and {}", least, most));
}

}  // namespace

MonitorClock& wall_monitor_clock() {
    static WallClock clock;
    return clock;
}

Result<Monitor> Monitor::open(store::Store& store, gather::HomeVisitor& visitor,
                              MonitorClock& clock, const MonitorRequest& request) {
    Monitor monitor(store, visitor, clock);
    if (auto ready = monitor.prepare(request); !ready) return Fail(ready.error());
    return monitor;
}

Result<bool> Monitor::prepare(const MonitorRequest& request) {
    const auto campaign = find_campaign(store_, request.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->closed) {
        return fail(campaign->id, "is closed and is not monitored any more",
                    "campaign create makes a new one");
    }
    references_ = request.references;
    for (const auto& done : {load_plan(request), reload_sites(), load_done()}) {
        if (!done) return done;
    }
    if (sites_.empty()) {
        return fail(campaign->id, "there is no running site to visit",
                    "import sites, with 运行状态 正常运行");
    }
    std::set<std::string> hosts;
    for (const Site& site : sites_) hosts.insert(host_of(site.url));
    if (references_.empty() && hosts.size() < monitor::kLeastHosts) {
        summary_.warnings.push_back(
            fmt::format("没有参照网址（--reference），网站又不足{}个主机：监测点自身断网时无法识别",
                        monitor::kLeastHosts));
    }
    const Date first = std::max(monitor::first_whole_day(plan_), campaign->window.from);
    const Instant last = std::min(monitor::ends(plan_), Instant{campaign->as_of.seconds + 1});
    const std::int32_t whole = std::max(0, date_of(last) - first);
    if (whole < monitor::kDays) {
        summary_.warnings.push_back(fmt::format(
            "按计划落在检查活动内（{}起至监测时间点{}）的整天只有{}天，判定网站无法访问需{}天",
            format_date(campaign->window.from), format_instant(campaign->as_of), whole,
            monitor::kDays));
    }
    return true;
}

Result<bool> Monitor::load_plan(const MonitorRequest& request) {
    const auto stored = store::load<store::MonitorPlan>(store_, request.campaign);
    if (!stored) return Fail(stored.error());
    const auto found = std::find_if(stored->begin(), stored->end(), [&](const auto& each) {
        return each.vantage == request.vantage;
    });
    const Instant now = clock_.now();
    store::MonitorPlan row{request.vantage, now, static_cast<std::uint64_t>(now.seconds),
                           monitor::kDays, monitor::kVisitsPerDay};
    if (found != stored->end()) row = *found;
    if (request.days) row.days = *request.days;
    if (request.per_day) row.per_day = *request.per_day;
    if (request.seed) row.seed = *request.seed;
    for (const auto& checked :
         {check_range("--days", row.days, 1, monitor::kMostDays),
          check_range("--per-day", row.per_day, monitor::kLeastVisitsPerDay,
                      monitor::kMostVisitsPerDay)}) {
        if (!checked) return checked;
    }
    plan_ = {request.campaign, row.vantage, row.seed, row.began, row.days, row.per_day};
    return store::save<store::MonitorPlan>(store_, request.campaign, {row});
}

// Visits of this vantage that stand already, so that none is made twice.
Result<bool> Monitor::load_done() {
    const auto probes = store::load<Probe>(store_);
    if (!probes) return Fail(probes.error());
    for (const Probe& probe : *probes) {
        if (probe.vantage != plan_.vantage || probe.at < plan_.began) continue;
        done_[probe.site_code].insert(monitor::slot_number(plan_, probe.at));
    }
    return true;
}

// The registry may change while a week passes; a frozen population does not.
Result<bool> Monitor::reload_sites() {
    auto sites = sites_of(store_, plan_.campaign);
    if (!sites) return Fail(sites.error());
    std::erase_if(*sites, [](const Site& site) { return site.state != SiteState::running; });
    sites_ = std::move(*sites);
    summary_.sites = static_cast<std::int64_t>(sites_.size());
    return true;
}

Result<std::optional<Instant>> Monitor::next_due() {
    const Instant now = clock_.now();
    std::optional<Instant> soonest;
    for (const Site& site : sites_) {
        const auto slot = monitor::next_slot(plan_, site.site_code, done_[site.site_code], now);
        if (!slot) continue;
        const Instant due = std::max(slot->planned, now);
        if (!soonest || due < *soonest) soonest = due;
    }
    return soonest;
}

Result<bool> Monitor::visit_due(const std::atomic<bool>& stop) {
    if (auto loaded = reload_sites(); !loaded) return loaded;
    const Instant now = clock_.now();
    std::vector<Due> due;
    for (const Site& site : sites_) {
        const auto slot = monitor::next_slot(plan_, site.site_code, done_[site.site_code], now);
        if (slot && slot->planned <= now) due.push_back({site, slot->number});
    }
    return due.empty() ? Result<bool>(true) : visit(due, stop);
}

Result<MonitorSummary> Monitor::run(const std::atomic<bool>& stop,
                                    const std::function<void(const MonitorSummary&)>& on_round) {
    while (!stop) {
        const auto next = next_due();
        if (!next) return Fail(next.error());
        if (!*next) {
            summary_.finished = true;
            break;
        }
        clock_.wait(**next, stop);
        if (stop) break;
        if (auto visited = visit_due(stop); !visited) return Fail(visited.error());
        if (on_round) on_round(summary());
    }
    return summary();
}

Result<MonitorSummary> Monitor::run_once(const std::atomic<bool>& stop) {
    std::vector<Due> due;
    const std::int64_t number = monitor::slot_number(plan_, clock_.now());
    for (const Site& site : sites_) due.push_back({site, number});
    if (auto visited = visit(due, stop); !visited) return Fail(visited.error());
    return summary();
}

MonitorSummary Monitor::summary() {
    const Instant now = clock_.now();
    summary_.ends = monitor::ends(plan_);
    summary_.missed = 0;
    for (const Site& site : sites_) {
        summary_.missed += monitor::missed(plan_, site.site_code, done_[site.site_code], now);
    }
    return summary_;
}

void Monitor::remember(const std::string& url, Instant at, bool reached) {
    sightings_.push_back({host_of(url), at, reached});
}

void Monitor::look_at_references(std::optional<monitor::ReferenceLook>& look,
                                 const std::atomic<bool>& stop) {
    if (references_.empty()) return;
    const Instant now = clock_.now();
    const auto outcomes = visitor_.visit(references_, stop);
    if (outcomes.size() < references_.size()) return;  // stopped: says nothing
    look = monitor::ReferenceLook{now, references_.size(), 0};
    for (const gather::VisitOutcome& outcome : outcomes) {
        look->opened += is_suspect(outcome) ? 0 : 1;
    }
}

// After a failure and without references: other hosts of the campaign are looked at, until there
// are enough to tell. They are no visits of the plan.
void Monitor::look_around(Instant since, const std::atomic<bool>& stop) {
    const Instant moment = clock_.now();
    std::set<std::string> known;
    for (const monitor::Sighting& each : sightings_) {
        if (each.at >= since) known.insert(each.host);
    }
    std::vector<std::string> urls;
    for (std::size_t tried = 0;
         tried < sites_.size() && known.size() < monitor::kLeastHosts; ++tried) {
        const Site& site = sites_[next_control_++ % sites_.size()];
        if (known.insert(host_of(site.url)).second) urls.push_back(site.url);
    }
    for (const gather::VisitOutcome& outcome : visitor_.visit(urls, stop)) {
        remember(urls[outcome.index], moment, !is_suspect(outcome));
    }
}

Result<bool> Monitor::visit(const std::vector<Due>& due, const std::atomic<bool>& stop) {
    const Instant began = clock_.now();
    if (!before_ || before_->at.seconds + monitor::kLookGoodSeconds < began.seconds) {
        before_.reset();
        look_at_references(before_, stop);
    }
    std::erase_if(sightings_, [&](const monitor::Sighting& each) {
        return each.at.seconds + monitor::kSameTimeSeconds < began.seconds;
    });
    std::vector<std::string> urls;
    for (const Due& each : due) urls.push_back(each.site.url);
    const std::vector<gather::VisitOutcome> outcomes = visitor_.visit(urls, stop);
    const auto moment = [&](const gather::VisitOutcome& outcome) {
        return Instant{began.seconds + outcome.started_ms / 1000};
    };
    for (const gather::VisitOutcome& outcome : outcomes) {
        remember(urls[outcome.index], moment(outcome), !is_suspect(outcome));
    }
    std::optional<monitor::ReferenceLook> after;
    if (std::any_of(outcomes.begin(), outcomes.end(), is_suspect)) {
        look_at_references(after, stop);
        if (references_.empty()) look_around(began, stop);
    }
    const auto stored = keep(due, outcomes, {before_, after, sightings_}, began, stop);
    if (after) before_ = after;
    return stored;
}

// One transaction a round. A failure whose cause could not be looked into any more is not stored.
Result<bool> Monitor::keep(const std::vector<Due>& due,
                           const std::vector<gather::VisitOutcome>& outcomes,
                           const monitor::Surroundings& around, Instant began,
                           const std::atomic<bool>& stop) {
    std::vector<Probe> probes;
    for (const gather::VisitOutcome& outcome : outcomes) {
        if (stop && is_suspect(outcome)) continue;
        const Due& each = due[outcome.index];
        Probe probe;
        probe.site_code = each.site.site_code;
        probe.vantage = plan_.vantage;
        probe.at = {began.seconds + outcome.started_ms / 1000};
        probe.ok = outcome.opened;
        probe.http_status = outcome.http_status;
        probe.elapsed_ms = outcome.elapsed_ms;
        probe.error = outcome.error;
        probe.phases = outcome.phases;
        if (is_suspect(outcome)) {
            probe.ours = monitor::why_ours(probe.at, doubt_of(outcome.doubt), around);
        }
        probes.push_back(std::move(probe));
    }
    if (!probes.empty()) {
        if (auto saved = store::save<Probe>(store_, {}, probes); !saved) return saved;
    }
    for (const gather::VisitOutcome& outcome : outcomes) {
        if (stop && is_suspect(outcome)) continue;
        done_[due[outcome.index].site.site_code].insert(due[outcome.index].slot);
    }
    for (const Probe& probe : probes) {
        ++summary_.visits;
        (!probe.ours.empty() ? summary_.ours : probe.ok ? summary_.opened : summary_.failed) += 1;
    }
    summary_.unstored += static_cast<std::int64_t>(due.size() - probes.size());
    return true;
}

std::string monitor_text(const MonitorSummary& summary) {
    std::string text = fmt::format(
        "网站 {} 个，访问 {} 次：打开 {}，打不开或被拦截 {}，监测点自身原因无效 {}\n", summary.sites,
        summary.visits, summary.opened, summary.failed, summary.ours);
    if (summary.missed > 0) {
        text += fmt::format("监测程序未运行而错过的计划访问 {} 次（不算网站打不开）\n", summary.missed);
    }
    if (summary.unstored > 0) {
        text += fmt::format("中止时未完成的访问 {} 次，没有记入\n", summary.unstored);
    }
    text += summary.finished ? "监测计划已完成\n"
                             : fmt::format("监测计划至 {}，再次运行即接续\n",
                                           format_instant(summary.ends));
    return text;
}

std::string monitor_json(const MonitorSummary& summary) {
    nlohmann::ordered_json json;
    json["sites"] = summary.sites;
    json["visits"] = summary.visits;
    json["opened"] = summary.opened;
    json["failed"] = summary.failed;
    json["ours"] = summary.ours;
    json["missed"] = summary.missed;
    json["finished"] = summary.finished;
    json["ends"] = format_instant(summary.ends);
    json["warnings"] = summary.warnings;
    return json.dump() + "\n";
}

}  // namespace mingcha::app
