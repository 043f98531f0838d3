// A campaign as it is planned: what people type becomes a campaign in one way for the command line
// and the console; its windows on the calendar, what in them is against each other, and what the
// campaign before hands on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/campaigns.h"
#include "base/result.h"
#include "lifecycle/scope.h"
#include "model/campaign.h"
#include "model/standard.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::int32_t kMaxPlanDays = 200;  // drawn day by day

// As typed: days YYYY-MM-DD, rates with up to two decimals; empty: not given.
struct CampaignWish {
    std::string id, ruleset, from, to, as_of, interactions_from, interactions_to, accounts_as_of;
    std::string previous_site_rate, title;
    bool by_hand = false;
};
// Errors name the option of `campaign create`: "--from".
Result<Campaign> campaign_of(const CampaignWish& wish);

enum class WindowKind : std::uint8_t {
    sites,         // 检查时段
    interactions,  // 实时互动
    as_of,         // 监测时间点
    accounts,      // 新媒体数据日期
    report_due,    // 年度报表发布期限
    issue_date,    // 成文日期
    rectify_by,    // 整改期限
};
struct PlanWindow {
    WindowKind kind = WindowKind::sites;
    DateRange range;  // a single day: both the same
    std::int32_t days = 1;
    std::optional<std::int32_t> workdays;  // none: a year without data
};
std::vector<PlanWindow> windows_of(const Campaign& campaign, const WorkdayCalendar& calendar);

// A day of the plan: does it work? None: not known.
struct PlanDay {
    Date day;
    std::optional<bool> works;
    std::string name;  // of a day off, or of one that works instead
};
// From the first to the last day of the windows, at most kMaxPlanDays.
std::vector<PlanDay> days_of(const std::vector<PlanWindow>& windows,
                             const WorkdayCalendar& calendar);

// campaign_warnings, and what its windows, the calendar and the other campaigns say against it.
// Chinese; `others` without the campaign itself.
std::vector<std::string> plan_warnings(const Campaign& campaign, const WorkdayCalendar& calendar,
                                       const std::vector<Campaign>& others);

// What the closed campaign before hands on: problems that count as not mended where they are found
// again. none: there is no such campaign.
struct HandedOn {
    Campaign from;
    std::int64_t findings = 0;
};
Result<std::optional<HandedOn>> handed_on(store::Store& store,
                                          const std::filesystem::path& data_dir,
                                          const Campaign& campaign);

std::string_view to_string(WindowKind kind);

}  // namespace mingcha::app
