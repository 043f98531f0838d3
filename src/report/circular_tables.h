// Annexes of numbers: by platform and level, by division, reposts, what was mended, what was asked.
// Total, checked and failed stand in columns of their own; the rate is of those checked.
#pragma once

#include <string>
#include <vector>

#include "report/circular_annexes.h"

namespace mingcha::report {

// Total, checked and failed of a group.
struct Tally {
    std::int64_t total = 0, checked = 0, failed = 0, waiting = 0;

    Tally& operator+=(const Tally& other);
};

struct PlatformRow {
    std::string platform;
    std::string level;
    Tally tally;
};

// Accounts by platform and, in each, by level, in the order in which they come first; levels from
// the highest. Running ones and those that were checked; none where there are no accounts.
std::vector<PlatformRow> count_platforms(const CircularInput& input);
std::string level_of(const std::string& division, const CircularStyle& style);

Annex platforms_annex(const CircularInput& input, const CircularScope& scope);
Annex divisions_annex(const CircularInput& input, const CircularScope& scope);
Annex reposts_annex(const CircularInput& input, const CircularNames& names,
                    const CircularScope& scope);
Annex rectified_annex(const CircularInput& input, const CircularScope& scope);
Annex demands_annex(const CircularInput& input, const CircularScope& scope);

}  // namespace mingcha::report
