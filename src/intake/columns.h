// The columns of each kind of file (contract §3): English key, Chinese headers, whether required;
// and tables whose columns are known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/table.h"

namespace mingcha::intake {

// The last column of a file of refused rows: what is wrong with each.
inline constexpr std::string_view kWhyColumn = "why";

struct ColumnSpec {
    std::string_view key;      // English header
    std::string_view chinese;  // Chinese headers, parted by '|'
    bool required = false;
};

struct KindSpec {
    std::string_view name;  // units, divisions, sites, …
    std::string_view chinese;
    std::span<const ColumnSpec> columns;
};

const KindSpec* find_kind(std::string_view name);
// The table that `questions record --from` takes; it is no kind of its own to export.
const KindSpec& question_records_kind();
// The table of `registry import`.
const KindSpec& office_words_kind();  // an office's own dictionary (model/office_rules.h)
const KindSpec& life_steps_kind();
std::string kind_names();  // all of them, with commas

// The column that a header names, in English or Chinese; nullptr where none. Letter case, spaces,
// marks of a required column and what stands in brackets do not count.
const ColumnSpec* find_column(const KindSpec& kind, std::string_view header);
bool same_heading(std::string_view a, std::string_view b);
bool is_numbering(std::string_view header);            // 序号
std::string accepted_names(const ColumnSpec& column);  // "url（首页网址/网址）"

// A mistake in one cell: nothing of the row is taken.
struct RowError {
    int line = 0;
    std::string column;  // as the file heads it
    std::string value;
    std::string what;  // what is wrong and what would be right

    std::string text(std::string_view file) const;
};

// A table whose columns are known. Cells are reached by key; a missing column reads as empty.
class NamedTable {
public:
    struct Row {
        int line = 0;
        std::vector<std::string> raw;  // as the file has them
        bool overlong = false;         // of a CSV, with more filled cells than the header has
    };

    const KindSpec* kind = nullptr;
    std::string file;
    std::vector<std::string> header;  // raw header cells
    std::vector<std::string> shown;   // header of each known column; the key where absent
    std::vector<bool> present;
    std::vector<std::size_t> source;  // index into raw of each known column that is present
    std::vector<Row> rows;
    std::vector<std::string> notes;  // what was understood, unknown columns

    std::string_view cell(const Row& row, std::string_view key) const;
    std::string_view heading(std::string_view key) const;
    bool has(std::string_view key) const;
};

// Finds the header within the first ten rows, in one row or in two (a head over sub-heads), and
// names the columns. Rows that hold no data are left out and told: the header repeated, a row that
// numbers the columns, totals, notes, titles within. Errors: no header found; required columns
// missing, all of them; a column twice.
Result<NamedTable> name_columns(const KindSpec& kind, std::string_view file, RawTable table);

// read_table and name_columns in one.
Result<NamedTable> read_named(const KindSpec& kind, std::string_view file, std::string_view bytes);

}  // namespace mingcha::intake
