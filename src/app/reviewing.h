// People's word on findings: confirmed or dismissed, by whom and why. Kept apart from the verdicts,
// so that judging again changes nothing of it; every decision stays in the log.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/verdict.h"
#include "store/store.h"

namespace mingcha::app {

struct ReviewRequest {
    std::string campaign;
    std::vector<std::string> findings;  // ids, or their first eight or more characters
    bool all = false;                   // every candidate…
    std::vector<std::string> rules;     // …of these rules; empty = of any
    FindingState state = FindingState::confirmed;
    std::string by;
    std::string reason;  // needed to dismiss
    Instant at;          // wall clock
};

// Findings of the campaign's own ruleset, in the order of targets and rules.
Result<std::vector<Finding>> findings_of(store::Store& store, const std::string& campaign);

// Number of findings whose state is now the one asked for. Errors: an id that is none or several, a
// name or reason missing, --all together with ids, a closed campaign.
Result<std::int64_t> review(store::Store& store, const ReviewRequest& request);

}  // namespace mingcha::app
