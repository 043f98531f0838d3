// Words on worksheets → what stands. A rule of a target may have several faults, or one other word:
// 合格 after a fault takes the fault back, a fault after 合格 takes that back, the same fault again
// replaces it.
#pragma once

#include <vector>

#include "base/result.h"
#include "model/capture.h"
#include "model/inputs.h"
#include "model/worksheet.h"

namespace mingcha::workflow {

inline constexpr std::size_t kMaxProblemChars = 500;
inline constexpr std::size_t kMaxReasonChars = 2'000;

// In the order in which they were written; first looks and second looks apart.
std::vector<HandVerdict> standing_words(const std::vector<HandVerdict>& log);

// Errors: no name; a fault without its phrase; points without a reason; not applicable or unable
// without a reason; a text too long, a count below one.
Result<bool> check_word(const HandVerdict& word);

// A fault as a row of imported findings: confirmed by the person who wrote it. `row` is its place
// behind what was imported.
ImportedFinding imported_of(const HandVerdict& word, std::int32_t row);

// Pictures that were not taken back, and notes that are not empty, as they came. Of several notes
// for one indicator of one look all stand: two people may have looked.
std::vector<Capture> standing_captures(const std::vector<Capture>& log);

}  // namespace mingcha::workflow
