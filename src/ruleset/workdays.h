// Working-day arithmetic on a ruleset's calendar (design §5). Day 0 is the day of asking: the first
// working day after it is day 1. A year without data gives an error, never a guess.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "model/standard.h"

namespace mingcha::ruleset {

// Longest span that is counted; more is a slip of the pen, not a span.
inline constexpr std::int32_t kMaxSpanDays = 40 * 366;

// Error: a year the calendar has no data for.
Result<bool> is_workday(const WorkdayCalendar& calendar, Date date);

// Working days behind `from` up to and with `to`; negative where `to` is earlier. Errors: a year
// without data between the two, a span beyond kMaxSpanDays.
Result<std::int32_t> count_workdays(const WorkdayCalendar& calendar, Date from, Date to);

// The n-th working day behind `from` (n > 0), before it (n < 0), or `from` itself (0).
Result<Date> add_workdays(const WorkdayCalendar& calendar, Date from, std::int32_t n);

}  // namespace mingcha::ruleset
