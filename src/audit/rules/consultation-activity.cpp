// 征集调查 (bonus): 提供在线调查征集渠道，1年内开展活动超过（含）6次并公开反馈 (indicators.md A3).
// Not earned is no finding.
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "audit/address.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kCount = 6;
constexpr std::int64_t kMonths = 12;
constexpr std::array<std::string_view, 7> kFeedback{"结果",     "反馈",     "采纳",    "小结",
                                                    "情况汇总", "意见汇总", "征集情况"};

bool is_feedback(std::string_view title) {
    return std::any_of(kFeedback.begin(), kFeedback.end(), [&](std::string_view word) {
        return title.find(word) != std::string_view::npos;
    });
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const Date from = add_months(site.today(), -months);
    std::unordered_set<std::string> activities;
    std::unordered_set<std::string> results;
    const PageRecord* shown = nullptr;
    Reason open;
    bool any = false;
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::consultation) continue;
        any = true;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            open = column.reason;
        }
        if (column.state != ColumnState::listing) continue;
        for (const ListItem& item : column.page->facts.items) {
            const std::optional<Date> day = site.day_of(item);
            if (!day || *day < from || *day > site.today()) continue;
            (is_feedback(item.title) ? results : activities).insert(address_key(item.url));
            shown = column.page;
        }
    }
    const std::int64_t wanted = input.rule.threshold("count", kCount);
    const auto held = static_cast<std::int64_t>(activities.size());
    Verdict verdict = pass();
    verdict.coverage.checked = held;
    if (held >= wanted && !results.empty()) {
        Finding finding = make_finding("consultation",
                                       "1年内开展征集调查" + std::to_string(held) + "次并公开反馈");
        add_place(finding, shown->facts.url);
        add_evidence(finding, evidence_of(*shown, "1年内活动" + std::to_string(held) + "次，反馈" +
                                                      std::to_string(results.size()) + "次"));
        verdict.findings.push_back(std::move(finding));
        return verdict;
    }
    if (open.code != ReasonCode::none) return not_measured(open);
    if (!any) {
        const Reason& cut = site.facts().cut_short;
        return cut.code != ReasonCode::none
                   ? not_measured(cut)
                   : not_measured(ReasonCode::ours, "未识别出征集调查栏目");
    }
    verdict.outcome = Outcome::fail;
    return verdict;
}

}  // namespace

SiteRule consultation_activity() {
    return {"consultation-activity", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
