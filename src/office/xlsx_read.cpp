#include "office/xlsx_read.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <pugixml.hpp>

#include "base/text.h"
#include "office/number_format.h"
#include "office/xlsx_parts.h"
#include "office/xml_names.h"
#include "office/zip_read.h"

namespace mingcha::office {

namespace {

constexpr std::size_t kMaxMergedCells = 200'000;

// "_x000D_" stands for a character that XML does not hold as it is (ST_Xstring, §22.9.2.19).
std::string unescaped(std::string_view text) {
    constexpr std::size_t kLength = 7;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        const char* digits = text.data() + i + 2;
        const bool shaped = text[i] == '_' && i + kLength <= text.size() && text[i + 1] == 'x' &&
                            text[i + kLength - 1] == '_' &&
                            std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
        if (!shaped || code >= 0x80) {
            out += text[i];
            continue;
        }
        if (code != '\r' && code != 0) out += static_cast<char>(code);
        i += kLength - 1;
    }
    return out;
}

std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = local_name(child.name());
        if (name == "t") out += child.text().get();
        // <rPh> is a reading aid, not text.
        if (name == "r") out += child_named(child, "t").text().get();
    }
    return unescaped(out);
}

bool is_true(const pugi::xml_attribute& attribute) {
    const std::string_view value = attribute.value();
    return value == "1" || value == "true" || value == "on";
}

// Of each cell format (index of `s`) how it shows a number.
std::vector<NumberFormat> number_formats(const ZipReader& zip) {
    std::vector<NumberFormat> formats;
    pugi::xml_document styles;
    if (!read_part(zip, "xl/styles.xml", styles)) return formats;
    std::map<int, std::string> codes;
    const pugi::xml_node root = child_named(styles, "styleSheet");
    pugi::xml_node each = child_named(child_named(root, "numFmts"), "numFmt");
    for (; each; each = next_named(each, "numFmt")) {
        codes[each.attribute("numFmtId").as_int()] = each.attribute("formatCode").value();
    }
    each = child_named(child_named(root, "cellXfs"), "xf");
    for (; each; each = next_named(each, "xf")) {
        const int id = each.attribute("numFmtId").as_int();
        formats.push_back(number_format(id, codes[id]));
    }
    return formats;
}

struct Book {
    const ZipReader& zip;
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;
    bool from_1904 = false;
    std::size_t cells = 0;
    std::size_t text_bytes = 0;
};

std::string cell_text(const pugi::xml_node& cell, const Book& book) {
    const std::string_view type = cell.attribute("t").value();
    const pugi::xml_node kept = child_named(cell, "v");
    const std::string_view value = trim(kept.text().get());
    if (type == "inlineStr") return rich_text(child_named(cell, "is"));
    if (child_named(cell, "f") && (!kept || (value.empty() && type != "str"))) {
        return std::string(kNotComputed);
    }
    if (type == "s") {
        std::size_t index = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), index);
        const bool known = read.ec == std::errc() && index < book.strings.size();
        return known ? book.strings[index] : std::string();
    }
    if (type == "b") return value == "1" || value == "true" ? "true" : "false";
    if (type == "str") return unescaped(kept.text().get());
    if (type == "e" || type == "d") return std::string(value);
    if (value.empty()) return {};
    const auto style = cell.attribute("s").as_uint();
    const NumberFormat format = style < book.formats.size() ? book.formats[style] : NumberFormat{};
    return number_text(value, format, book.from_1904);
}

Fail too_much_text(const std::string& part) {
    return fail(part, "more text than a registry has",
                fmt::format("at most {} MiB in all cells; 分成几个文件", kMaxTextBytes >> 20));
}

// A row of one text that is merged over columns is a banner, before the text is repeated.
bool is_alone(const SheetRow& row, std::size_t column) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i != column && !row.cells[i].empty()) return false;
    }
    return !row.cells[column].empty();
}

