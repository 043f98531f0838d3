// The example city held against its own truth: what of the seeded faults was found, what was not,
// and what was reported without a seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace mingcha::app {

struct TruthComparison {
    std::int64_t found = 0;                // seeded faults with a finding (查出)
    std::int64_t missed = 0;               // without one (漏报)
    std::int64_t false_alarms = 0;         // findings without a seed (误报)
    std::int64_t near_misses = 0;          // healthy look-alikes that were rightly left alone
    std::vector<std::string> missed_list;  // "target rule url"
    std::vector<std::string> false_list;   // "target rule problem"
};

// `truth` is what `mingcha demo --print-truth` prints. A fault counts by target and rule; dismissed
// findings are none.
Result<TruthComparison> compare_with_truth(store::Store& store, const std::string& campaign,
                                           const std::string& truth);

// What a reviewer who knows the city would do: candidates that the truth has are confirmed, the
// others dismissed with a reason. Returns the number of decisions.
Result<std::int64_t> review_by_truth(store::Store& store, const std::string& campaign,
                                     const std::string& truth, const std::string& by, Instant at);

}  // namespace mingcha::app
