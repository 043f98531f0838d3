// 监测时间点前3个月内未公开或未更新办事统计数据 (indicators.md A2). Where no such column is
// recognised a person has to look: statistics may stand on a platform elsewhere.
#include <algorithm>
#include <array>

#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 3;
constexpr std::array<std::string_view, 6> kNames{"办事统计", "办件统计", "办理统计",
                                                 "办件量",   "服务统计", "办件公示统计"};

bool is_statistics(std::string_view name) {
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view word) {
        return name.find(word) != std::string_view::npos;
    });
}

Verdict judge(const SiteInput& input) {
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const Date limit = add_months(input.site.today(), -months);
    const ColumnView* stale = nullptr;
    Reason open{ReasonCode::ours, "未识别出办事统计栏目"};
    for (const ColumnView& column : input.site.columns()) {
        if (!is_statistics(column.name)) continue;
        if (column.latest && *column.latest >= limit) return pass();
        const bool known =
            column.state == ColumnState::listing && column.freshness == Freshness::dated;
        if (known && (stale == nullptr || *column.latest > *stale->latest)) stale = &column;
        if (column.state == ColumnState::unfetched || column.state == ColumnState::scripted ||
            column.state == ColumnState::framed) {
            return not_measured(column.reason);
        }
        if (!known) open = {ReasonCode::ours, "办事统计栏目未列出日期"};
    }
    if (stale == nullptr) return not_measured(open);
    Finding finding = make_finding("statistics|" + name_key(stale->name),
                                   "办事统计数据" + std::to_string(months) + "个月内未更新");
    add_place(finding, stale->url);
    add_evidence(finding, evidence_of(*stale->page, "最新一条 " + format_date(*stale->latest) +
                                                        " " + std::string(stale->latest_title)));
    Verdict verdict = judged({std::move(finding)});
    verdict.coverage.checked = 1;
    return verdict;
}

}  // namespace

SiteRule service_statistics() {
    return {"service-statistics", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
