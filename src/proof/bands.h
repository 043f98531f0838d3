// The bands of the interaction test (实时互动): 当天, 1个工作日内, 5个工作日内, over 5.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "proof/circular.h"

namespace mingcha::proof {

// Days within which a reply came: 当天 is 0, "1个工作日内答复" 1. What came later or never (超,
// 未) is more than any number of days: kNeverDays.
inline constexpr int kNeverDays = 10'000;
std::optional<int> band_days(std::string_view label);

struct Band {
    int days = 0;
    const Bucket* bucket = nullptr;
    int annex = 0;
};

// Bands of the annex that has them; empty where no annex lists any. Views into `circular`.
std::vector<Band> interaction_bands(const Circular& circular);

}  // namespace mingcha::proof
