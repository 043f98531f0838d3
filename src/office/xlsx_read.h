// An .xlsx workbook as sheets of text cells (ECMA-376 part 1, SpreadsheetML). Dates come as
// "2021-11-05" or "2021-11-05 09:05", other numbers as office/number_format.h prints them, formulas
// as the value that was last computed. Merged cells repeat their text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::office {

inline constexpr std::size_t kMaxSheets = 100;
inline constexpr std::size_t kMaxSheetRows = 1'000'000;
inline constexpr std::size_t kMaxSheetColumns = 512;
inline constexpr std::size_t kMaxCells = 4'000'000;
// Of all cells: one shared text may stand in millions of them.
inline constexpr std::size_t kMaxTextBytes = 96U << 20;

// What a formula reads as whose value no program has computed yet. Shaped like the error values
// that stand in cells as they are (#REF!, #N/A), so that none of them is taken for text.
inline constexpr std::string_view kNotComputed = "#公式未计算!";

struct SheetRow {
    int number = 0;  // as the program that made it counts, from 1
    std::vector<std::string> cells;
    bool banner = false;  // one text alone, merged over several columns: a title or a note
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;   // empty rows are left out
    std::size_t formulas = 0;     // cells whose computed value was taken
    std::size_t hidden_rows = 0;  // read like the others
    bool hidden = false;
};

// Errors: no workbook, damaged, larger than the limits.
Result<std::vector<Sheet>> read_xlsx(std::string_view bytes);

}  // namespace mingcha::office
