// 应更新但长期未更新的栏目数量超过（含）10个 (indicators.md W4.2): list columns beyond those of
// core-column-staleness that stand still for a year.
#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kCount = 10;

Verdict judge(const SiteInput& input) {
    const ColumnLimits limits = column_limits(input.rule);
    ColumnSurvey survey;
    for (const ColumnView& column : input.site.columns()) {
        if (is_exempt(input.site, input.rule.id, column.name)) continue;
        if (const auto limit = other_limit(column, limits, input.site.today())) {
            survey.add(column, *limit);
        }
    }
    const std::int64_t count = input.rule.threshold("count", kCount);
    return judge_count(survey, count, "stale-columns", [&](std::int64_t found) {
        return "应更新但长期未更新的栏目" + std::to_string(found) + "个（" +
               name_some(survey.names()) + "）";
    });
}

}  // namespace

SiteRule column_staleness() {
    return {"column-staleness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
