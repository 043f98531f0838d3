#include "app/campaign_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/judge_campaign.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "ruleset/workdays.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kDayLength = 10;  // "2021-11-04"
constexpr std::size_t kNamedDays = 4;   // days off that a warning names

Result<DateRange> range(const char* name, const std::string& from, const std::string& to) {
    const Result<Date> first = parse_date(from);
    if (!first) return fail(std::string(name) + "from", first.error().what, first.error().hint);
    const Result<Date> last = parse_date(to);
    if (!last) return fail(std::string(name) + "to", last.error().what, last.error().hint);
    return DateRange{*first, *last};
}

std::optional<Date> date_field(const Campaign& campaign, const char* key) {
    const auto found = campaign.fields.find(key);
    if (found == campaign.fields.end()) return std::nullopt;
    const Result<Date> date = parse_date(found->second);
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<bool> works(const WorkdayCalendar& calendar, Date day) {
    const Result<bool> is = ruleset::is_workday(calendar, day);
    return is ? std::optional(*is) : std::nullopt;
}

// Both ends count: the day before the first is the day of asking.
std::optional<std::int32_t> workdays_in(const WorkdayCalendar& calendar, const DateRange& range) {
    const Result<std::int32_t> count =
        ruleset::count_workdays(calendar, Date{range.from.days - 1}, range.to);
    return count ? std::optional(*count) : std::nullopt;
}

std::string_view chinese(WindowKind kind) {
    switch (kind) {
        case WindowKind::sites:
            return "检查时段";
        case WindowKind::interactions:
            return "实时互动时段";
        case WindowKind::as_of:
            return "监测时间点";
        case WindowKind::accounts:
            return "新媒体数据日期";
        case WindowKind::report_due:
            return "年度报表发布期限";
        case WindowKind::issue_date:
            return "成文日期";
        case WindowKind::rectify_by:
            return "整改期限";
    }
    return {};
}

// "10月1日（国庆节）、10月2日（国庆节）等 7 天"
std::string days_off(const DateRange& range, const WorkdayCalendar& calendar) {
    std::vector<std::string> named;
    std::int32_t count = 0;
    for (Date day = range.from; day <= range.to; ++day.days) {
        const auto exception = calendar.exceptions.find(day);
        if (exception == calendar.exceptions.end() || exception->second.works) continue;
        ++count;
        if (named.size() == kNamedDays) continue;
        named.push_back(format_date_cn(day) + "（" + exception->second.name + "）");
    }
    if (count == 0) return "";
    return join(named, "、") +
           (static_cast<std::size_t>(count) > named.size() ? fmt::format("等 {} 天", count) : "");
}

void warn_of_window(const PlanWindow& window, const WorkdayCalendar& calendar,
                    std::vector<std::string>& out) {
    const std::string_view name = chinese(window.kind);
    const bool single = window.range.from == window.range.to;
    if (!window.workdays) {
        out.push_back(fmt::format("{} {} 至 {}：工作日表没有其中的年份，工作日数未知", name,
                                  format_date(window.range.from), format_date(window.range.to)));
        return;
    }
    if (window.kind == WindowKind::as_of || window.kind == WindowKind::accounts) return;
    if (single) {
        if (*window.workdays == 0) {
            out.push_back(fmt::format("{} {} 不是工作日", name, format_date(window.range.from)));
        }
        return;
    }
    if (*window.workdays == 0) {
        out.push_back(fmt::format("{}里没有一个工作日", name));
        return;
    }
    if (const std::string off = days_off(window.range, calendar); !off.empty()) {
        out.push_back(fmt::format("{}里有节假日：{}", name, off));
    }
}

void warn_of_order(const Campaign& campaign, std::vector<std::string>& out) {
    const auto report = date_field(campaign, "report_due");
    const auto issued = date_field(campaign, "issue_date");
    const auto mended = date_field(campaign, "rectify_by");
    if (report && date_of(campaign.as_of) < *report) {
        out.push_back(fmt::format("监测时间点早于年度报表发布期限 {}：届时报表尚未到期，本次查不到",
                                  format_date(*report)));
    }
    if (issued && *issued < campaign.window.to) {
        out.push_back(fmt::format("成文日期 {} 早于检查截止日 {}", format_date(*issued),
                                  format_date(campaign.window.to)));
    }
    if (mended && issued && *mended <= *issued) {
        out.push_back(fmt::format("整改期限 {} 不晚于成文日期 {}", format_date(*mended),
                                  format_date(*issued)));
    }
    if (campaign.interactions && (campaign.interactions->to < campaign.window.from ||
                                  campaign.window.to < campaign.interactions->from)) {
        out.push_back("实时互动时段与检查时段没有重叠");
    }
}

void warn_of_others(const Campaign& campaign, const std::vector<Campaign>& others,
                    std::vector<std::string>& out) {
    for (const Campaign& other : others) {
        if (other.origin == CampaignOrigin::document) continue;
        const std::string name = other.title.empty() ? other.id : other.title;
        // Campaigns may overlap by a day.
        if (other.window.from < campaign.window.to && campaign.window.from < other.window.to) {
            out.push_back(fmt::format("检查时段与“{}”（{} 至 {}）重叠", name,
                                      format_date(other.window.from),
                                      format_date(other.window.to)));
        }
        if (!other.closed && !campaign.closed && other.window.to < campaign.window.to) {
            out.push_back(
                fmt::format("“{}”还没有结束：结束之后，它的问题才带入本次比对未整改", name));
        }
    }
}

}  // namespace

