// Points of a score, and percentages, as integers in hundredths: 49.5 points are 4950. Never a
// float.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha {

struct Points {
    std::int64_t hundredths = 0;

    static constexpr Points whole(std::int64_t points) { return {points * 100}; }
    constexpr auto operator<=>(const Points&) const = default;
    constexpr Points operator+(Points other) const { return {hundredths + other.hundredths}; }
    constexpr Points operator-(Points other) const { return {hundredths - other.hundredths}; }
    constexpr Points operator*(std::int64_t times) const { return {hundredths * times}; }
    constexpr Points& operator+=(Points other) {
        hundredths += other.hundredths;
        return *this;
    }
};

// "5", "0.5", "49.50" → points. Errors: not a number, more than two decimals, out of ±1,000,000.
Result<Points> parse_points(std::string_view text);

// Always two decimals: "49.50", "-0.30", as JSON of the outward contract (contract §4) prints it.
std::string fixed2(Points points);

// `decimals` 0–2, rounded half away from zero; `trim` drops trailing zeros ("100.8", "100").
std::string format_points(Points points, int decimals, bool trim);

// part / whole × `scale`, rounded half up to an integer. share(34, 41, 1000) = 829, i.e. 82.9 %.
// Precondition: whole > 0, part >= 0, part × scale fits in 64 bits.
std::int64_t rounded_ratio(std::int64_t part, std::int64_t whole, std::int64_t scale);

// part of whole in percent with two decimals, rounded half up: percent(254, 268) = 94.78.
// Precondition: whole > 0.
inline Points percent(std::int64_t part, std::int64_t whole) {
    return {rounded_ratio(part, whole, 10000)};
}

}  // namespace mingcha
