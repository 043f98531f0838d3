// From raw rows to rows under known columns: which row is the header, which rows are data.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "intake/columns.h"
#include "intake/write_csv.h"

namespace mingcha::intake {

namespace {

constexpr std::size_t kMaxToldHeaders = 30;
constexpr std::size_t kMaxToldNotes = 10;
constexpr std::size_t kShownHeader = 20;
constexpr std::size_t kShownNote = 40;
constexpr std::size_t kFewestNumbers = 3;  // a row 1, 2, 3 … under the header

struct Header {
    std::size_t row = 0;    // index of its last row
    std::size_t known = 0;  // columns that it names; 0 = no header
    std::vector<std::string> cells;
};

std::size_t known_columns(const KindSpec& kind, const std::vector<std::string>& cells) {
    std::set<const ColumnSpec*> known;
    for (const std::string& cell : cells) {
        if (const ColumnSpec* column = find_column(kind, cell)) known.insert(column);
    }
    return known.size();
}

// A head and its sub-head as one: 咨询 over 时间 is 咨询时间 where a column is called so.
std::vector<std::string> joined(const KindSpec& kind, const std::vector<std::string>& upper,
                                const std::vector<std::string>& lower) {
    std::vector<std::string> out(std::max(upper.size(), lower.size()));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::string head = i < upper.size() ? upper[i] : std::string();
        const std::string sub = i < lower.size() ? lower[i] : std::string();
        if (!head.empty() && !sub.empty() && find_column(kind, head + sub) != nullptr) {
            out[i] = head + sub;
        } else if (sub.empty() ||
                   (find_column(kind, sub) == nullptr && find_column(kind, head) != nullptr)) {
            out[i] = head;
        } else {
            out[i] = sub;
        }
    }
    return out;
}

Header find_header(const KindSpec& kind, const std::vector<RawRow>& rows) {
    Header best;
    for (std::size_t i = 0; i < rows.size() && i < kHeaderSearchRows; ++i) {
        if (rows[i].banner) continue;
        const std::size_t known = known_columns(kind, rows[i].cells);
        if (known > best.known) best = {i, known, rows[i].cells};
    }
    for (std::size_t i = 0; i + 1 < rows.size() && i + 1 < kHeaderSearchRows; ++i) {
        if (rows[i].banner || rows[i + 1].banner) continue;
        std::vector<std::string> cells = joined(kind, rows[i].cells, rows[i + 1].cells);
        const std::size_t known = known_columns(kind, cells);
        if (known > best.known) best = {i + 1, known, std::move(cells)};
    }
    return best;
}

std::string first_text(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
        if (!cell.empty()) return cell;
    }
    return {};
}

std::size_t filled_cells(const std::vector<std::string>& cells) {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

// 1, 2, 3 … in order: forms number their columns.
bool numbers_columns(const std::vector<std::string>& cells) {
    std::size_t next = 1;
    for (const std::string& cell : cells) {
        if (cell.empty()) continue;
        if (name_key(cell) != std::to_string(next) && name_key(cell) != fmt::format("({})", next)) {
            return false;
        }
        ++next;
    }
    return next > kFewestNumbers;
}

// Totals, notes and signatures as forms have them below their rows, and headings between rows.
bool is_remark(const NamedTable::Row& row) {
    const std::string first = first_text(row.raw);
    if (!first.empty() && first[0] >= '0' && first[0] <= '9') return false;  // a number, a code
    const std::string text = replace_all(name_key(first), " ", "");
    for (std::string_view total : {"合计", "总计", "小计", "共计", "示例", "样例", "例"}) {
        if (text == total || text == std::string(total) + ":") return true;
    }
    for (std::string_view note : {"注:",      "注1",      "备注:",     "说明:",     "填表说明",
                                  "填报说明", "填表人",   "填报人",    "制表人",    "制表:",
                                  "审核人",   "审核:",    "填报单位:", "填表单位:", "填报日期",
                                  "填表日期", "制表日期", "联系人:",   "联系电话:", "单位负责人",
                                  "负责人:",  "打印时间", "导出时间",  "数据来源"}) {
        if (text.starts_with(note)) return true;
    }
    if (filled_cells(row.raw) != 1) return false;
    for (std::string_view total :
         {"合计:", "合计(", "总计:", "共计", "(一)", "(二)", "(三)", "(四)", "(五)", "一、", "二、",
          "三、", "四、", "五、", "六、"}) {
        if (text.starts_with(total)) return true;
    }
    const bool counted = text.starts_with("共") && text.find_first_of("0123456789") == 3;
    return counted || (text.starts_with("第") && text.ends_with("页"));
}

Fail missing(const KindSpec& kind, const std::string& where, const NamedTable& table) {
    std::string columns;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        if (!kind.columns[i].required || table.present[i]) continue;
        columns += (columns.empty() ? "" : "、") + accepted_names(kind.columns[i]);
    }
    std::string found;
    std::size_t told = 0;
    for (const std::string& cell : table.header) {
        if (cell.empty() || ++told > kMaxToldHeaders) continue;
        found += (found.empty() ? "" : "、") + shorten(single_spaces(cell), kShownHeader);
    }
    if (told > kMaxToldHeaders) found += "等";
    return fail(where, "缺少列 " + columns,
                fmt::format("找到的表头是：{}。把对应的列改成括号里的一种名称", found));
}

