#include "intake/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/charset.h"
#include "base/text.h"
#include "office/xlsx_read.h"

namespace mingcha::intake {

namespace {

bool starts_with(std::string_view text, std::string_view head) {
    return text.substr(0, head.size()) == head;
}
bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

Result<std::string> to_utf8(std::string_view file, std::string_view bytes, RawTable& table) {
    Result<DecodedText> text = text_to_utf8(bytes);
    if (!text) {
        text.error().where = std::string(file);
        return Fail(text.error());
    }
    if (text->replaced) {
        return fail(std::string(file), fmt::format("neither UTF-8 nor {}", text->charset),
                    "另存为 UTF-8 (带签名) 的 CSV 或 .xlsx");
    }
    if (text->charset != "UTF-8") {
        table.notes.push_back(fmt::format("{}: 按 {} 编码读取", file, text->charset));
    }
    return std::move(text->utf8);
}

// The separator that parts most cells of one of the lines in which the header may stand, outside
// quotes.
char separator_of(std::string_view text) {
    constexpr std::string_view kSeparators = ",\t;";
    std::array<std::size_t, kSeparators.size()> here{}, counts{};
    std::size_t lines = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= text.size() && lines < kHeaderSearchRows; ++i) {
        if (i == text.size() || (!quoted && text[i] == '\n')) {
            for (std::size_t k = 0; k < here.size(); ++k) counts[k] = std::max(counts[k], here[k]);
            here = {};
            ++lines;
            continue;
        }
        if (text[i] == '"') quoted = !quoted;
        const std::size_t which = kSeparators.find(text[i]);
        if (!quoted && which != std::string_view::npos) ++here[which];
    }
    char best = ',';
    std::size_t most = 0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const char each = kSeparators[k];
        const std::size_t count = counts[k];
        if (count > most) {
            most = count;
            best = each;
        }
    }
    return best;
}

}  // namespace

Result<RawTable> read_csv(std::string_view file, std::string_view bytes) {
    RawTable table;
    const Result<std::string> text = to_utf8(file, bytes, table);
    if (!text) return Fail(text.error());
    const char separator = separator_of(*text);
    RawRow row;
    std::string cell;
    int line = 1;
    row.line = 1;
    bool quoted = false;
    int quote_line = 0;
    std::size_t cells = 0;
    const auto end_cell = [&] {
        row.cells.emplace_back(trim(cell));
        cell.clear();
        ++cells;
    };
    const auto end_row = [&] {
        end_cell();
        const bool filled = std::any_of(row.cells.begin(), row.cells.end(),
                                        [](const std::string& each) { return !each.empty(); });
        if (filled) table.rows.push_back(std::move(row));
        row = {};
        row.line = line + 1;
    };
    for (std::size_t i = 0; i < text->size(); ++i) {
        const char c = (*text)[i];
        if (cell.size() > kMaxCellBytes || row.cells.size() > kMaxColumns ||
            table.rows.size() > kMaxRows || cells > kMaxCells) {
            return fail(fmt::format("{}:{}", file, row.line), "a cell or row beyond all measure",
                        fmt::format("at most {} rows, {} columns, {} cells, {} bytes a cell; "
                                    "检查引号是否成对，或分成几个文件",
                                    kMaxRows, kMaxColumns, kMaxCells, kMaxCellBytes));
        }
        if (quoted) {
            if (c == '"' && i + 1 < text->size() && (*text)[i + 1] == '"') {
                cell += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
            if (c == '\n') ++line;
            continue;
        }
        if (c == '"' && trim(cell).empty()) {
            quoted = true;
            quote_line = line;
            cell.clear();
        } else if (c == separator) {
            end_cell();
        } else if (c == '\n' || (c == '\r' && (i + 1 == text->size() || (*text)[i + 1] != '\n'))) {
            end_row();  // a carriage return alone ended lines on old machines
            ++line;
        } else if (c != '\r') {
            cell += c;
        }
    }
    if (quoted) {
        return fail(fmt::format("{}:{}", file, quote_line), "a quote that is never closed",
                    "给这一行的引号补上另一半");
    }
    if (!cell.empty() || !row.cells.empty()) end_row();
    return table;
}

Result<RawTable> read_table(std::string_view file, std::string_view bytes,
                            bool (*is_header)(const std::vector<std::string>& cells,
                                              const void* context),
                            const void* context) {
    const std::string where(file);
    const std::string name = lower_ascii(file);
    if (bytes.empty()) return fail(where, "the file is empty", "检查导出是否成功");
    if (bytes.size() > kMaxFileBytes) {
        return fail(
            where, fmt::format("{} MiB", bytes.size() >> 20),
            fmt::format("at most {} MiB; 按地区或时间分成几个文件导入", kMaxFileBytes >> 20));
    }
    if (starts_with(bytes, "\xD0\xCF\x11\xE0") || ends_with(name, ".xls") ||
        ends_with(name, ".et")) {
        return fail(where, "an old Excel or WPS file (.xls, .et)",
                    "用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后再导入");
    }
    if (starts_with(bytes, "%PDF") || ends_with(name, ".doc") || ends_with(name, ".docx")) {
        return fail(where, "not a table", "从报送系统导出 Excel 表，另存为 .xlsx 或 .csv");
    }
    if (!starts_with(bytes, "PK")) return read_csv(file, bytes);
    Result<std::vector<office::Sheet>> sheets = office::read_xlsx(bytes);
    if (!sheets) {
        sheets.error().where =
            where + (sheets.error().where.empty() ? "" : " " + sheets.error().where);
        return Fail(sheets.error());
    }
    office::Sheet* chosen = sheets->empty() ? nullptr : &sheets->front();
    for (office::Sheet& sheet : *sheets) {
        bool found = false;
        for (std::size_t i = 0; i < sheet.rows.size() && i < kHeaderSearchRows && !found; ++i) {
            found = is_header(sheet.rows[i].cells, context);
        }
        if (!found) continue;
        chosen = &sheet;
        break;
    }
    if (chosen == nullptr || chosen->rows.empty()) {
        return fail(where, "no sheet with rows in it", "检查导出是否成功");
    }
    if (chosen->rows.size() > kMaxRows) {
        return fail(where, fmt::format("{} rows", chosen->rows.size()),
                    fmt::format("at most {} rows; 分成几个文件导入", kMaxRows));
    }
    RawTable table;
    if (sheets->size() > 1)
        table.notes.push_back(fmt::format("{}: 读取工作表“{}”", file, chosen->name));
    if (chosen->formulas > 0) {
        table.notes.push_back(
            fmt::format("{}: {}个单元格是公式，取其最近一次的计算结果", file, chosen->formulas));
    }
    for (office::SheetRow& row : chosen->rows)
        table.rows.push_back({row.number, std::move(row.cells)});
    return table;
}

}  // namespace mingcha::intake
