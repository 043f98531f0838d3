// What the server does by itself: it monitors the sites of every open campaign whose field
// `monitor` is "on", as `monitor run` does, for as long as the plan lasts. The clock and the
// network come from outside.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>

#include "app/monitor.h"
#include "model/campaign.h"

namespace mingcha::app {

inline constexpr std::int64_t kLookForCampaignsSeconds = 60;  // between two looks at the campaigns
inline constexpr std::int64_t kTryAgainSeconds = 600;         // after an error of one of them

class Scheduler {
public:
    // All outlive the scheduler; `store` is used by it alone (a connection of its own).
    Scheduler(store::Store& store, gather::HomeVisitor& visitor, MonitorClock& clock)
        : store_(store), visitor_(visitor), clock_(clock) {}

    // Until `stop`. `tell` gets a line for people when a campaign's monitoring begins, ends, or
    // cannot go on; an error of one campaign does not stop the others.
    void run(const std::atomic<bool>& stop, const std::function<void(const std::string&)>& tell);

private:
    struct Watched {
        std::optional<Monitor> monitor;
        Instant not_before;     // after an error
        bool finished = false;  // the plan is over
    };

    std::optional<Instant> round(const std::atomic<bool>& stop,
                                 const std::function<void(const std::string&)>& tell);
    std::optional<Instant> attend(const Campaign& campaign, const std::atomic<bool>& stop,
                                  const std::function<void(const std::string&)>& tell);
    void fail_until_later(const std::string& campaign, const Error& error,
                          const std::function<void(const std::string&)>& tell);

    store::Store& store_;
    gather::HomeVisitor& visitor_;
    MonitorClock& clock_;
    std::map<std::string, Watched> watched_;  // by campaign
};

}  // namespace mingcha::app
