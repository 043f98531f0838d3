// 重要信息转载 and 征集调查 of a campaign as lists: per item, per site, with times and rates.
// Stored facts, no network.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/reposts.h"
#include "audit/site_view.h"
#include "audit/solicitations.h"
#include "base/points.h"
#include "base/result.h"
#include "model/campaign.h"
#include "store/store.h"

namespace mingcha::app {

struct ListRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::vector<std::string> only;  // site codes; empty: all running ones of the population
};

// Every running site of the campaign's population, or those asked for, with its stored facts.
using LookAtSite = std::function<void(const Site&, const audit::SiteView&)>;
Result<Campaign> look_at_sites(store::Store& store, const ListRequest& request,
                               const LookAtSite& look);

struct RepostCounts {
    std::int64_t in_time = 0, late = 0, missing = 0, unknown = 0;
    // 转载率: in time of those known; and shown at all. None: nothing is known.
    std::optional<Points> in_time_rate;
    std::optional<Points> shown_rate;
};
struct RepostList {
    struct Sighting {
        audit::RepostState state = audit::RepostState::unknown;
        std::string why;
        std::string url;
        std::string shown_date;  // as the site prints it; may be empty
    };
    struct SiteRow {
        Site site;
        std::vector<Sighting> sightings;  // in the order of the items
        RepostCounts counts;
    };
    struct ItemRow {
        RepostItem item;
        Instant due;
        bool is_due = false;
        RepostCounts counts;
    };
    std::string campaign;
    Instant as_of;
    std::vector<ItemRow> items;
    std::vector<SiteRow> sites;
    RepostCounts all;
};
Result<RepostList> list_reposts(store::Store& store, const ListRequest& request);

struct SolicitationList {
    struct SiteRow {
        Site site;
        std::string unread;  // why the library was not read; empty: it was
        std::vector<audit::Solicitation> activities;
        // Within the 12 months before as_of; without a day an activity counts as well.
        std::int64_t held = 0, with_feedback = 0, with_dated_feedback = 0, off_site = 0;
    };
    std::string campaign;
    Instant as_of;
    std::vector<SiteRow> sites;
    std::int64_t read = 0;  // sites whose library was read
    std::int64_t held = 0, with_feedback = 0, with_dated_feedback = 0, off_site = 0;
    std::optional<Points> feedback_rate;  // with a result, of those held
    std::optional<Points> dated_rate;     // with a result that bears a day
};
Result<SolicitationList> list_solicitations(store::Store& store, const ListRequest& request);

std::string reposts_table(const RepostList& list);
std::string reposts_json(const RepostList& list);
std::string reposts_csv(const RepostList& list);  // one line a site and item
std::string solicitations_table(const SolicitationList& list);
std::string solicitations_json(const SolicitationList& list);
std::string solicitations_csv(const SolicitationList& list);  // one line an activity

}  // namespace mingcha::app
