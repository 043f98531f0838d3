#include "office/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "base/time.h"

namespace mingcha::office {

namespace {

constexpr std::int32_t kExcelEpochDays = -25569;  // 1899-12-30 before 1970-01-01
constexpr double kFirstOfMarch1900 = 61;          // Excel counts a 29 February 1900 before it
constexpr double kDays1904 = 1462;                // from 1899-12-30 to 1904-01-01
constexpr double kLastDay = 2'958'465;            // 9999-12-31
constexpr double kExact = 1e15;                   // whole numbers beyond have lost digits
constexpr int kMaxDigits = 30;

struct BuiltIn {
    int first, last;
    NumberFormat::Kind kind;
    int digits;
};
constexpr BuiltIn kBuiltIn[] = {
    {9, 9, NumberFormat::Kind::percent, 0}, {10, 10, NumberFormat::Kind::percent, 2},
    {14, 17, NumberFormat::Kind::date, 0},  {18, 21, NumberFormat::Kind::time, 0},
    {22, 22, NumberFormat::Kind::date, 0},  {27, 31, NumberFormat::Kind::date, 0},
    {32, 35, NumberFormat::Kind::time, 0},  {36, 36, NumberFormat::Kind::date, 0},
    {45, 47, NumberFormat::Kind::time, 0},  {50, 54, NumberFormat::Kind::date, 0},
    {55, 56, NumberFormat::Kind::time, 0},  {57, 58, NumberFormat::Kind::date, 0},
};

// The first section of a format code (that of positive numbers) in small letters, without what is
// printed as it stands: quoted text, escaped characters, [$-804], [Red]. [h] stays.
std::string bare(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string inner = lower_ascii(code.substr(i + 1, end - i - 1));
            if (!inner.empty() && inner.find_first_not_of("hms") == std::string::npos) out += inner;
            i = end;
        } else {
            out += c;
        }
    }
    return lower_ascii(out);
}

std::string day_text(double serial, bool from_1904) {
    if (from_1904) serial += kDays1904;
    if (serial < 1 || serial >= kLastDay + 1) return fmt::format("{:.15g}", serial);
    if (serial < kFirstOfMarch1900) serial += 1;
    auto days = static_cast<std::int32_t>(std::floor(serial));
    auto seconds = static_cast<std::int64_t>(std::llround((serial - days) * kSecondsPerDay));
    days += static_cast<std::int32_t>(seconds / kSecondsPerDay);
    seconds %= kSecondsPerDay;
    std::string out = format_date(Date{days + kExcelEpochDays});
    if (seconds == 0) return out;
    out += fmt::format(" {:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 != 0) out += fmt::format(":{:02}", seconds % 60);
    return out;
}

std::string time_text(double part) {
    const auto seconds = static_cast<std::int64_t>(std::llround(part * kSecondsPerDay));
    std::string out = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 != 0) out += fmt::format(":{:02}", seconds % 60);
    return out;
}

}  // namespace

NumberFormat number_format(int id, std::string_view code) {
    for (const BuiltIn& each : kBuiltIn) {
        if (id >= each.first && id <= each.last) return {each.kind, each.digits};
    }
    const std::string plain = bare(code);
    if (plain.find_first_of("yd") != std::string::npos ||
        plain.find("aaa") != std::string::npos) {  // aaaa: the day of the week
        return {NumberFormat::Kind::date, 0};
    }
    if (plain.find_first_of("hs") != std::string::npos) return {NumberFormat::Kind::time, 0};
    if (plain.find('%') != std::string::npos) {
        const std::size_t point = plain.find('.');
        int decimals = 0;
        for (std::size_t i = point; i < plain.size(); ++i) {
            decimals += plain[i] == '0' || plain[i] == '#' ? 1 : 0;
        }
        return {NumberFormat::Kind::percent, std::min(decimals, kMaxDigits)};
    }
    if (plain.size() > 1 && plain.find_first_not_of('0') == std::string::npos) {
        return {NumberFormat::Kind::padded,
                static_cast<int>(std::min<std::size_t>(plain.size(), kMaxDigits))};
    }
    return {};
}

std::string number_text(std::string_view value, NumberFormat format, bool from_1904) {
    double number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) {
        return std::string(value);
    }
    using Kind = NumberFormat::Kind;
    if (format.kind == Kind::date || (format.kind == Kind::time && number >= 1)) {
        return day_text(number, from_1904);
    }
    if (format.kind == Kind::time && number >= 0) return time_text(number);
    if (format.kind == Kind::percent && std::abs(number) < kExact) {
        return fmt::format("{:.{}f}%", number * 100, format.digits);
    }
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        const std::size_t width = format.kind == Kind::padded ? format.digits : 0;
        return std::string(width > value.size() ? width - value.size() : 0, '0') +
               std::string(value);
    }
    if (number == std::floor(number)) {
        if (std::abs(number) >= kExact) return std::string(value);
        return fmt::format("{}", static_cast<std::int64_t>(number));
    }
    return fmt::format("{:.15g}", number);
}

}  // namespace mingcha::office
