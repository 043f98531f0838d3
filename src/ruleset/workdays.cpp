#include "ruleset/workdays.h"

#include <algorithm>

#include <fmt/format.h>

namespace mingcha::ruleset {

namespace {

constexpr int kSaturday = 6;

}  // namespace

Result<bool> is_workday(const WorkdayCalendar& calendar, Date date) {
    const std::int32_t year = civil(date).year;
    const auto& years = calendar.years;
    if (std::find(years.begin(), years.end(), year) == years.end()) {
        return fail(format_date(date), fmt::format("the calendar has no working days of {}", year),
                    "add the year's holidays to the ruleset's working-day table");
    }
    const auto exception = calendar.exceptions.find(date);
    if (exception != calendar.exceptions.end()) return exception->second.works;
    return weekday(date) < kSaturday;
}

Result<std::int32_t> count_workdays(const WorkdayCalendar& calendar, Date from, Date to) {
    if (to < from) {
        // Mirrored: the days from `to` (with) to `from` (without) lie before it.
        const auto back = count_workdays(calendar, to - 1, from - 1);
        if (!back) return Fail(back.error());
        return -*back;
    }
    if (to - from > kMaxSpanDays) {
        return fail(format_date(from) + " – " + format_date(to), "the span is too long to count",
                    "check the two dates");
    }
    std::int32_t count = 0;
    for (Date day = from + 1; day <= to; day = day + 1) {
        const auto works = is_workday(calendar, day);
        if (!works) return Fail(works.error());
        if (*works) ++count;
    }
    return count;
}

Result<Date> add_workdays(const WorkdayCalendar& calendar, Date from, std::int32_t n) {
    const std::int32_t step = n < 0 ? -1 : 1;
    Date day = from;
    for (std::int32_t left = n < 0 ? -n : n, span = 0; left > 0; ++span) {
        if (span > kMaxSpanDays) {
            return fail(format_date(from), fmt::format("{} working days are too many", n),
                        "check the number");
        }
        day = day + step;
        const auto works = is_workday(calendar, day);
        if (!works) return Fail(works.error());
        if (*works) --left;
    }
    return day;
}

}  // namespace mingcha::ruleset
