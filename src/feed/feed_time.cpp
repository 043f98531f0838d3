#include <array>
#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "feed/feed.h"

namespace mingcha::feed {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::size_t kLongest = 64;
constexpr std::int64_t kHour = 3600;
constexpr std::int32_t kCentury = 2000;

// Reads tokens of digits and letters from left to right.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    void skip(std::string_view chars) {
        while (!text_.empty() && chars.find(text_.front()) != std::string_view::npos) {
            text_.remove_prefix(1);
        }
    }
    std::optional<std::int32_t> number() {
        std::int32_t value = 0;
        const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), value);
        if (read.ec != std::errc{} || value < 0) return std::nullopt;
        text_.remove_prefix(static_cast<std::size_t>(read.ptr - text_.data()));
        return value;
    }
    std::string letters() {
        std::size_t n = 0;
        while (n < text_.size() && ((text_[n] >= 'a' && text_[n] <= 'z') ||
                                    (text_[n] >= 'A' && text_[n] <= 'Z'))) {
            ++n;
        }
        std::string word = lower_ascii(text_.substr(0, n));
        text_.remove_prefix(n);
        return word;
    }
    bool take(std::string_view mark) {
        if (!text_.starts_with(mark)) return false;
        text_.remove_prefix(mark.size());
        return true;
    }
    std::string_view rest() const { return text_; }

private:
    std::string_view text_;
};

struct Clock {
    std::int64_t seconds = 0;                       // of the day
    std::int64_t offset = kShanghaiOffsetSeconds;  // to UTC
};

std::optional<std::int64_t> offset_of(Cursor& at) {
    at.skip(" ");
    if (at.rest().empty()) return kShanghaiOffsetSeconds;
    const bool minus = at.rest().front() == '-';
    if (at.rest().front() == '+' || minus) {
        at.skip("+-");
        const std::string_view digits = at.rest();
        const auto hours = at.number();
        if (!hours) return std::nullopt;
        std::int64_t seconds = 0;
        if (digits.size() - at.rest().size() == 4) {
            seconds = (*hours / 100) * kHour + (*hours % 100) * 60;
        } else {
            seconds = *hours * kHour;
            if (at.take(":")) seconds += at.number().value_or(0) * 60;
        }
        return minus ? -seconds : seconds;
    }
    const std::string zone = at.letters();
    if (zone == "z" || zone == "gmt" || zone == "ut" || zone == "utc") return 0;
    if (zone == "est") return -5 * kHour;
    if (zone == "edt") return -4 * kHour;
    if (zone == "pst") return -8 * kHour;
    if (zone == "pdt") return -7 * kHour;
    return zone == "cst" || zone.empty() ? std::optional(kShanghaiOffsetSeconds) : std::nullopt;
}

// 09:05[:30[.25]] and an offset, or nothing.
std::optional<Clock> clock_of(Cursor& at) {
    Clock clock;
    at.skip(" T");
    at.skip("t");
    if (at.rest().empty()) return clock;
    const auto hour = at.number();
    if (!hour || !(at.take(":") || at.take("时"))) return std::nullopt;
    const auto minute = at.number();
    if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
    clock.seconds = *hour * kHour + *minute * 60;
    at.take("分");
    if (at.take(":")) {
        const auto second = at.number();
        if (!second || *second > 60) return std::nullopt;
        clock.seconds += *second;
        if (at.take(".")) (void)at.number();
    }
    const auto offset = offset_of(at);
    if (!offset) return std::nullopt;
    clock.offset = *offset;
    return clock;
}

std::optional<Instant> joined(std::int32_t year, std::int32_t month, std::int32_t day,
                              Cursor& at) {
    const auto date = make_date(year, month, day);
    const auto clock = clock_of(at);
    if (!date || !clock) return std::nullopt;
    return Instant{date->days * kSecondsPerDay + clock->seconds - clock->offset};
}

// [Fri,] 05 Nov 2021 09:05:00 +0800
std::optional<Instant> rfc822(std::string_view text) {
    Cursor at(text);
    (void)at.letters();
    at.skip(", ");
    const auto day = at.number();
    at.skip(" -");
    const std::string month = at.letters().substr(0, 3);
    at.skip(" -,");
    auto year = at.number();
    if (!day || !year) return std::nullopt;
    if (*year < 100) *year += kCentury;
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (kMonths[i] == month) {
            return joined(*year, static_cast<std::int32_t>(i + 1), *day, at);
        }
    }
    return std::nullopt;
}

// 2021-11-05…, 2021/11/5…, 2021年11月5日…
std::optional<Instant> numeric(std::string_view text) {
    Cursor at(text);
    const auto year = at.number();
    if (!(at.take("-") || at.take("/") || at.take(".") || at.take("年"))) return std::nullopt;
    const auto month = at.number();
    if (!(at.take("-") || at.take("/") || at.take(".") || at.take("月"))) return std::nullopt;
    const auto day = at.number();
    at.take("日");
    if (!year || !month || !day) return std::nullopt;
    return joined(*year, *month, *day, at);
}

}  // namespace

std::optional<Instant> parse_feed_time(std::string_view text) {
    const std::string plain = single_spaces(nfkc(text.substr(0, kLongest)));
    if (plain.empty()) return std::nullopt;
    const bool digit = plain.front() >= '0' && plain.front() <= '9';
    if (digit) {
        if (const auto read = numeric(plain)) return read;
    }
    return rfc822(plain);
}

}  // namespace mingcha::feed
