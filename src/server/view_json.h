// A campaign's view as the API prints it: targets, findings, counts. Plain functions over the view;
// who may see what was decided before (people::Reach).
#pragma once

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <string_view>

#include "app/campaign_view.h"
#include "server/people_json.h"

namespace mingcha::server {

Json points_json(Points points);
inline Json points_json(const std::optional<Points>& points) {
    return points ? points_json(*points) : Json(nullptr);
}
inline Json bool_or_null(const std::optional<bool>& value) {
    return value ? Json(*value) : Json(nullptr);
}
inline Json text_or_null(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(std::string(text));
}

Json campaign_json(const Campaign& campaign);

// total: in service; checked: measured at least in part. Rates over what was checked alone.
struct Counts {
    std::int64_t total = 0, checked = 0, passed = 0, failed = 0, undecided = 0;

    void add(const SiteResult& site);
    void add(const AccountResult& account);
    Json json() const;
};

struct StateCounts {
    std::int64_t candidate = 0, confirmed = 0, dismissed = 0, rectified = 0, carried = 0;
    std::int64_t waiting = 0, vetoes_waiting = 0;

    void add(const app::FindingPlace& place);
    Json json() const;
};

Json site_row(const app::CampaignView& view, const SiteResult& site);
Json account_row(const app::CampaignView& view, const AccountResult& account);
Json finding_json(const app::CampaignView& view, const app::FindingPlace& place,
                  std::string_view person);
// Findings of one target, in the order of the standard.
Json findings_of(const app::CampaignView& view, const std::vector<ScoredFinding>& findings,
                 std::string_view person);
Json deadline_json(const app::CampaignView& view, const audit::Deadline& deadline);

// Is it within the reach of whoever asks?
bool covers(const people::Reach& reach, const app::CampaignView& view,
            const app::FindingPlace& place);
// Full names of the units whose every site and account of the campaign is within the reach: what is
// said of a unit as a whole shows nothing of another's.
struct UnitsWithin {
    bool whole = false;
    std::set<std::string, std::less<>> names;
};
UnitsWithin units_within(const people::Reach& reach, const app::CampaignView& view);
bool is_veto(const app::FindingPlace& place);
std::int64_t waiting_of(const app::CampaignView& view, const std::vector<ScoredFinding>& findings);
std::string target_of(const app::FindingPlace& place);
std::string_view division_of(const app::FindingPlace& place);

}  // namespace mingcha::server
