// 其他栏目: 空白栏目、应更新未更新的栏目 (indicators.md A2), without deducting twice: what
// news-staleness and policy-staleness deduct is theirs, and what makes up a veto is the veto's.
#include "audit/columns.h"
#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

// Counts of the vetoes, where the ruleset lacks their rules.
constexpr std::int64_t kBlankVeto = 5;
constexpr std::int64_t kCoreVeto = 5;
constexpr std::int64_t kStaleVeto = 10;

std::int64_t veto_count(const Ruleset& ruleset, std::string_view rule, std::int64_t otherwise) {
    const Rule* found = ruleset.find(rule);
    return found == nullptr ? otherwise : found->threshold("count", otherwise);
}

bool has_rule_of_its_own(const ColumnView& column) {
    return column.level_one &&
           (column.kind == ColumnKind::news || column.kind == ColumnKind::policies);
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const Ruleset& ruleset = *input.context.ruleset;
    const ColumnLimits limits = column_limits(input.rule);
    ColumnSurvey core;   // all that core-column-staleness counts
    ColumnSurvey extra;  // of these, what no rule of the second part deducts
    ColumnSurvey other;
    for (const ColumnView& column : site.columns()) {
        if (is_exempt(site, input.rule.id, column.name)) continue;
        if (const auto limit = core_limit(column, limits, site.today())) {
            core.add(column, *limit);
            if (!has_rule_of_its_own(column)) extra.add(column, *limit);
        } else if (const auto year = other_limit(column, limits, site.today())) {
            other.add(column, *year);
        }
    }
    const ColumnSurvey blank = survey_blank(site, input.rule.id);
    Verdict verdict = pass();
    const auto deduct = [&](const ColumnSurvey& survey, bool is_veto, std::string_view what) {
        verdict.coverage.checked += survey.checked;
        verdict.coverage.blocked += survey.blocked;
        verdict.coverage.skipped += survey.skipped;
        if (is_veto) return;
        Verdict part = judge_each(survey, what);
        for (Finding& finding : part.findings) verdict.findings.push_back(std::move(finding));
    };
    const auto reaches = [&](const ColumnSurvey& survey, std::string_view rule,
                             std::int64_t otherwise) {
        const auto found = static_cast<std::int64_t>(survey.faults.size());
        return found >= veto_count(ruleset, rule, otherwise);
    };
    deduct(blank, reaches(blank, "blank-columns", kBlankVeto), "空白栏目");
    deduct(extra, reaches(core, "core-column-staleness", kCoreVeto), "栏目");
    deduct(other, reaches(other, "column-staleness", kStaleVeto), "栏目");
    if (!verdict.findings.empty()) {
        verdict.outcome = Outcome::fail;
    } else if (verdict.coverage.checked == 0 && !other.open.empty()) {
        const Verdict open = not_measured(other.open.front()->reason);
        verdict.outcome = open.outcome;
        verdict.reason = open.reason;
    }
    return verdict;
}

}  // namespace

SiteRule other_columns() {
    return {"other-columns", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
