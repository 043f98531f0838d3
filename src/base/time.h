// Days and instants as values. The core never asks the clock: whoever calls it brings `as_of`.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha {

// Shown times are those of Asia/Shanghai: UTC+8, without summer time since 1992.
inline constexpr std::int64_t kShanghaiOffsetSeconds = 8 * 3600;
inline constexpr std::int64_t kSecondsPerDay = 86400;

// A civil day, proleptic Gregorian, as days since 1970-01-01.
struct Date {
    std::int32_t days = 0;

    constexpr auto operator<=>(const Date&) const = default;
    constexpr Date operator+(std::int32_t n) const { return {days + n}; }
    constexpr Date operator-(std::int32_t n) const { return {days - n}; }
    constexpr std::int32_t operator-(Date other) const { return days - other.days; }
};

struct YearMonthDay {
    std::int32_t year = 0;
    std::int32_t month = 0;  // 1–12
    std::int32_t day = 0;    // 1–31
};

// Errors: month or day that does not exist, year outside 1900–2999.
Result<Date> make_date(std::int32_t year, std::int32_t month, std::int32_t day);
YearMonthDay civil(Date date);
int weekday(Date date);  // 1 = Monday … 7 = Sunday
Date add_months(
    Date date,
    std::int32_t months);  // end of month stays within the month: 2021-08-31 − 6 = 2021-02-28
Result<Date> parse_date(std::string_view text);  // "2021-11-05" only
std::string format_date(Date date);              // "2021-11-05"
std::string format_date_cn(Date date);           // "2021年11月5日"

// A moment, seconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t seconds = 0;

    constexpr auto operator<=>(const Instant&) const = default;
};

// Midnight at the start of `date` in Asia/Shanghai, plus `seconds_of_day`.
constexpr Instant at(Date date, std::int64_t seconds_of_day = 0) {
    return {date.days * kSecondsPerDay - kShanghaiOffsetSeconds + seconds_of_day};
}
// The last second of `date` in Asia/Shanghai: what "until this day" means.
constexpr Instant end_of(Date date) {
    return at(date, kSecondsPerDay - 1);
}
Date date_of(Instant instant);  // the day in Asia/Shanghai

// ISO 8601: "2021-11-12T23:59:59+08:00", "…Z", "2021-11-12 23:59[:59]" (taken as Asia/Shanghai), or
// a day alone (its midnight). Errors say what was expected.
Result<Instant> parse_instant(std::string_view text);
std::string format_instant(Instant instant);  // "2021-11-12T23:59:59+08:00"

}  // namespace mingcha
