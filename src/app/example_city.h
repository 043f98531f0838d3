// The example city held against its own truth: what of the seeded faults was found, what was not,
// and what was reported without a seed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/points.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace mingcha::app {

struct Measure {
    std::int64_t found = 0;         // seeded faults (and bonuses) with a finding at their place
    std::int64_t missed = 0;        // without one
    std::int64_t false_alarms = 0;  // findings, and places of findings, without a seed
    std::int64_t near_misses = 0;   // healthy look-alikes of the truth
    std::int64_t near_misses_measured = 0;  // … that were looked at and rightly left alone

    void add(const Measure& other);
    // In percent; none where there is nothing to divide by.
    std::optional<Points> precision() const;
    std::optional<Points> recall() const;
};

struct TruthComparison {
    Measure total;
    std::map<std::string, Measure> rules;  // by id; of rules that a machine judges
    std::int64_t unjudged = 0;             // rows of rules that no machine judges here
    std::vector<std::string> missed_list;  // "target rule url"
    std::vector<std::string> false_list;   // "target rule problem url"
    std::vector<std::string> near_list;    // look-alikes that were not measured, with the reason
};

// `truth` is what `mingcha demo --print-truth` prints. A finding counts by its places
// (app/city_truth.h); dismissed findings are none. A look-alike is measured when the rule has a
// verdict for the target and the page was fetched or the link tested.
Result<TruthComparison> compare_with_truth(store::Store& store,
                                           const std::filesystem::path& data_dir,
                                           const std::string& campaign, const std::string& truth);

// What a reviewer who knows the city would do: candidates that stand where the truth says are
// confirmed, those that stand nowhere in it dismissed with a reason; one that stands in right and
// in wrong places stays a candidate. Returns the number of decisions.
Result<std::int64_t> review_by_truth(store::Store& store, const std::string& campaign,
                                     const std::string& truth, const std::string& by, Instant at);

}  // namespace mingcha::app
