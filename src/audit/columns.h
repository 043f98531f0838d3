// Which columns have to be kept how fresh, and which are at fault: shared by the rules on columns.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "audit/rule.h"

namespace mingcha::audit {

// Ages beyond which a column counts as not updated (indicators.md W4).
struct ColumnLimits {
    std::int64_t news_days = 14;
    std::int64_t notices_months = 6;
    std::int64_t policies_months = 6;
    std::int64_t other_months = 12;
};

// From the thresholds of `rule`; 6 and 12 months and 14 days where it has none.
ColumnLimits column_limits(const Rule& rule);

// 动态、要闻类栏目, and 通知公告、政策文件类一级栏目: by kind, level and name.
bool is_core(const ColumnView& column);

// The first day that is still fresh; none where the column is not of that class.
// Core: news of any level, notices and policies of the first level.
std::optional<Date> core_limit(const ColumnView& column, const ColumnLimits& limits, Date today);
// Others: what is kept as a list, and is not core.
std::optional<Date> other_limit(const ColumnView& column, const ColumnLimits& limits, Date today);

struct ColumnFault {
    const ColumnView* column = nullptr;
    bool blank = false;
};

// Columns looked at for one question: at fault, in order, or left open.
struct ColumnSurvey {
    std::vector<ColumnFault> faults;      // in site order
    std::vector<const ColumnView*> open;  // could not be told
    std::set<std::string> lists;          // of faults, so that one list counts once
    std::int64_t checked = 0;
    std::int64_t blocked = 0;
    std::int64_t skipped = 0;

    // Is `column` fresh on `limit` or later? Only listings are asked.
    void add(const ColumnView& column, Date limit);
    void leave_open(const ColumnView& column);
    std::vector<std::string> names() const;
};

// Without the columns that are exempt from `rule`.
ColumnSurvey survey_blank(const SiteView& site, std::string_view rule);

// One finding for all faults where there are `count` or more; passes where the open ones could not
// make up the count; else not measured, with the reason of the first open one.
Verdict judge_count(const ColumnSurvey& survey, std::int64_t count, std::string place,
                    const std::function<std::string(std::int64_t)>& problem);

// One finding a column. Passes where some were in order and none at fault.
Verdict judge_each(const ColumnSurvey& survey, std::string_view what);

}  // namespace mingcha::audit
