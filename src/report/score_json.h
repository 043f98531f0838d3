// The result of a campaign as the outward contract prints it (contract §4, `score --format json`).
#pragma once

#include <string>

#include "model/result.h"

namespace mingcha::report {

// One JSON document, two spaces deep, a newline at the end. Points, scores and rates are decimal
// strings with two places; what was not measured is null. The same result gives the same bytes.
std::string score_json(const CampaignResult& result);

}  // namespace mingcha::report
