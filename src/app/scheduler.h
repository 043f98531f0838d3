// What the server does by itself: it monitors the sites of every open campaign whose field
// `monitor` is "on", as `monitor run` does, for as long as the plan lasts, and sends the notices
// that are due, as `notify run` does. The clock and the network come from outside.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/monitor.h"
#include "courier/courier.h"
#include "model/campaign.h"

namespace mingcha::app {

inline constexpr std::int64_t kLookForCampaignsSeconds = 60;  // between two looks at the campaigns
inline constexpr std::int64_t kTryAgainSeconds = 600;         // after an error of one of them

class Scheduler {
public:
    // All outlive the scheduler; `store` is used by it alone (a connection of its own).
    Scheduler(store::Store& store, gather::HomeVisitor& visitor, MonitorClock& clock)
        : store_(store), visitor_(visitor), clock_(clock) {}

    // Notices are planned and sent at every look, too. `courier` outlives the scheduler.
    void send_notices_of(std::filesystem::path data_dir, courier::Courier& courier) {
        data_dir_ = std::move(data_dir);
        courier_ = &courier;
    }

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
    void attend_notices(const std::function<void(const std::string&)>& tell);
    void fail_until_later(const std::string& campaign, const Error& error,
                          const std::function<void(const std::string&)>& tell);

    store::Store& store_;
    gather::HomeVisitor& visitor_;
    MonitorClock& clock_;
    std::map<std::string, Watched> watched_;  // by campaign
    std::filesystem::path data_dir_;
    courier::Courier* courier_ = nullptr;  // nullptr: no notices
    Instant notices_not_before_;           // after an error
    std::vector<std::string> told_;        // of the last plan, so as not to repeat it every minute
};

}  // namespace mingcha::app