Result<bool> spread_merged(Book& book, const std::string& part, const pugi::xml_node& root,
                           Sheet& sheet) {
    std::map<int, std::size_t> index;
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) index[sheet.rows[i].number] = i;
    std::size_t filled = 0;
    pugi::xml_node merge = child_named(child_named(root, "mergeCells"), "mergeCell");
    for (; merge; merge = next_named(merge, "mergeCell")) {
        const auto corners = split(merge.attribute("ref").value(), ':');
        std::size_t left = 0, right = 0;
        int top = 0, bottom = 0;
        if (corners.size() != 2 || !cell_place(corners[0], left, top) ||
            !cell_place(corners[1], right, bottom)) {
            continue;
        }
        const auto first = index.find(top);
        if (first == index.end() || left >= sheet.rows[first->second].cells.size()) continue;
        SheetRow& head = sheet.rows[first->second];
        if (right > left && is_alone(head, left)) head.banner = true;
        const std::string text = head.cells[left];
        for (auto at = index.lower_bound(top); at != index.end() && at->first <= bottom; ++at) {
            std::vector<std::string>& cells = sheet.rows[at->second].cells;
            if (cells.size() <= right) cells.resize(right + 1);
            for (std::size_t column = left; column <= right; ++column) {
                if (++filled > kMaxMergedCells) return true;
                book.text_bytes += text.size();
                if (book.text_bytes > kMaxTextBytes) return too_much_text(part);
                cells[column] = text;
            }
        }
    }
    return true;
}

Result<Sheet> read_sheet(Book& book, const SheetPart& entry) {
    const std::string& part = entry.part;
    pugi::xml_document document;
    if (Result<bool> read = read_part(book.zip, part, document); !read) return Fail(read.error());
    Sheet sheet;
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    const pugi::xml_node root = child_named(document, "worksheet");
    pugi::xml_node row = child_named(child_named(root, "sheetData"), "row");
    int number = 0;
    for (; row; row = next_named(row, "row")) {
        number = row.attribute("r").as_int(number + 1);
        SheetRow out;
        out.number = number;
        std::size_t next = 0;
        bool filled = false;
        for (pugi::xml_node cell = child_named(row, "c"); cell; cell = next_named(cell, "c")) {
            std::size_t column = next;
            int unused = 0;
            if (cell.attribute("r") && !cell_place(cell.attribute("r").value(), column, unused)) {
                continue;  // beyond the last column that is read
            }
            if (column >= kMaxSheetColumns || ++book.cells > kMaxCells) {
                return fail(
                    part, "more cells than a registry has",
                    fmt::format("at most {} columns, {} cells", kMaxSheetColumns, kMaxCells));
            }
            if (out.cells.size() <= column) out.cells.resize(column + 1);
            out.cells[column] = std::string(trim(cell_text(cell, book)));
            book.text_bytes += out.cells[column].size();
            if (book.text_bytes > kMaxTextBytes) return too_much_text(part);
            filled = filled || !out.cells[column].empty();
            if (child_named(cell, "f")) ++sheet.formulas;
            next = column + 1;
        }
        if (filled && is_true(row.attribute("hidden"))) ++sheet.hidden_rows;
        if (filled) sheet.rows.push_back(std::move(out));
        if (sheet.rows.size() > kMaxSheetRows) {
            return fail(part, fmt::format("more than {} rows", kMaxSheetRows), "分成几个文件");
        }
    }
    if (Result<bool> spread = spread_merged(book, part, root, sheet); !spread) {
        return Fail(spread.error());
    }
    return sheet;
}

Fail no_workbook(const ZipReader& zip) {
    if (zip.has("xl/workbook.bin")) {
        return fail("", "a binary workbook (.xlsb)", "用 Excel 打开，另存为 .xlsx");
    }
    return fail("", "not an .xlsx workbook", "用 Excel 或 WPS 打开，另存为 .xlsx");
}

}  // namespace

Result<std::vector<Sheet>> read_xlsx(std::string_view bytes) {
    const Result<ZipReader> zip = ZipReader::open(bytes);
    if (!zip) return Fail(zip.error());
    if (!zip->has("xl/workbook.xml")) return no_workbook(*zip);
    pugi::xml_document document;
    if (Result<bool> read = read_part(*zip, "xl/workbook.xml", document); !read) {
        return Fail(read.error());
    }
    const pugi::xml_node workbook = child_named(document, "workbook");
    Book book{*zip, {}, number_formats(*zip)};
    book.from_1904 = is_true(child_named(workbook, "workbookPr").attribute("date1904"));
    if (zip->has("xl/sharedStrings.xml")) {
        pugi::xml_document strings;
        if (Result<bool> read = read_part(*zip, "xl/sharedStrings.xml", strings); !read) {
            return Fail(read.error());
        }
        pugi::xml_node item = child_named(child_named(strings, "sst"), "si");
        for (; item; item = next_named(item, "si")) book.strings.push_back(rich_text(item));
    }
    std::vector<Sheet> sheets;
    for (const SheetPart& entry : sheet_parts(*zip, workbook)) {
        Result<Sheet> sheet = read_sheet(book, entry);
        if (!sheet) return Fail(sheet.error());
        sheets.push_back(std::move(*sheet));
    }
    return sheets;
}

}  // namespace mingcha::office
