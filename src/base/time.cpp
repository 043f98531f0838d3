#include "base/time.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mingcha {

namespace {

constexpr std::int32_t kFirstYear = 1900;
constexpr std::int32_t kLastYear = 2999;

// Days from civil and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", the
// shifted-year method.
constexpr std::int32_t days_from_civil(std::int32_t year, std::int32_t month, std::int32_t day) {
    year -= month <= 2 ? 1 : 0;
    const std::int32_t era = year / 400;
    const std::int32_t year_of_era = year - era * 400;
    const std::int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

constexpr bool is_leap(std::int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr std::int32_t month_length(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 12> kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kLengths[static_cast<std::size_t>(month - 1)];
}

// Reads exactly `width` digits at `position`; -1 where there are none.
std::int32_t digits(std::string_view text, std::size_t position, std::size_t width) {
    if (position + width > text.size()) return -1;
    std::int32_t value = 0;
    for (char c : text.substr(position, width)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

Result<Date> make_date(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month)) {
        return fail(
            "", fmt::format("{:04}-{:02}-{:02} is not a day of the calendar", year, month, day));
    }
    return Date{days_from_civil(year, month, day)};
}

YearMonthDay civil(Date date) {
    const std::int32_t shifted = date.days + 719468;
    const std::int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int32_t day_of_era = shifted - era * 146097;
    const std::int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t month_shifted = (5 * day_of_year + 2) / 153;
    const std::int32_t month = month_shifted + (month_shifted < 10 ? 3 : -9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
            day_of_year - (153 * month_shifted + 2) / 5 + 1};
}

int weekday(Date date) {
    return ((date.days + 3) % 7 + 7) % 7 + 1;
}

Date add_months(Date date, std::int32_t months) {
    const YearMonthDay from = civil(date);
    const std::int32_t total = from.year * 12 + from.month - 1 + months;
    const std::int32_t year = total / 12;
    const std::int32_t month = total % 12 + 1;
    return {days_from_civil(year, month, std::min(from.day, month_length(year, month)))};
}

Result<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return fail("", fmt::format("\"{}\" is not a date", text),
                    "write YYYY-MM-DD, such as 2021-11-05");
    }
    return make_date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

std::string format_date(Date date) {
    const YearMonthDay day = civil(date);
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

std::string format_date_cn(Date date) {
    const YearMonthDay day = civil(date);
    return fmt::format("{}年{}月{}日", day.year, day.month, day.day);
}

Date date_of(Instant instant) {
    const std::int64_t local = instant.seconds + kShanghaiOffsetSeconds;
    const std::int64_t days = local / kSecondsPerDay - (local % kSecondsPerDay < 0 ? 1 : 0);
    return {static_cast<std::int32_t>(days)};
}

Result<Instant> parse_instant(std::string_view text) {
    const auto wrong = [&] {
        return fail("", fmt::format("\"{}\" is not a time", text),
                    "write ISO 8601, such as 2021-11-12T18:00:00+08:00 or 2021-11-12 18:00");
    };
    const Result<Date> date = parse_date(text.substr(0, 10));
    if (!date) return wrong();
    std::string_view rest = text.substr(std::min<std::size_t>(10, text.size()));
    if (rest.empty()) return at(*date);
    if (rest.front() != 'T' && rest.front() != ' ') return wrong();
    const std::int32_t hour = digits(rest, 1, 2);
    const std::int32_t minute = digits(rest, 4, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || rest[3] != ':') return wrong();
    rest.remove_prefix(6);
    std::int32_t second = 0;
    if (!rest.empty() && rest.front() == ':') {
        second = digits(rest, 1, 2);
        if (second < 0 || second > 59) return wrong();
        rest.remove_prefix(3);
        if (!rest.empty() && rest.front() == '.') {
            std::size_t end = 1;
            while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
            if (end == 1) return wrong();
            rest.remove_prefix(end);
        }
    }
    std::int64_t offset = kShanghaiOffsetSeconds;
    if (rest == "Z") {
        offset = 0;
    } else if (!rest.empty()) {
        const std::int32_t offset_hour = digits(rest, 1, 2);
        const std::int32_t offset_minute = digits(rest, rest.size() == 5 ? 3 : 4, 2);
        const bool shaped = (rest.front() == '+' || rest.front() == '-') &&
                            (rest.size() == 5 || (rest.size() == 6 && rest[3] == ':'));
        if (!shaped || offset_hour < 0 || offset_hour > 14 || offset_minute < 0 ||
            offset_minute > 59)
            return wrong();
        offset = (offset_hour * 60 + offset_minute) * 60 * (rest.front() == '-' ? -1 : 1);
    }
    return Instant{at(*date, (hour * 60 + minute) * 60 + second).seconds + kShanghaiOffsetSeconds -
                   offset};
}

std::string format_instant(Instant instant) {
    const Date date = date_of(instant);
    const std::int64_t second = instant.seconds - at(date).seconds;
    return fmt::format("{}T{:02}:{:02}:{:02}+08:00", format_date(date), second / 3600,
                       second / 60 % 60, second % 60);
}

}  // namespace mingcha
