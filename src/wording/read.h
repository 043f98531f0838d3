// Dictionaries as tables: bytes of a CSV file → checked rows. Every mistake is reported at once,
// with file, line, column and how to mend it.
//
//   term         2 to 60 characters without white space; what a text should not contain
//   kind         certain | likely | style, or allow
//   scope        of kind allow: word | phrase | site
//   sites        of scope site: site codes, parted by |
//   only         of scope phrase: the one term that it forgives; empty: all
//   suggestion   what should stand instead; needed but for allow
//   valid_from, valid_to   days (YYYY-MM-DD), both count; empty: open
//   source, confidence     where the row comes from, and V2, V1, P or M; needed but for allow
//   note         free
//
// The first row names the columns, in any order; term and kind are needed, Chinese names are known
// too. Rows that begin with # are comments.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"

namespace mingcha::wording {

inline constexpr std::size_t kMaxDictionaryBytes = std::size_t{32} << 20;  // one file
inline constexpr std::size_t kMaxRows = 200'000;    // terms and exceptions of one ruleset
inline constexpr std::size_t kMaxRowsOfTerm = 100;  // spans of days of one term
inline constexpr std::size_t kMinTermChars = 2;
inline constexpr std::size_t kMaxTermChars = 60;
inline constexpr std::size_t kMaxProblems = 100;

struct Problem {
    std::string file;
    int line = 0;  // from 1; 0 = the whole file
    int column = 0;
    std::string what;
    std::string hint;
};

// Appends the rows of a file that are right. UTF-8 with or without byte order mark, UTF-16 with
// one, or GB18030. A file or a ruleset beyond its limit is one problem, and reading stops there.
void read_dictionary(std::string_view file, std::string_view bytes, Dictionary& into,
                     std::vector<Problem>& problems);

// The files of one ruleset together: no term twice on the same day.
void check_duplicates(const Dictionary& level, std::vector<Problem>& problems);

// `level` has the last word on the terms it names: rows of `inherited` for them are dropped.
void extend(Dictionary& inherited, Dictionary level);

// All that holds of a ruleset: nothing both certain and allowed everywhere on the same day, no
// exception for a term that is not there, not too many rows.
void check_exceptions(const Dictionary& dictionary, std::vector<Problem>& problems);

}  // namespace mingcha::wording
