// 空白栏目数量超过（含）5个 (indicators.md W4.3). Script-filled, framed and parent columns are not
// blank; fewer than the count deduct under other-columns.
#include "audit/columns.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kCount = 5;

Verdict judge(const SiteInput& input) {
    const ColumnSurvey survey = survey_blank(input.site, input.rule.id);
    const std::int64_t count = input.rule.threshold("count", kCount);
    return judge_count(survey, count, "columns", [&](std::int64_t found) {
        return "空白栏目" + std::to_string(found) + "个（" + name_some(survey.names()) + "）";
    });
}

}  // namespace

SiteRule blank_columns() {
    return {"blank-columns", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
