// 先审后发: what may be done with a yearly form next, and by whom (guidelines.md C8).
//
//   draft | returned → reviewed → approved → published
//   reviewed | approved → returned (with reasons)
//
// A value may be changed in a draft and in a returned form only. Who reviews did not enter the
// form; who approves did not review it. Nothing is taken back: a published form that proves wrong
// is returned, mended and published again, and all its steps stay.
#pragma once

#include <string>

#include "base/result.h"
#include "model/annual.h"

namespace mingcha::annual {

struct Move {
    AnnualStage to = AnnualStage::reviewed;
    std::string by;
    std::string reason;      // required of a return
    std::string public_url;  // required of publishing
    Instant at;
};

// Errors: not from this stage, nobody named, the same person twice, required fields without a
// value, contradictions, no reason, no address.
Result<AnnualReport> move(AnnualReport report, const Move& step);

// A value by a person. A value of a returned form makes it a draft again. Errors: a stage that
// takes none, an unknown field, a value that does not fit.
Result<AnnualReport> enter(AnnualReport report, std::string_view field, std::string_view value,
                           const std::string& by, Instant at);

// A value from elsewhere: what a person entered stays, and an observed value never takes the place
// of an imported one. True: the form changed.
bool propose(AnnualReport& report, std::string_view field, AnnualValue value);

bool is_open(const AnnualReport& report);  // takes values

}  // namespace mingcha::annual
