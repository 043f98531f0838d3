// Availability monitoring: the loop that visits the home pages of a campaign's running sites at the
// times of the plan, asks itself whether a failure was its own, and stores the visits as probes.
// `monitor run` lives on it; a server may run it on a thread of its own. The clock and the network
// come from outside, so that days can pass in a test within seconds.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "gather/home_visits.h"
#include "model/inputs.h"
#include "model/registry.h"
#include "monitor/plan.h"
#include "monitor/self_check.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr const char* kDefaultVantage = "本机";

class MonitorClock {
public:
    virtual ~MonitorClock() = default;
    virtual Instant now() = 0;
    // Returns at `until`, or soon after `stop`.
    virtual void wait(Instant until, const std::atomic<bool>& stop) = 0;
};

// The machine's clock; it may be set, and the machine may sleep meanwhile.
MonitorClock& wall_monitor_clock();

struct MonitorRequest {
    std::string campaign;
    std::string vantage = kDefaultVantage;
    std::vector<std::string> references;  // addresses outside of the sites: is it us?
    // What is not given stays as the run before left it, or takes its default.
    std::optional<int> days, per_day;
    std::optional<std::uint64_t> seed;
};

struct MonitorSummary {
    std::int64_t sites = 0;
    std::int64_t visits = 0;
    std::int64_t opened = 0;
    std::int64_t failed = 0;    // the site's, or refused by a wall
    std::int64_t ours = 0;
    std::int64_t missed = 0;    // planned while nobody ran: not made, not counted
    std::int64_t unstored = 0;  // given up on a stop
    bool finished = false;     // the plan is over
    Instant ends;
    std::vector<std::string> warnings;
};

class Monitor {
public:
    // Takes up the stored plan of this campaign and vantage, or makes one that begins now.
    // Errors: no such campaign, a closed one, options out of range, no running site.
    static Result<Monitor> open(store::Store& store, gather::HomeVisitor& visitor,
                                MonitorClock& clock, const MonitorRequest& request);

    const monitor::Plan& plan() const { return plan_; }

    // Until the plan is over or `stop`. `on_round` is told after each round; may be empty.
    Result<MonitorSummary> run(const std::atomic<bool>& stop,
                               const std::function<void(const MonitorSummary&)>& on_round);
    // Every running site once, now, whatever the plan says.
    Result<MonitorSummary> run_once(const std::atomic<bool>& stop);

    // For who keeps a loop of his own: when something is due next (empty: the plan is over), and
    // the visits that are due now.
    Result<std::optional<Instant>> next_due();
    Result<bool> visit_due(const std::atomic<bool>& stop);
    MonitorSummary summary();

private:
    struct Due {
        Site site;
        std::int64_t slot = 0;
    };

    Monitor(store::Store& store, gather::HomeVisitor& visitor, MonitorClock& clock)
        : store_(store), visitor_(visitor), clock_(clock) {}

    Result<bool> prepare(const MonitorRequest& request);
    Result<bool> load_plan(const MonitorRequest& request);
    Result<bool> load_done();
    Result<bool> reload_sites();
    Result<bool> visit(const std::vector<Due>& due, const std::atomic<bool>& stop);
    Result<bool> keep(const std::vector<Due>& due,
                      const std::vector<gather::VisitOutcome>& outcomes,
                      const monitor::Surroundings& around, Instant began,
                      const std::atomic<bool>& stop);
    void look_around(Instant since, const std::atomic<bool>& stop);
    void look_at_references(std::optional<monitor::ReferenceLook>& look,
                            const std::atomic<bool>& stop);
    void remember(const std::string& url, Instant at, bool reached);

    store::Store& store_;
    gather::HomeVisitor& visitor_;
    MonitorClock& clock_;
    monitor::Plan plan_;
    std::vector<std::string> references_;
    std::vector<Site> sites_;                             // running ones, registry order
    std::map<std::string, std::set<std::int64_t>> done_;  // site → numbers of visits
    std::vector<monitor::Sighting> sightings_;            // of the last minutes
    std::optional<monitor::ReferenceLook> before_;
    std::size_t next_control_ = 0;
    MonitorSummary summary_;
};

// For people, and the object of `--format json`.
std::string monitor_text(const MonitorSummary& summary);
std::string monitor_json(const MonitorSummary& summary);

}  // namespace mingcha::app
