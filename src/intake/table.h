// A file that comes in (CSV, XLSX or JSON) as a table: its header row found, its rows numbered as
// the program that made it numbers them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::intake {

inline constexpr std::size_t kMaxFileBytes = 64U << 20;
inline constexpr std::size_t kMaxRows = 200'000;  // keeps an import under 600 MB
inline constexpr std::size_t kMaxColumns = 512;
inline constexpr std::size_t kMaxCells = 4'000'000;  // of a table: each takes memory, empty or not
inline constexpr std::size_t kMaxCellBytes = 128U << 10;  // a spreadsheet holds 32,767 characters
inline constexpr std::size_t kHeaderSearchRows = 10;      // title rows may stand above the header

struct RawRow {
    int line = 0;  // from 1, as an editor or a spreadsheet shows it
    std::vector<std::string> cells;
    bool banner = false;  // one text merged over several columns: a title or a note
};

struct RawTable {
    std::vector<RawRow> rows;
    std::vector<std::string> notes;  // what was understood: encoding, sheet, formulas
    bool delimited = false;          // CSV: a cell too many is a separator that was not quoted
};

// CSV of RFC 4180 and what spreadsheets make of it: comma, semicolon or tab (a first line "sep=;"
// says which); quotes; ="0012" for a text of digits; CRLF; BOM; UTF-8, UTF-16 or GB18030. Errors:
// empty, a web page, a NUL byte, a quote that is never closed, larger than the limits.
Result<RawTable> read_csv(std::string_view file, std::string_view bytes);

// A JSON list of objects, or an object that holds one such list: {"posts": [{"title": …}, …]}. The
// keys are the header; a row's number is its place in the list. Errors: a web page, broken or cut
// JSON (with its line), too deep, no list, an item that is no object.
inline constexpr std::size_t kMaxJsonBytes = 32U << 20;  // takes ten times that while it is read
Result<RawTable> read_json(std::string_view file, std::string_view bytes);
bool is_json(std::string_view file, std::string_view bytes);  // by its name or first character

// How many columns of a kind the first rows of a table name; 0 where they hold no header.
using HeaderScore = std::function<std::size_t(const std::vector<RawRow>& rows)>;

// By the file's first bytes, then its name. Of a workbook the sheet is read that scores best, one
// that is hidden only where no other has a header; which it is is said. Errors: old .xls, .et, .doc
// with what to do; not a table.
Result<RawTable> read_table(std::string_view file, std::string_view bytes,
                            const HeaderScore& score);

}  // namespace mingcha::intake
