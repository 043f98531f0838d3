// What the text of an older circular says of the inspection behind it; for app/baseline.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/points.h"
#include "model/campaign.h"
#include "proof/circular.h"

namespace mingcha::app {

// The days of the inspection, or of its interaction test.
std::optional<DateRange> window_of(const proof::Circular& circular, bool interactions);

// "2021年第三季度" → the year and 3.
std::optional<std::pair<std::int32_t, int>> quarter_in(std::string_view text);

// The rate of websites as the text prints it: 总体合格率93.75%.
std::optional<Points> printed_rate(const proof::Circular& circular);

}  // namespace mingcha::app
