// Is it us? A visit that failed is held against what else could be reached from here at that time:
// reference addresses that the office named, and the other sites of the campaign. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"

namespace mingcha::monitor {

// Visits of the campaign's other hosts count as "the same minute" within so many seconds.
inline constexpr std::int64_t kSameTimeSeconds = 120;
// A look at the references is good for visits within so many seconds.
inline constexpr std::int64_t kLookGoodSeconds = 300;
inline constexpr std::size_t kLeastHosts = 5;      // fewer say nothing of the whole
inline constexpr std::size_t kNearlyAllPercent = 90;

// One look at all reference addresses.
struct ReferenceLook {
    Instant at;
    std::size_t asked = 0;
    std::size_t opened = 0;
};

// What one visit of a campaign's host showed. Who is refused by a wall reached it: our line works.
struct Sighting {
    std::string host;
    Instant at;
    bool reached = false;
};

struct Surroundings {
    std::optional<ReferenceLook> before, after;
    std::span<const Sighting> sightings;  // of the campaign, this visit's own included
};

enum class Doubt : std::uint8_t {
    none,
    name_unanswered,  // no DNS server answered: ours, or the site's
    ours_by_nature    // this program lacked the means, or may not visit the address
};

// Why a failed visit at `moment` is ours, Chinese; empty: the site's. In this order:
//   what is ours by nature;
//   references named: ours when a look before or after it opened none of them; where both opened
//   some, our line stood and the failure is the site's, whatever the other sites did;
//   none named: ours when at least kNearlyAllPercent of at least kLeastHosts hosts failed within
//   kSameTimeSeconds, and an unanswered name is ours unless half of them were reached.
std::string why_ours(Instant moment, Doubt doubt, const Surroundings& around);

}  // namespace mingcha::monitor
