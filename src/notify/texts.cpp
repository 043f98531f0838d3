#include "notify/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.h"

namespace mingcha::notify {

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kNameChars = 60;
constexpr std::size_t kWhatChars = 120;

Notice made(std::string_view kind, std::string about, const std::string& campaign,
            const std::string& unit) {
    Notice notice;
    notice.message.id = sha256_hex(about).substr(0, kIdDigits);
    notice.message.kind = kind;
    notice.message.unit = unit;
    notice.about = std::move(about);
    notice.campaign = campaign;
    return notice;
}

std::string left_text(std::int32_t days) {
    if (days < 0) return fmt::format("已超 {} 天", -days);
    if (days == 0) return "今天是最后一天";
    return fmt::format("还有 {} 天", days);
}

std::string day_text(Date day) {
    const YearMonthDay parts = civil(day);
    return fmt::format("{}月{}日", parts.month, parts.day);
}

std::string problem_line(std::size_t number, const MendItem& item) {
    return fmt::format("{}. {}：{}", number, one_line(item.name, kNameChars),
                       one_line(item.problem, kWhatChars));
}

void add_problems(Notice& notice, const std::vector<MendItem>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        notice.message.lines.push_back(problem_line(i + 1, items[i]));
    }
    notice.items = static_cast<std::int64_t>(items.size());
}

}  // namespace

Notice digest(const std::string& unit, std::vector<DueItem> items, Date today) {
    std::stable_sort(items.begin(), items.end(),
                     [](const DueItem& a, const DueItem& b) { return a.last_day < b.last_day; });
    Notice notice = made(kDigest, fmt::format("digest/{}/{}", format_date(today), unit), {}, unit);
    notice.message.title =
        fmt::format("【预警】{}：{} 项即将超过期限", one_line(unit, kNameChars), items.size());
    notice.message.lines.push_back(
        fmt::format("以下 {} 项如不更新或办理，将超过检查指标的期限：", items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const DueItem& item = items[i];
        const std::string what =
            item.what.empty() ? "" : fmt::format("“{}”", one_line(item.what, kWhatChars));
        notice.message.lines.push_back(fmt::format(
            "{}. {}　{}{}：最迟 {}，{}", i + 1, one_line(item.name, kNameChars), item.kind, what,
            day_text(item.last_day), left_text(item.last_day - today)));
    }
    notice.message.lines.emplace_back("依据最近一次采集的内容；之后已更新的请忽略。");
    notice.items = static_cast<std::int64_t>(items.size());
    return notice;
}

Notice mending_notice(const std::string& campaign, const std::string& title,
                      const std::string& unit, const std::vector<MendItem>& items) {
    Notice notice = made(kMending, fmt::format("mending/{}/{}", campaign, unit), campaign, unit);
    notice.message.title =
        fmt::format("【整改通知】{}：{} 个问题须整改", one_line(unit, kNameChars), items.size());
    Date due = items.empty() ? Date{} : items.front().due;
    for (const MendItem& item : items) due = std::min(due, item.due);
    notice.message.lines.push_back(
        fmt::format("{}检查确认的问题，请于 {} 前整改并回复：", title, format_date_cn(due)));
    add_problems(notice, items);
    return notice;
}

Notice mending_reminder(const std::string& campaign, const std::string& title,
                        const std::string& unit, const std::vector<MendItem>& items,
                        std::int32_t mark, Date today) {
    const Date due = items.empty() ? today : items.front().due;
    Notice notice =
        made(kReminder, fmt::format("reminder/{}/{}/{}/{}", campaign, unit, format_date(due), mark),
             campaign, unit);
    notice.message.title =
        mark < 0
            ? fmt::format("【整改逾期】{}：{} 个问题", one_line(unit, kNameChars), items.size())
            : fmt::format("【整改催办】{}：{} 个问题，{}", one_line(unit, kNameChars), items.size(),
                          left_text(due - today));
    notice.message.lines.push_back(fmt::format("{}检查的问题，整改期限 {}，{}，尚未回复的有：",
                                               title, format_date_cn(due), left_text(due - today)));
    add_problems(notice, items);
    return notice;
}

Notice demand_reminder(const std::string& campaign, const std::string& demand,
                       const std::string& title, const std::string& unit, Date due,
                       std::int32_t mark, Date today) {
    Notice notice =
        made(kDemand, fmt::format("demand/{}/{}/{}/{}", demand, unit, format_date(due), mark),
             campaign, unit);
    const std::string what = one_line(title, kNameChars);
    notice.message.title = mark < 0
                               ? fmt::format("【逾期】{}：{}", one_line(unit, kNameChars), what)
                               : fmt::format("【催办】{}：{}，{}", one_line(unit, kNameChars), what,
                                             left_text(due - today));
    notice.message.lines.push_back(fmt::format("通报要求的“{}”期限为 {}，{}。", what,
                                               format_date_cn(due), left_text(due - today)));
    notice.message.lines.emplace_back("办结后请在“工作要求”页登记，并附凭证。");
    notice.items = 1;
    return notice;
}

Notice round_notice(const std::string& campaign, const std::string& title, const std::string& unit,
                    std::int64_t findings, Date until) {
    Notice notice = made(kRound, fmt::format("round/{}/{}/{}", campaign, unit, format_date(until)),
                         campaign, unit);
    notice.message.title =
        fmt::format("【初检反馈】{}：{} 个问题", one_line(unit, kNameChars), findings);
    notice.message.lines = {
        fmt::format("{}检查的初检结果已经反馈，本单位有 {} 个问题。", title, findings),
        fmt::format("有异议的，请于 {} 前逐条申诉并附证明；到期未申诉的按初检结果定稿。",
                    format_date_cn(until))};
    notice.items = findings;
    return notice;
}

Notice test_notice(std::string_view nonce, Instant now) {
    Notice notice = made(kTest, fmt::format("test/{}", nonce), {}, {});
    notice.message.title = "【测试】明察的通知渠道已接通";
    notice.message.lines = {
        fmt::format("这是一条测试消息，发出时间 {}。", format_instant(now).substr(0, 16))};
    return notice;
}

std::string_view kind_name(std::string_view kind) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames{
        {{kDigest, "超期预警"},
         {kMending, "整改通知"},
         {kReminder, "整改催办"},
         {kDemand, "工作要求催办"},
         {kRound, "初检反馈"},
         {kTest, "测试"}}};
    for (const auto& [name, word] : kNames) {
        if (name == kind) return word;
    }
    return kind;
}

}  // namespace mingcha::notify
