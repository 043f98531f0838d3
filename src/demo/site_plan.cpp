#include "demo/site_plan.h"

#include <algorithm>

namespace mingcha::demo {

namespace {

constexpr int kWeekDays = 7;
constexpr int kRestsFromDays = 20;  // columns that are older in week 0 go on at a slow pace
constexpr int kSlowRhythm = 28;     // days
constexpr int kLongAgoDays = 4000;

}  // namespace

std::vector<Date> days_of(const ColumnPlan& column, Moment now) {
    std::vector<Date> days;
    if (column.shape != Shape::list) return days;
    const auto wanted = static_cast<std::size_t>(column.items);
    const auto is_spoken = [&](Date day) {
        return !column.silent_after || (column.silent_until && day > *column.silent_until);
    };
    // An item is on the list from its own week on. A column whose newest item of week 0 is older
    // than a week goes on afterwards, at its own pace.
    const bool lively = column.age < kWeekDays;
    const int rhythm = column.age > kRestsFromDays ? kSlowRhythm : column.rhythm;
    Date last = now.today() - column.age;
    if (!lively && now.week > 0) {
        const int since = now.today() - kFirstDay - column.offset;
        last = kFirstDay + column.offset + since / rhythm * rhythm;
    }
    const Date first = lively ? days_before(kLongAgoDays) : kFirstDay;
    for (Date day = last; days.size() < wanted && day > first && is_spoken(day);
         day = day - (lively ? column.rhythm : rhythm)) {
        days.push_back(day);
    }
    // What was published before the first visit, or before the silence, back from the last item.
    Date old = column.silent_after ? *column.silent_after : days_before(column.age);
    while (old > now.today()) old = old - column.rhythm;
    for (; days.size() < wanted; old = old - column.rhythm) days.push_back(old);
    return days;
}

std::optional<Date> newest_of(const ColumnPlan& column, Moment now) {
    const std::vector<Date> days = days_of(column, now);
    return days.empty() ? std::nullopt : std::optional(days.front());
}

ColumnPlan& column_of(SitePlan& plan, std::string_view name) {
    const auto at = std::find_if(plan.columns.begin(), plan.columns.end(),
                                 [&](const ColumnPlan& each) { return each.name == name; });
    return at == plan.columns.end() ? plan.columns.front() : *at;
}

}  // namespace mingcha::demo
