// The views of campaigns that are being looked at, kept up with the data directory by a thread of
// their own: whoever asks gets what is ready and never waits for a score but the first time.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/campaign_view.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxViews = 6;  // the one not asked for the longest goes first
inline constexpr int kMaxWaiting = 2;        // requests that wait for a first view at once
inline constexpr std::chrono::milliseconds kFirstWait{8'000};
inline constexpr std::chrono::milliseconds kLookEvery{1'000};
// After making a view the thread rests so many times as long as that took.
inline constexpr int kRest = 4;

// Changes with whatever a campaign is judged from (facts, rows, the day), and with what people
// decided: "ROWS-FACTS-DAY.WORDS".
Result<std::string> facts_revision(store::Store& store, const std::filesystem::path& data_dir,
                                   Instant now);

struct ViewsOptions {
    std::filesystem::path data_dir;
    std::function<Result<std::unique_ptr<store::Store>>()> open_store;  // for the thread alone
    std::function<Instant()> now;
};

class Views {
public:
    explicit Views(ViewsOptions options);
    ~Views();
    Views(const Views&) = delete;
    Views& operator=(const Views&) = delete;

    // The view of a campaign that is there. nullptr: it is being made, ask again in a moment.
    // Errors: it cannot be made, and why.
    Result<std::shared_ptr<const CampaignView>> get(const std::string& campaign);

    // After a decision: the view with it, at once. nullptr: there was none yet.
    Result<std::shared_ptr<const CampaignView>> decided(store::Store& store,
                                                        const std::string& campaign);
    // After an import: look now.
    void look();

private:
    struct Slot {
        std::shared_ptr<const CampaignView> view;
        std::optional<Error> error;
        std::string inputs;     // what the base was made from
        std::string decisions;  // what the view was made from
        std::uint64_t used = 0;
    };

    void run();
    bool look_at_all(store::Store& store);
    bool bring_up(store::Store& store, const std::string& campaign, Slot slot);
    void forget_old();

    ViewsOptions options_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Slot> slots_;
    std::uint64_t clock_ = 0;
    bool asked_ = false, stopping_ = false;
    std::atomic<int> waiting_ = 0;
    std::mutex deciding_;  // one at a time, and not while the thread replaces the view
    std::thread thread_;
};

}  // namespace mingcha::app
