// 监测时间点前2周内的动态、要闻类栏目，以及前6个月内的通知公告、政策文件类一级栏目，累计超过（含）5个
// 未更新 (indicators.md W4.1). The two classes count together.
#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kCount = 5;

Verdict judge(const SiteInput& input) {
    const ColumnLimits limits = column_limits(input.rule);
    ColumnSurvey survey;
    for (const ColumnView& column : input.site.columns()) {
        if (is_exempt(input.site, input.rule.id, column.name)) continue;
        if (const auto limit = core_limit(column, limits, input.site.today())) {
            survey.add(column, *limit);
        }
    }
    const std::int64_t count = input.rule.threshold("count", kCount);
    return judge_count(survey, count, "core-columns", [&](std::int64_t found) {
        return "动态要闻、通知公告、政策文件类栏目累计" + std::to_string(found) + "个未更新（" +
               name_some(survey.names()) + "）";
    });
}

}  // namespace

SiteRule core_column_staleness() {
    return {"core-column-staleness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
