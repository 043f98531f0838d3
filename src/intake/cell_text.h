// What spreadsheets do to the text of a cell, found out or undone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace mingcha::intake {

// Why a cell can not be taken for what was typed, and how to mend it, in Chinese: an error value
// (#REF!), a formula that nobody computed, a long number in scientific form. Empty: sound.
std::string spoiled(std::string_view cell);

// A code without what programs and people leave in and around it: full-width digits, spaces,
// characters without width, apostrophes in front, ".0" behind.
std::string plain_code(std::string_view cell);

// 无, none, /, - and an empty cell say that there is none.
bool says_none(std::string_view code);

// "2021/11/5 9:05", "2021年11月5日下午3时", "20211105", ISO 8601. nullopt: no such moment.
std::optional<Instant> read_time(std::string_view cell);

struct CountUnit {
    std::string_view name;
    std::int64_t factor = 1;
};
// "1,234", "１２", "3.0", "1.2万": a whole number after its unit, which stands behind it or, where
// nothing does, in the heading's brackets (关注量（万）).
std::optional<std::int64_t> read_whole(std::string_view cell, std::string_view heading,
                                       std::span<const CountUnit> units);

}  // namespace mingcha::intake
