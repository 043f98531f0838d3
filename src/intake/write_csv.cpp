#include "intake/write_csv.h"

#include "base/text.h"

namespace mingcha::intake {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@";

// Where the cell begins with apostrophes: what stands behind them.
bool looks_like_formula(std::string_view cell) {
    const std::size_t first = cell.find_first_not_of('\'');
    return first != std::string_view::npos &&
           kFormulaStarts.find(cell[first]) != std::string_view::npos;
}

}  // namespace

std::string guarded(std::string_view cell) {
    return (looks_like_formula(cell) ? "'" : "") + std::string(cell);
}

std::string_view unguarded(std::string_view cell) {
    if (!cell.empty() && cell.front() == '\'' && looks_like_formula(cell)) cell.remove_prefix(1);
    return cell;
}

std::string csv_cell(std::string_view cell) {
    if (cell.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(cell);
    return "\"" + replace_all(std::string(cell), "\"", "\"\"") + "\"";
}

void append_csv_row(const std::vector<std::string>& cells, std::string& out) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        out += csv_cell(guarded(cells[i]));
    }
    out += "\r\n";
}

std::string write_csv(const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows) {
    std::string out(kByteOrderMark);
    append_csv_row(header, out);
    for (const std::vector<std::string>& row : rows) append_csv_row(row, out);
    return out;
}

}  // namespace mingcha::intake
