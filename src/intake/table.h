// A file that comes in (CSV or XLSX) as a table: its header row found, its rows numbered as the
// program that made it numbers them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::intake {

inline constexpr std::size_t kMaxFileBytes = 64U << 20;
inline constexpr std::size_t kMaxRows = 200'000;  // keeps an import under 600 MB
inline constexpr std::size_t kMaxColumns = 512;
inline constexpr std::size_t kMaxCells = 4'000'000;  // of a table: each takes memory, empty or not
inline constexpr std::size_t kMaxCellBytes = 64U << 10;
inline constexpr std::size_t kHeaderSearchRows = 10;  // title rows may stand above the header

struct RawRow {
    int line = 0;  // from 1, as an editor or a spreadsheet shows it
    std::vector<std::string> cells;
};

struct RawTable {
    std::vector<RawRow> rows;
    std::vector<std::string> notes;  // what was understood: encoding, sheet, formulas
};

// CSV of RFC 4180 and what spreadsheets make of it: comma, semicolon or tab; quotes; CRLF; BOM;
// UTF-8, UTF-16 or GB18030. Errors: empty, a quote that is never closed, larger than the limits.
Result<RawTable> read_csv(std::string_view file, std::string_view bytes);

// By the file's first bytes, then its name. Of a workbook the sheet is read whose first rows
// `is_header` knows, else the first. Errors: old .xls, .et, .doc with what to do; not a table.
Result<RawTable> read_table(std::string_view file, std::string_view bytes,
                            bool (*is_header)(const std::vector<std::string>& cells,
                                              const void* context),
                            const void* context);

}  // namespace mingcha::intake
