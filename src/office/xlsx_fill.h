// Filling in a form that somebody else made: cells get their texts, everything else of the workbook
// stays as it is — formats, widths, other sheets, pictures (ECMA-376 part 1, SpreadsheetML).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::office {

inline constexpr std::size_t kMaxFormRows = 200'000;

struct FormColumn {
    std::size_t column = 0;          // from 0
    bool number = false;             // cells that read as a number are written as one
    std::vector<std::string> cells;  // one a row, from the first row on; empty ones stay untouched
};

struct FormFill {
    std::string sheet;                // its name
    int first_row = 2;                // from 1; the row under the heads
    std::vector<FormColumn> columns;  // all of the same number of cells
};

// Rows beyond those that the form formatted look like the last formatted one. What stands below the
// blank rows (notes, signatures) moves down when more rows are needed. Errors: no workbook,
// damaged, no such sheet, more than kMaxFormRows; formulas below the rows, which would have to be
// rewritten.
Result<std::string> fill_xlsx(std::string_view form, const FormFill& fill);

}  // namespace mingcha::office