Fail no_header(const KindSpec& kind, std::string_view file) {
    std::string required;
    for (const ColumnSpec& column : kind.columns) {
        if (column.required) required += (required.empty() ? "" : "、") + accepted_names(column);
    }
    return fail(std::string(file), fmt::format("前{}行里没有找到表头", kHeaderSearchRows),
                fmt::format("“{}”至少要有这些列：{}", kind.chinese, required));
}

// Which cell of the header is which column. Errors: a column twice, or missing.
Result<bool> place_columns(const KindSpec& kind, const std::string& where, NamedTable& table,
                           std::vector<bool>& used) {
    const std::size_t count = kind.columns.size();
    table.shown.resize(count);
    table.present.resize(count);
    table.source.resize(count);
    bool complete = true;
    for (std::size_t i = 0; i < count; ++i) {
        table.shown[i] = std::string(kind.columns[i].key);
        for (std::size_t k = 0; k < table.header.size(); ++k) {
            if (used[k] || find_column(kind, table.header[k]) != &kind.columns[i]) continue;
            used[k] = true;
            if (table.present[i]) {
                // A merged heading repeats itself over its columns: the first one counts.
                if (same_heading(table.header[k], table.shown[i])) continue;
                return fail(where,
                            fmt::format("“{}”和“{}”是同一列", table.shown[i], table.header[k]),
                            "删去其中一列");
            }
            table.present[i] = true;
            table.shown[i] = table.header[k];
            table.source[i] = k;
        }
        complete = complete && (table.present[i] || !kind.columns[i].required);
    }
    if (!complete) return missing(kind, where, table);
    return true;
}

// The cells of the known columns that say more than a row's number.
std::vector<std::size_t> telling_cells(const NamedTable& table) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < table.present.size(); ++i) {
        if (table.present[i] && !is_numbering(table.shown[i])) cells.push_back(table.source[i]);
    }
    return cells;
}

bool is_data(const NamedTable::Row& row, const std::vector<std::size_t>& telling) {
    return std::any_of(telling.begin(), telling.end(), [&](std::size_t cell) {
        return cell < row.raw.size() && !row.raw[cell].empty();
    });
}

void tell_left_out(std::string_view file, std::size_t count, std::vector<std::string>& notes) {
    if (count > kMaxToldNotes) {
        notes.push_back(fmt::format("{}: 未作为数据的说明行共{}行", file, count));
    }
}

}  // namespace

std::string RowError::text(std::string_view file) const {
    std::string out = fmt::format("{}:{}", file, line);
    if (!column.empty()) out += fmt::format(" 列“{}”", column);
    if (!value.empty()) out += fmt::format(" 值“{}”", shorten(value, 60));
    return out + "：" + what;
}

