// 监测时间点前6个月内，政策文件类一级栏目未更新 (indicators.md A2 政策文件).
#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    ColumnLimits limits = column_limits(input.rule);
    limits.policies_months = input.rule.threshold("months", limits.policies_months);
    ColumnSurvey survey;
    for (const ColumnView& column : input.site.columns()) {
        if (is_exempt(input.site, input.rule.id, column.name)) continue;
        if (column.kind != ColumnKind::policies || !column.level_one) continue;
        if (const auto limit = core_limit(column, limits, input.site.today())) {
            survey.add(column, *limit);
        }
    }
    return judge_each(survey, "政策文件类栏目");
}

}  // namespace

SiteRule policy_staleness() {
    return {"policy-staleness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
