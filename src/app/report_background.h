// What a campaign's circular tells besides its own result, gathered from the data directory: the
// campaign before it, reposts, messages of 找错, demands, honours, counts of the registry.
#pragma once

#include <filesystem>
#include <optional>

#include "app/score_campaign.h"
#include "base/result.h"
#include "report/circular_background.h"
#include "store/store.h"

namespace mingcha::app {

struct ReportBackground {
    report::CircularBackground background;
    std::optional<Points> previous_site_rate;
};

// As of the campaign's moment. Errors: rows and facts that cannot be read.
Result<ReportBackground> report_background(store::Store& store,
                                           const std::filesystem::path& data_dir,
                                           const ScoredCampaign& scored);

}  // namespace mingcha::app
