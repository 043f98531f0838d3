#include "base/points.h"

#include <cstdlib>

#include <fmt/format.h>

namespace mingcha {

namespace {

constexpr std::int64_t kMaxWholePoints = 1'000'000;

}  // namespace

Result<Points> parse_points(std::string_view text) {
    const auto wrong = [&] {
        return fail("", fmt::format("\"{}\" is not a number of points", text),
                    "write a number with at most two decimals, such as 5 or 0.5");
    };
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) rest.remove_prefix(1);
    std::int64_t whole = 0;
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') {
        whole = whole * 10 + (rest[digits] - '0');
        if (whole > kMaxWholePoints) return wrong();
        ++digits;
    }
    if (digits == 0) return wrong();
    rest.remove_prefix(digits);
    std::int64_t hundredths = whole * 100;
    if (!rest.empty()) {
        if (rest.front() != '.' || rest.size() < 2 || rest.size() > 3) return wrong();
        std::int64_t place = 10;
        for (char c : rest.substr(1)) {
            if (c < '0' || c > '9') return wrong();
            hundredths += (c - '0') * place;
            place /= 10;
        }
    }
    return Points{negative ? -hundredths : hundredths};
}

std::string fixed2(Points points) {
    const std::int64_t size = std::abs(points.hundredths);
    return fmt::format("{}{}.{:02}", points.hundredths < 0 ? "-" : "", size / 100, size % 100);
}

std::string format_points(Points points, int decimals, bool trim) {
    const std::int64_t unit = decimals >= 2 ? 1 : decimals == 1 ? 10 : 100;
    const std::int64_t size = (std::abs(points.hundredths) + unit / 2) / unit * unit;
    std::string text = fixed2({points.hundredths < 0 ? -size : size});
    text.resize(decimals > 0
                    ? text.size() - (2 - static_cast<std::size_t>(decimals > 2 ? 2 : decimals))
                    : text.size() - 3);
    if (trim && text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

std::int64_t rounded_ratio(std::int64_t part, std::int64_t whole, std::int64_t scale) {
    return (2 * part * scale + whole) / (2 * whole);
}

}  // namespace mingcha
