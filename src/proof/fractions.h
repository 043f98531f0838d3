// A printed percentage against the counts that it may rest on: shared by the checks of pass rates
// and of shares. The kinds are rate, rounding and rate-denominator of contract §4.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proof/check.h"
#include "proof/quantities.h"

namespace mingcha::proof {

struct Fraction {
    std::int64_t part = 0;
    std::int64_t whole = 0;  // above 0
    bool of_total = false;   // rests on all that exist instead of on those checked
    bool doubtful = false;   // may make a rate right, but not wrong
};

// part / whole in hundredths of a percent, rounded half up to that many decimals (0 to 2).
std::int64_t rounded_rate(const Fraction& fraction, int decimals);

// Right where any candidate gives the rate; else reported against the first that is not doubtful,
// which is taken to be the nearest. Without candidates nothing is claimed.
void judge_rate(Report& report, const std::string& where, const Quantity& rate,
                const std::vector<Fraction>& candidates);

}  // namespace mingcha::proof
