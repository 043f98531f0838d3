// What the notices say. Chinese, from rows that the app brings; the same rows give the same text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "notify/message.h"
#include "notify/outbox.h"

namespace mingcha::notify {

// Something that runs out: 首页, 栏目, 留言, 提问, 账号.
struct DueItem {
    std::string name;  // of the site or account
    std::string kind;
    std::string what;  // of the column, title of the letter; may be empty
    Date last_day;     // the last that is in order
};

// A notice without channel and recipient; `about` makes it the one it is.
Notice digest(const std::string& unit, std::vector<DueItem> items, Date today);

struct MendItem {
    std::string name;  // of the site or account
    std::string problem;
    Date due;
};
// 整改通知, sent once when the circular is settled.
Notice mending_notice(const std::string& campaign, const std::string& title,
                      const std::string& unit, const std::vector<MendItem>& items);
// `mark`: reminder_of. All items are due on the same day.
Notice mending_reminder(const std::string& campaign, const std::string& title,
                        const std::string& unit, const std::vector<MendItem>& items,
                        std::int32_t mark, Date today);

// A dated demand of a circular (工作要求).
Notice demand_reminder(const std::string& campaign, const std::string& demand,
                       const std::string& title, const std::string& unit, Date due,
                       std::int32_t mark, Date today);

// 初检反馈 was opened, or its last day was moved.
Notice round_notice(const std::string& campaign, const std::string& title, const std::string& unit,
                    std::int64_t findings, Date until);

// To try a channel.
Notice test_notice(std::string_view nonce, Instant now);

inline constexpr std::string_view kDigest = "digest";
inline constexpr std::string_view kMending = "mending";
inline constexpr std::string_view kReminder = "reminder";
inline constexpr std::string_view kDemand = "demand";
inline constexpr std::string_view kRound = "round";
inline constexpr std::string_view kTest = "test";

// "超期预警", "整改通知", …
std::string_view kind_name(std::string_view kind);

}  // namespace mingcha::notify
