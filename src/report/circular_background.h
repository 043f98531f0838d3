// What a circular tells besides the campaign's own result: the campaign before, reposts, messages
// of 找错, demands and honours. What is not at hand is left out of the text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annual/corrections.h"
#include "base/points.h"
#include "ledger/demands.h"
#include "lifecycle/rectification.h"
#include "model/campaign.h"
#include "model/demands.h"
#include "model/honours.h"

namespace mingcha::report {

// 重要信息转载, of the items that were due.
struct RepostStanding {
    struct Row {
        std::string site_code;
        std::int64_t in_time = 0, late = 0, missing = 0, unknown = 0;
    };
    std::int64_t items = 0;
    std::vector<Row> sites;  // running ones
};

struct CorrectionStanding {
    DateRange window;  // of receiving
    annual::CorrectionCount all;
};

struct DemandStanding {
    Demand demand;
    std::vector<ledger::DemandTask> tasks;  // as of the campaign's moment
};

struct CircularBackground {
    std::optional<Points> previous_account_rate, previous_portal_average;
    std::optional<lifecycle::Rectification> rectified;  // none: there is no campaign before
    std::optional<RepostStanding> reposts;              // none: nothing was due
    std::optional<CorrectionStanding> corrections;      // none: no message came in
    std::vector<DemandStanding> demands;                // of the campaign before
    std::vector<Honour> honours;                        // of the period
    // Values of fields that nobody typed in, each with where it comes from: cancelled_accounts …
    std::map<std::string, std::string> derived;
    std::map<std::string, std::string> derived_from;
};

}  // namespace mingcha::report
