#include "wording/csv.h"

#include "base/text.h"

namespace mingcha::wording {

void CsvReader::advance() {
    const auto byte = static_cast<unsigned char>(text_[at_++]);
    if (byte == '\n') {
        ++line_;
        column_ = 1;
    } else if ((byte & 0xC0) != 0x80) {
        ++column_;
    }
}

// Behind the opening quote, to behind the closing one.
void CsvReader::read_quoted(std::string& cell) {
    const int opened = line_;
    while (at_ < text_.size()) {
        if (text_[at_] == '"') {
            advance();
            if (at_ == text_.size() || text_[at_] != '"') return;
        }
        if (cell.size() < kMaxCellBytes) {
            cell += text_[at_];
        } else {
            overlong_ = true;
        }
        advance();
    }
    open_quote_ = opened;
}

bool CsvReader::read_row(Row& row) {
    row.line = line_;
    std::size_t cells = 0;
    for (bool more = true; more;) {
        if (cells == row.cells.size()) row.cells.emplace_back();
        Cell& cell = row.cells[cells];
        cell.text.clear();
        cell.column = column_;
        while (at_ < text_.size() && text_[at_] == ' ') advance();
        if (at_ < text_.size() && text_[at_] == '"') {
            advance();
            read_quoted(cell.text);
        }
        while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
            if (cell.text.size() < kMaxCellBytes) {
                cell.text += text_[at_];
            } else {
                overlong_ = true;
            }
            advance();
        }
        cell.text = std::string(trim(cell.text));
        if (cells + 1 < kMaxCells) {
            ++cells;
        } else {
            overlong_ = true;
        }
        more = at_ < text_.size() && text_[at_] == ',';
        if (at_ < text_.size()) advance();
    }
    row.cells.resize(cells);
    for (const Cell& cell : row.cells) {
        if (!cell.text.empty()) return true;
    }
    return false;
}

bool CsvReader::next(Row& row) {
    overlong_ = false;
    while (at_ < text_.size() && open_quote_ == 0) {
        if (text_[at_] == '#') {
            while (at_ < text_.size() && text_[at_] != '\n') advance();
            if (at_ < text_.size()) advance();
            continue;
        }
        if (read_row(row)) return true;
    }
    return false;
}

}  // namespace mingcha::wording
