// Rows of a comma-separated table (RFC 4180) one by one, each cell with its place in the file, so
// that a mistake can be named where it stands. Holds one row at a time, however long the table is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingcha::wording {

struct Cell {
    std::string text;  // trimmed
    int column = 0;    // from 1, in characters
};

struct Row {
    int line = 0;  // from 1: where the row begins
    std::vector<Cell> cells;
};

class CsvReader {
public:
    // UTF-8; borrowed.
    explicit CsvReader(std::string_view text) : text_(text) {}

    // The next row that is neither blank nor a comment (#); false at the end. Cells and bytes
    // beyond the limits are dropped and reported by `overlong`.
    bool next(Row& row);

    // Something of the row just read was cut off.
    bool overlong() const { return overlong_; }
    // The line of a quote that is never closed; 0: none.
    int open_quote() const { return open_quote_; }

private:
    static constexpr std::size_t kMaxCells = 64;
    static constexpr std::size_t kMaxCellBytes = 4096;

    bool read_row(Row& row);
    void read_quoted(std::string& cell);
    void advance();

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    bool overlong_ = false;
    int open_quote_ = 0;
};

}  // namespace mingcha::wording
