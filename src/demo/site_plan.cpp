#include "demo/site_plan.h"

#include <algorithm>

namespace mingcha::demo {

std::vector<Date> days_of(const ColumnPlan& column, Moment now) {
    std::vector<Date> days;
    if (column.shape != Shape::list) return days;
    const auto wanted = static_cast<std::size_t>(column.items);
    const auto is_spoken = [&](Date day) {
        return !column.silent_after || (column.silent_until && day > *column.silent_until);
    };
    Date day = now.today() - column.age;
    for (; days.size() < wanted && is_spoken(day); day = day - column.rhythm) days.push_back(day);
    if (!column.silent_after) return days;
    // What was published before the silence keeps its rhythm, back from the last item.
    Date old = *column.silent_after;
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
