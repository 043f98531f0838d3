#include "intake/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/charset.h"
#include "base/text.h"
#include "office/xlsx_read.h"

namespace mingcha::intake {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ",\t;";

bool starts_with(std::string_view text, std::string_view head) {
    return text.substr(0, head.size()) == head;
}
bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

std::string place(std::string_view file, std::string_view text, std::size_t at) {
    return fmt::format(
        "{}:{}", file,
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

Result<std::string> to_utf8(std::string_view file, std::string_view bytes, RawTable& table) {
    if (starts_with(bytes, kUtf8Mark) && !is_utf8(bytes)) {
        return fail(std::string(file), "marked as UTF-8, and is not", "文件已损坏，请重新导出");
    }
    const bool wide = starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF");
    if (const std::size_t nul = bytes.find('\0'); !wide && nul != std::string_view::npos) {
        return fail(place(file, bytes, nul), "a NUL byte: this is no text",
                    "可能是没有标记的 UTF-16 或损坏的文件：另存为 UTF-8 的 CSV 或 .xlsx");
    }
    Result<DecodedText> text = text_to_utf8(bytes);
    if (!text) {
        text.error().where = std::string(file);
        return Fail(text.error());
    }
    if (text->replaced) {
        return fail(std::string(file), fmt::format("neither UTF-8 nor {}", text->charset),
                    "另存为 UTF-8 (带签名) 的 CSV 或 .xlsx");
    }
    if (const std::size_t nul = text->utf8.find('\0'); nul != std::string::npos) {
        return fail(place(file, text->utf8, nul), "a NUL character", "删去它，或重新导出");
    }
    if (text->charset != "UTF-8") {
        table.notes.push_back(fmt::format("{}: 按 {} 编码读取", file, text->charset));
    }
    return std::move(text->utf8);
}

// The separator that parts most cells of one of the lines in which the header may stand, outside
// quotes.
char separator_of(std::string_view text) {
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

// A web page or Excel's XML of 2003, which registries like to call .xls or .csv.
bool is_markup(std::string_view text) {
    const std::string head = lower_ascii(trim(text).substr(0, 16));
    for (std::string_view tag : {"<html", "<!doctype", "<table", "<?xml", "<meta", "<head"}) {
        if (starts_with(head, tag)) return true;
    }
    return false;
}

// ="0012" is how programs keep a spreadsheet from taking digits for a number.
std::string_view cell_of(std::string_view cell) {
    cell = trim(cell);
    const bool wrapped = cell.size() >= 3 && cell.substr(0, 2) == "=\"" && cell.back() == '"' &&
                         cell.find('"', 2) == cell.size() - 1;
    return wrapped ? cell.substr(2, cell.size() - 3) : cell;
}

}  // namespace

Result<RawTable> read_csv(std::string_view file, std::string_view bytes) {
    RawTable table;
    table.delimited = true;
    const Result<std::string> text = to_utf8(file, bytes, table);
    if (!text) return Fail(text.error());
    if (is_markup(*text)) {
        return fail(std::string(file), "a web page or XML under the name of a table",
                    "用 Excel 或 WPS 打开，另存为 .xlsx 后再导入");
    }
    char separator = separator_of(*text);
    std::size_t begin = 0;
    if (starts_with(*text, "sep=") && text->size() > 4) {
        separator = (*text)[4];
        begin = std::min(text->find('\n'), text->size());
    }
    RawRow row;
    std::string cell;
    int line = 1;
    row.line = 1;
    bool quoted = false;
    int quote_line = 0;
    std::size_t cells = 0;
    const auto end_cell = [&] {
        row.cells.emplace_back(cell_of(cell));
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
    for (std::size_t i = begin; i < text->size(); ++i) {
        const char c = (*text)[i];
        if (cell.size() > kMaxCellBytes || row.cells.size() > kMaxColumns ||
            table.rows.size() > kMaxRows || cells > kMaxCells) {
            return fail(fmt::format("{}:{}", file, quoted ? quote_line : row.line),
                        quoted ? "a quoted cell beyond all measure, opened here"
                               : "a cell or row beyond all measure",
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

namespace {

// What the first bytes or the name say is no table that can be read.
Result<bool> check_kind(const std::string& where, std::string_view bytes) {
    const std::string name = lower_ascii(where);
    if (bytes.empty()) return fail(where, "the file is empty", "检查导出是否成功");
    if (bytes.size() > kMaxFileBytes) {
        return fail(
            where, fmt::format("{} MiB", bytes.size() >> 20),
            fmt::format("at most {} MiB; 按地区或时间分成几个文件导入", kMaxFileBytes >> 20));
    }
    const bool old = starts_with(bytes, "\xD0\xCF\x11\xE0");
    if (old && ends_with(name, ".xlsx")) {
        return fail(where, "a workbook with a password, or an old one under the name .xlsx",
                    "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后再导入");
    }
    if (starts_with(bytes, "%PDF") || ends_with(name, ".doc") || ends_with(name, ".docx")) {
        return fail(where, "not a table", "从报送系统导出 Excel 表，另存为 .xlsx 或 .csv");
    }
    const bool named_old = ends_with(name, ".xls") || ends_with(name, ".et");
    if (old || (named_old && !starts_with(bytes, "PK"))) {
        return fail(where, "an old Excel or WPS file (.xls, .et)",
                    "用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后再导入");
    }
    return true;
}

struct ScoredSheet {
    std::string name;
    std::vector<RawRow> rows;
    std::size_t score = 0;
    bool hidden = false;
    std::size_t formulas = 0;
    std::size_t hidden_rows = 0;
};

// The best header among the sheets that show, else among the hidden ones, else the first sheet that
// has rows; nullptr where none has.
ScoredSheet* best_of(std::vector<ScoredSheet>& sheets) {
    ScoredSheet* best = nullptr;
    const auto rank = [](const ScoredSheet& sheet) {
        return std::pair(sheet.score > 0 ? (sheet.hidden ? 1 : 2) : 0, sheet.score);
    };
    for (ScoredSheet& sheet : sheets) {
        if (sheet.rows.empty()) continue;
        if (best == nullptr || rank(sheet) > rank(*best)) best = &sheet;
    }
    return best;
}

void tell_choice(std::string_view file, const std::vector<ScoredSheet>& sheets,
                 const ScoredSheet& chosen, std::vector<std::string>& notes) {
    if (sheets.size() > 1 || chosen.hidden) {
        notes.push_back(
            fmt::format("{}: 读取{}工作表“{}”", file, chosen.hidden ? "隐藏的" : "", chosen.name));
    }
    for (const ScoredSheet& sheet : sheets) {
        if (&sheet == &chosen || sheet.score == 0) continue;
        notes.push_back(fmt::format("{}: {}工作表“{}”也有表头，未读取；需要时另存为单独的文件",
                                    file, sheet.hidden ? "隐藏的" : "", sheet.name));
    }
    if (chosen.formulas > 0) {
        notes.push_back(
            fmt::format("{}: {}个单元格是公式，取其最近一次的计算结果", file, chosen.formulas));
    }
    if (chosen.hidden_rows > 0) {
        notes.push_back(fmt::format("{}: {}行被隐藏或筛掉，也已读取", file, chosen.hidden_rows));
    }
}

Result<bool> check_size(const std::string& where, const ScoredSheet& sheet) {
    if (sheet.rows.size() > kMaxRows) {
        return fail(where, fmt::format("{} rows", sheet.rows.size()),
                    fmt::format("at most {} rows; 分成几个文件导入", kMaxRows));
    }
    for (const RawRow& row : sheet.rows) {
        for (const std::string& cell : row.cells) {
            if (cell.size() <= kMaxCellBytes) continue;
            return fail(fmt::format("{}:{}", where, row.line), "a cell beyond all measure",
                        fmt::format("at most {} bytes a cell", kMaxCellBytes));
        }
    }
    return true;
}

}  // namespace

Result<RawTable> read_table(std::string_view file, std::string_view bytes,
                            const HeaderScore& score) {
    const std::string where(file);
    if (is_json(file, bytes)) return read_json(file, bytes);
    if (Result<bool> right = check_kind(where, bytes); !right) return Fail(right.error());
    if (!starts_with(bytes, "PK")) return read_csv(file, bytes);
    Result<std::vector<office::Sheet>> read = office::read_xlsx(bytes);
    if (!read) {
        read.error().where = where + (read.error().where.empty() ? "" : " " + read.error().where);
        return Fail(read.error());
    }
    std::vector<ScoredSheet> sheets;
    for (office::Sheet& sheet : *read) {
        ScoredSheet& scored = sheets.emplace_back();
        scored.name = std::move(sheet.name);
        scored.hidden = sheet.hidden;
        scored.formulas = sheet.formulas;
        scored.hidden_rows = sheet.hidden_rows;
        for (office::SheetRow& row : sheet.rows) {
            scored.rows.push_back({row.number, std::move(row.cells), row.banner});
        }
        scored.score = score(scored.rows);
    }
    ScoredSheet* chosen = best_of(sheets);
    if (chosen == nullptr) return fail(where, "no sheet with rows in it", "检查导出是否成功");
    if (Result<bool> right = check_size(where, *chosen); !right) return Fail(right.error());
    RawTable table;
    tell_choice(file, sheets, *chosen, table.notes);
    table.rows = std::move(chosen->rows);
    return table;
}

}  // namespace mingcha::intake
