// 监测时间点前2周内，动态、要闻类一级栏目未更新 (indicators.md A2 动态要闻).
#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    const ColumnLimits limits = column_limits(input.rule);
    ColumnSurvey survey;
    for (const ColumnView& column : input.site.columns()) {
        if (is_exempt(input.site, input.rule.id, column.name)) continue;
        if (column.kind != ColumnKind::news || !column.level_one) continue;
        if (const auto limit = core_limit(column, limits, input.site.today())) {
            survey.add(column, *limit);
        }
    }
    return judge_each(survey, "动态要闻类栏目");
}

}  // namespace

SiteRule news_staleness() {
    return {"news-staleness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
