// The whole of `mingcha inspect`: who is visited, the visit, and the judgement of what was seen.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/account_feeds.h"
#include "app/gathering.h"
#include "app/inspect.h"
#include "base/result.h"
#include "gather/crawl.h"
#include "store/store.h"

namespace mingcha::app {

enum class InspectPhase : std::uint8_t { gathering, feeds, judging };

struct InspectRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::vector<std::string> only;  // codes of sites and accounts; empty = all
    gather::CrawlOptions crawl;
    bool render = true;
    bool search = true;  // the sites' own search is asked for a few titles
    GatherWatch watch;
    std::function<void(InspectPhase)> on_phase;  // when it begins; may be empty
};

struct InspectSummary {
    std::int64_t sites = 0;  // visited now or kept from an interrupted run, reached or not
    std::int64_t accounts = 0;
    GatheringTotals gathering;
    FeedsSummary feeds;
    double seconds = 0;  // gathering and judging
    std::int64_t peak_rss_mb = 0;
    std::int64_t findings = 0;
    std::int64_t not_measured = 0;
};

// Who would be visited. Errors: no such campaign, a closed one; a code of
// `only` that the campaign is not about.
struct InspectPlan {
    InspectInput input;
    std::vector<gather::Target> targets;
};
Result<InspectPlan> plan_inspection(store::Store& store, const std::string& campaign,
                                    const std::vector<std::string>& only);

// Errors: see plan_inspection, gather_targets and judge_campaign.
Result<InspectSummary> inspect_campaign(store::Store& store, const InspectRequest& request,
                                        const std::atomic<bool>& stop);

// The object of contract §4.
std::string summary_json(const InspectSummary& summary);
// For people: what was done, and where the time went.
std::string summary_text(const InspectSummary& summary);

}  // namespace mingcha::app
