// Counts and percentages of a sentence, with what they count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::proof {

// A sentence of a circular counts a dozen things; what counts more is cut off here.
inline constexpr std::size_t kMaxQuantities = 400;

enum class Unit { site_or_thing, percent, percentage_points, score, other };

// What a count stands for in the vocabulary of circulars.
enum class Role { unknown, total, checked, failed, passed };

struct Quantity {
    std::int64_t hundredths = 0;  // 82.9% is 8290, 48家 is 4800
    int decimals = 0;             // as printed
    Unit unit = Unit::other;
    Role role = Role::unknown;
    bool accounts = false;  // counts accounts (政务新媒体), else sites where `sites`
    bool sites = false;
    std::size_t begin = 0;  // of the number within the sentence, bytes
    std::size_t end = 0;    // after the number and its unit
    std::string printed;    // as printed: "48", "82.9%"

    std::int64_t count() const { return hundredths / 100; }
    bool is_count() const { return unit == Unit::site_or_thing; }
};

// In the order of the text. Left out: parts of dates, document numbers, ordinals, annex numbers,
// spans of days, telephone numbers and everything longer than nine digits.
std::vector<Quantity> quantities(std::string_view sentence);

// A percentage printed with the same decimals: 9478 with 2 → "94.78%".
std::string percent_text(std::int64_t hundredths, int decimals);

}  // namespace mingcha::proof
