#include "notify/settings.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"

namespace mingcha::notify {

namespace {

constexpr std::int32_t kLastHour = 22;
constexpr std::int32_t kMostDays = 90;
constexpr std::size_t kMostReminders = 5;
constexpr std::size_t kMostSenderChars = 12;
constexpr std::size_t kMostOriginBytes = 200;
constexpr std::int64_t kSecondsPerHour = 3600;

}  // namespace

Result<NoticeSettings> checked(NoticeSettings settings) {
    if (settings.hour < 0 || settings.hour > kLastHour) {
        return fail("hour", "不是一个钟点", "0 到 22");
    }
    if (settings.within < 1 || settings.within > kMostDays) {
        return fail("within", "预警天数不对", "1 到 90 天");
    }
    auto& days = settings.remind_days;
    if (days.size() > kMostReminders || std::any_of(days.begin(), days.end(), [](auto each) {
            return each < 1 || each > kMostDays;
        })) {
        return fail("remind_days", "催办的天数不对", "至多五个，各为 1 到 90 天");
    }
    std::sort(days.begin(), days.end(), std::greater<>());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    while (settings.origin.ends_with('/')) settings.origin.pop_back();
    const bool fits =
        settings.origin.empty() ||
        (!url_host(settings.origin).empty() && settings.origin.size() <= kMostOriginBytes &&
         std::all_of(settings.origin.begin(), settings.origin.end(),
                     [](char c) { return c > ' ' && c < '\x7f' && c != '(' && c != ')'; }));
    if (!fits) {
        return fail("origin", "不是一个 http 或 https 地址", "如 http://10.1.2.3:8080，不带路径");
    }
    settings.sender = single_spaces(settings.sender);
    if (char_count(settings.sender) > kMostSenderChars) {
        return fail("sender", "发件人名称太长", "最多 12 个字");
    }
    return settings;
}

std::optional<std::int32_t> reminder_of(const NoticeSettings& settings, std::int32_t days_left) {
    if (days_left < 0) return -1;
    if (days_left == 0) return 0;
    std::optional<std::int32_t> found;
    for (const std::int32_t each : settings.remind_days) {
        if (each >= days_left && (!found || each < *found)) found = each;
    }
    return found;
}

bool is_late_enough(const NoticeSettings& settings, Instant now) {
    return now >= at(date_of(now), settings.hour * kSecondsPerHour);
}

}  // namespace mingcha::notify
