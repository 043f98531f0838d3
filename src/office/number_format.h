// How a spreadsheet shows a number (ECMA-376 part 1, §18.8.30 and 18.8.31): what is kept as 44505
// may be a day, and 0.9478 a percentage.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::office {

struct NumberFormat {
    enum class Kind { general, date, time, percent, padded };
    Kind kind = Kind::general;
    int digits = 0;  // decimals of a percentage; width of a padded number (0000000000)
};

// `code` is read where `id` is none of the formats that are built in, Chinese ones included.
NumberFormat number_format(int id, std::string_view code);

// `value` as it is kept ("44505.378", "3.415000002E9") as text: days as 2021-11-05 or
// 2021-11-05 09:05[:03], times as 09:05, percentages as 94.78%, whole numbers with all their
// digits, others with fifteen. What is no number stands as it is; so does a whole number of more
// than fifteen digits in scientific form, whose last digits the program has lost.
std::string number_text(std::string_view value, NumberFormat format, bool from_1904);

}  // namespace mingcha::office