std::string_view NamedTable::cell(const Row& row, std::string_view key) const {
    for (std::size_t i = 0; i < kind->columns.size(); ++i) {
        if (kind->columns[i].key != key) continue;
        const bool has = present[i] && source[i] < row.raw.size();
        return has ? std::string_view(row.raw[source[i]]) : std::string_view();
    }
    return {};
}

std::string_view NamedTable::heading(std::string_view key) const {
    for (std::size_t i = 0; i < kind->columns.size(); ++i) {
        if (kind->columns[i].key == key) return shown[i];
    }
    return key;
}

bool NamedTable::has(std::string_view key) const {
    for (std::size_t i = 0; i < kind->columns.size(); ++i) {
        if (kind->columns[i].key == key) return present[i];
    }
    return false;
}

Result<NamedTable> name_columns(const KindSpec& kind, std::string_view file, RawTable raw) {
    NamedTable table;
    table.kind = &kind;
    table.file = std::string(file);
    table.notes = std::move(raw.notes);
    const Header header = find_header(kind, raw.rows);
    if (header.known == 0) return no_header(kind, file);
    for (const std::string& cell : header.cells) table.header.emplace_back(unguarded(cell));
    const std::string where = fmt::format("{}:{}", file, raw.rows[header.row].line);
    std::vector<bool> used(table.header.size());
    if (Result<bool> placed = place_columns(kind, where, table, used); !placed) {
        return Fail(placed.error());
    }
    if (kind.name != "annual" && kind.name != "corrections") {
        for (std::size_t k = 0; k < table.header.size(); ++k) {
            const std::string& cell = table.header[k];
            // `why` is our own: a file of refused rows, mended.
            if (used[k] || cell.empty() || cell == kWhyColumn || is_numbering(cell)) continue;
            table.notes.push_back(
                fmt::format("{}: 未知的列“{}”，未采用", file, single_spaces(cell)));
        }
    }
    const std::vector<std::size_t> telling = telling_cells(table);
    std::size_t left_out = 0;
    for (std::size_t i = header.row + 1; i < raw.rows.size(); ++i) {
        NamedTable::Row row;
        row.line = raw.rows[i].line;
        row.raw = std::move(raw.rows[i].cells);
        for (std::string& cell : row.raw) {
            if (const std::string_view plain = unguarded(cell); plain.size() != cell.size()) {
                cell.erase(0, cell.size() - plain.size());
            }
        }
        // The header once more, as exports repeat it on every page.
        if (row.raw == table.header) continue;
        if (i == header.row + 1 && numbers_columns(row.raw)) continue;
        if (raw.rows[i].banner || is_remark(row)) {
            if (++left_out <= kMaxToldNotes) {
                table.notes.push_back(
                    fmt::format("{}:{} 是说明或合计，未作为数据：“{}”", file, row.line,
                                shorten(single_spaces(first_text(row.raw)), kShownNote)));
            }
            continue;
        }
        row.overlong =
            raw.delimited &&
            std::any_of(row.raw.begin() + static_cast<std::ptrdiff_t>(
                                              std::min(row.raw.size(), table.header.size())),
                        row.raw.end(), [](const std::string& cell) { return !cell.empty(); });
        if (is_data(row, telling)) table.rows.push_back(std::move(row));
    }
    tell_left_out(file, left_out, table.notes);
    if (table.rows.empty()) {
        return fail(std::string(file), "只有表头，没有数据行", "检查导出是否成功");
    }
    return table;
}

Result<NamedTable> read_named(const KindSpec& kind, std::string_view file, std::string_view bytes) {
    const HeaderScore score = [&](const std::vector<RawRow>& rows) {
        const Header header = find_header(kind, rows);
        return header.known >= std::min<std::size_t>(2, kind.columns.size()) ? header.known : 0;
    };
    Result<RawTable> raw = read_table(file, bytes, score);
    if (!raw) return Fail(raw.error());
    return name_columns(kind, file, std::move(*raw));
}

}  // namespace mingcha::intake
