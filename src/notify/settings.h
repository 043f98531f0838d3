// What is sent by itself, and when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::notify {

struct NoticeSettings {
    bool on = false;          // nothing leaves the house before somebody said so
    std::int32_t hour = 8;    // digests and reminders from this hour on, Asia/Shanghai
    std::int32_t within = 7;  // days: what runs out within them is warned of
    std::vector<std::int32_t> remind_days{7, 3, 1};  // before a due day, the largest first
    std::string origin;           // "http://10.1.2.3:8080": where links lead; empty: no links
    std::string sender = "明察";  // name beside the sender's address

    bool operator==(const NoticeSettings&) const = default;
};

// Sorts remind_days. Errors, Chinese: an hour, number of days or address that is none.
Result<NoticeSettings> checked(NoticeSettings settings);

// Which of the reminders is due `days_left` before the due day: the smallest of remind_days that is
// no less; 0 on the day, -1 after it; none: too early.
std::optional<std::int32_t> reminder_of(const NoticeSettings& settings, std::int32_t days_left);

// Of today, may digests and reminders go out by now?
bool is_late_enough(const NoticeSettings& settings, Instant now);

}  // namespace mingcha::notify
