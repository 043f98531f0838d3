// 实时互动: in which of four exclusive bands the reply to a simple question fell (contract §3).
// Audit and score both ask here, so that finding and summary never differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/facts.h"
#include "model/inputs.h"
#include "model/standard.h"

namespace mingcha::ruleset {

enum class ReplyBand {
    same_day,     // the same calendar day
    within_1,     // at most 1 working day; a reply on the Saturday behind counts 0
    within_5,     // at most 5
    over_5,       // later, or no reply when the 5th working day is over
    not_measured  // not due yet, or a year without working days
};

struct ReplyTiming {
    ReplyBand band = ReplyBand::not_measured;
    Reason reason;                          // of not_measured: not_due, or ours
    const Interaction* question = nullptr;  // the row that decides; borrowed
    std::optional<std::int32_t> workdays;   // to the reply, or passed without one
};

// One question as of `as_of`. A reply behind as_of, or one without effect, is none.
ReplyTiming time_reply(const Interaction& question, Instant as_of, const WorkdayCalendar& calendar);

// All questions asked of one site up to `as_of`: the slowest decides, one that is open or cannot be
// timed only where no other does. nullopt: none was asked.
std::optional<ReplyTiming> time_replies(const std::vector<Interaction>& questions, Instant as_of,
                                        const WorkdayCalendar& calendar);

}  // namespace mingcha::ruleset
