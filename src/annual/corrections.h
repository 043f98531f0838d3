// The ledger of 我为政府网站找错: what netizens reported, by when it had to be answered and when it
// was. A message without a due time is in time of nothing: it is counted apart, unless the office
// says how many working days it gives (3 in some provinces, guidelines.md C7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/points.h"
#include "base/time.h"

namespace mingcha::annual {

struct Correction {
    std::string id;
    std::string site_code;
    std::string unit;  // of the site
    Instant received;
    std::optional<Instant> due;
    std::optional<Instant> answered;
    std::int32_t reopened = 0;  // sent back and handled again, so often
};

struct CorrectionCount {
    std::string unit;  // empty: of all
    std::int32_t received = 0;
    std::int32_t in_time = 0;
    std::int32_t late = 0;      // answered after it was due
    std::int32_t overdue = 0;   // due, and not answered
    std::int32_t open = 0;      // not due yet
    std::int32_t undated = 0;   // no due time
    std::int32_t settled = 0;   // answered, whenever
    std::int32_t reopened = 0;  // messages that were, once or more often

    // Percent of those due that were answered in time; none where none was due.
    std::optional<Points> rate() const;
};

struct CorrectionLedger {
    CorrectionCount all;
    std::vector<CorrectionCount> units;  // in order of first appearance
};

// Messages received in `year`, as of `now`: a later answer is none yet.
CorrectionLedger count_corrections(const std::vector<Correction>& messages, std::int32_t year,
                                   Instant now);

// All of them, whenever received up to `now`.
CorrectionCount count_all(const std::vector<Correction>& messages, Instant now);

}  // namespace mingcha::annual