std::string_view to_string(WindowKind kind) {
    switch (kind) {
        case WindowKind::sites:
            return "sites";
        case WindowKind::interactions:
            return "interactions";
        case WindowKind::as_of:
            return "as_of";
        case WindowKind::accounts:
            return "accounts";
        case WindowKind::report_due:
            return "report_due";
        case WindowKind::issue_date:
            return "issue_date";
        case WindowKind::rectify_by:
            return "rectify_by";
    }
    return {};
}

Result<Campaign> campaign_of(const CampaignWish& wish) {
    Campaign campaign;
    campaign.id = wish.id;
    campaign.ruleset = wish.ruleset;
    campaign.by_hand = wish.by_hand;
    campaign.title = wish.title;
    const Result<DateRange> window = range("--", wish.from, wish.to);
    if (!window) return Fail(window.error());
    campaign.window = *window;
    campaign.as_of = end_of(window->to);
    if (!wish.as_of.empty()) {
        const Result<Instant> as_of = parse_instant(wish.as_of);
        if (!as_of) return fail("--as-of", as_of.error().what, as_of.error().hint);
        // A day alone means the end of that day, as --to does.
        campaign.as_of = wish.as_of.size() == kDayLength ? end_of(date_of(*as_of)) : *as_of;
    }
    if (wish.interactions_from.empty() != wish.interactions_to.empty()) {
        return fail("--interactions-from/--interactions-to", "one of the two is missing",
                    "give both days, or neither");
    }
    if (!wish.interactions_from.empty()) {
        const Result<DateRange> asked =
            range("--interactions-", wish.interactions_from, wish.interactions_to);
        if (!asked) return Fail(asked.error());
        campaign.interactions = *asked;
    }
    if (!wish.accounts_as_of.empty()) {
        const Result<Date> date = parse_date(wish.accounts_as_of);
        if (!date) return fail("--accounts-as-of", date.error().what, date.error().hint);
        campaign.accounts_as_of = *date;
    }
    if (!wish.previous_site_rate.empty()) {
        const Result<Points> rate = parse_points(wish.previous_site_rate);
        if (!rate || *rate > Points::whole(100) || rate->hundredths < 0) {
            return fail("--previous-site-rate",
                        fmt::format("\"{}\" is no rate", wish.previous_site_rate),
                        "0 到 100，最多两位小数，如 93.75");
        }
        campaign.previous_site_rate = *rate;
    }
    return campaign;
}

std::vector<PlanWindow> windows_of(const Campaign& campaign, const WorkdayCalendar& calendar) {
    std::vector<PlanWindow> out;
    const auto add = [&](WindowKind kind, const DateRange& range) {
        out.push_back({kind, range, range.to - range.from + 1, workdays_in(calendar, range)});
    };
    add(WindowKind::sites, campaign.window);
    if (campaign.interactions) add(WindowKind::interactions, *campaign.interactions);
    const Date moment = date_of(campaign.as_of);
    add(WindowKind::as_of, {moment, moment});
    if (campaign.accounts_as_of) {
        add(WindowKind::accounts, {*campaign.accounts_as_of, *campaign.accounts_as_of});
    }
    for (const auto& [key, kind] : {std::pair{"report_due", WindowKind::report_due},
                                    {"issue_date", WindowKind::issue_date},
                                    {"rectify_by", WindowKind::rectify_by}}) {
        if (const auto date = date_field(campaign, key)) add(kind, {*date, *date});
    }
    return out;
}

std::vector<PlanDay> days_of(const std::vector<PlanWindow>& windows,
                             const WorkdayCalendar& calendar) {
    std::vector<PlanDay> out;
    if (windows.empty()) return out;
    Date first = windows.front().range.from, last = windows.front().range.to;
    for (const PlanWindow& window : windows) {
        first = std::min(first, window.range.from);
        last = std::max(last, window.range.to);
    }
    for (Date day = first; day <= last && day - first < kMaxPlanDays; ++day.days) {
        const auto exception = calendar.exceptions.find(day);
        out.push_back({day, works(calendar, day),
                       exception == calendar.exceptions.end() ? "" : exception->second.name});
    }
    return out;
}

std::vector<std::string> plan_warnings(const Campaign& campaign, const WorkdayCalendar& calendar,
                                       const std::vector<Campaign>& others) {
    std::vector<std::string> out = campaign_warnings(campaign);
    for (const PlanWindow& window : windows_of(campaign, calendar)) {
        warn_of_window(window, calendar, out);
    }
    warn_of_order(campaign, out);
    warn_of_others(campaign, others, out);
    return out;
}

Result<std::optional<HandedOn>> handed_on(store::Store& store,
                                          const std::filesystem::path& data_dir,
                                          const Campaign& campaign) {
    auto previous = previous_campaign(store, campaign);
    if (!previous) return Fail(previous.error());
    if (!*previous) return std::optional<HandedOn>();
    const auto findings = previous_findings(store, data_dir, campaign);
    if (!findings) return Fail(findings.error());
    return std::optional(
        HandedOn{std::move(**previous), static_cast<std::int64_t>(findings->size())});
}

}  // namespace mingcha::app
