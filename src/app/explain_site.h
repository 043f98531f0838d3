// One site or account of a scored campaign, found as people name it.
#pragma once

#include <string>
#include <string_view>

#include "app/score_campaign.h"

namespace mingcha::app {

// `name`: a site code, an account code or type/name, or a unit's or site's name in any length; all
// that bears it, one below the other. Errors: nobody bears it, with those whose name is near.
Result<std::string> explain_target(const ScoredCampaign& scored, std::string_view name);

}  // namespace mingcha::app
