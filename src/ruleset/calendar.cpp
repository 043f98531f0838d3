// The table of working days: official days off and make-up days, one a line.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ruleset/compile.h"

namespace mingcha::ruleset {

WorkdayCalendar compile_calendar(std::string_view file, std::string_view csv,
                                 std::vector<Problem>& problems) {
    WorkdayCalendar calendar;
    int line = 0;
    for (std::string_view row : split(csv, '\n')) {
        ++line;
        row = trim(row);
        if (row.empty() || row.front() == '#' || line == 1) continue;
        const auto cells = split(row, ',');
        Value at;
        at.file = std::string(file);
        at.line = line;
        at.column = 1;
        const Result<Date> date = parse_date(cells[0]);
        const bool holiday = cells.size() > 1 && cells[1] == "holiday";
        const bool works = cells.size() > 1 && cells[1] == "workday";
        if (cells.size() < 2 || !date || (!holiday && !works)) {
            add_problem(problems, at, fmt::format("\"{}\" is no row of a calendar", row),
                        "YYYY-MM-DD,holiday|workday,name");
            continue;
        }
        const std::string name = cells.size() > 2 ? std::string(cells[2]) : std::string();
        if (!calendar.exceptions.emplace(*date, CalendarDay{works, name}).second) {
            add_problem(problems, at, fmt::format("{} stands here twice", cells[0]));
        }
        const std::int32_t year = civil(*date).year;
        if (std::find(calendar.years.begin(), calendar.years.end(), year) == calendar.years.end()) {
            calendar.years.push_back(year);
        }
    }
    return calendar;
}

}  // namespace mingcha::ruleset
