#include "office/xlsx_read.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "base/text.h"
#include "base/time.h"
#include "office/zip_read.h"

namespace mingcha::office {

namespace {

constexpr std::int32_t kExcelEpochDays = -25569;  // 1899-12-30 before 1970-01-01
constexpr std::size_t kMaxMergedCells = 200'000;

// About what the tree of a part will take: a node for each tag, a record for each attribute.
constexpr std::size_t kNodeBytes = 72;
constexpr std::size_t kAttributeBytes = 40;
constexpr std::size_t kMaxTreeBytes = 320U << 20;

Result<bool> parse_xml(const std::string& part, const std::string& text, pugi::xml_document& out) {
    std::size_t tree = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<') tree += i + 1 < text.size() && text[i + 1] == '/' ? 0 : kNodeBytes;
        if (text[i] == '=') tree += kAttributeBytes;
    }
    if (tree > kMaxTreeBytes) {
        return fail(part, "more cells than fit into memory", "分成几个文件，或另存为 CSV");
    }
    const pugi::xml_parse_result parsed = out.load_buffer(text.data(), text.size());
    if (parsed) return true;
    return fail(part, fmt::format("damaged: {}", parsed.description()), "文件已损坏，请重新另存");
}

// "BC12" → column 54, row 12, both from 0 and 1. Returns false for anything else.
bool cell_place(std::string_view reference, std::size_t& column, int& row) {
    column = 0;
    std::size_t i = 0;
    while (i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z') {
        column = column * 26 + static_cast<std::size_t>(reference[i] - 'A' + 1);
        if (column > kMaxSheetColumns) return false;
        ++i;
    }
    if (i == 0) return false;
    --column;
    const auto [end, error] =
        std::from_chars(reference.data() + i, reference.data() + reference.size(), row);
    return error == std::errc() && end == reference.data() + reference.size() && row > 0;
}

std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = child.name();
        if (name == "t") out += child.text().get();
        if (name == "r") out += child.child("t").text().get();  // <rPh> is a reading aid, not text
    }
    return out;
}

bool is_date_format(int id, std::string_view code) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
        (id >= 50 && id <= 58)) {
        return true;
    }
    bool quoted = false;
    bool bracketed = false;  // [Red], [$-804], [h]
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {  // the next character stands for itself
            ++i;
            continue;
        }
        if (c == '[') bracketed = true;
        if (c == ']') bracketed = false;
        if (!bracketed && (c == 'y' || c == 'd' || c == 'Y' || c == 'D')) return true;
    }
    return false;
}

// Which cell formats (index of `s`) are dates.
std::vector<bool> date_styles(const ZipReader& zip) {
    std::vector<bool> dates;
    pugi::xml_document styles;
    const Result<std::string> text = zip.read("xl/styles.xml");
    if (!text || !parse_xml("xl/styles.xml", *text, styles)) return dates;
    std::map<int, std::string> codes;
    const pugi::xml_node root = styles.child("styleSheet");
    for (const pugi::xml_node& format : root.child("numFmts").children("numFmt")) {
        codes[format.attribute("numFmtId").as_int()] = format.attribute("formatCode").value();
    }
    for (const pugi::xml_node& format : root.child("cellXfs").children("xf")) {
        const int id = format.attribute("numFmtId").as_int();
        dates.push_back(is_date_format(id, codes[id]));
    }
    return dates;
}

std::string date_text(double serial) {
    if (serial < 1 || serial > 2'958'465) return fmt::format("{}", serial);
    const auto days = static_cast<std::int32_t>(std::floor(serial));
    const auto seconds = static_cast<std::int64_t>(std::llround((serial - days) * 86400));
    const Date date{days + kExcelEpochDays + static_cast<std::int32_t>(seconds / 86400)};
    const std::int64_t rest = seconds % 86400;
    std::string out = format_date(date);
    if (rest == 0) return out;
    out += fmt::format(" {:02}:{:02}", rest / 3600, rest / 60 % 60);
    if (rest % 60 != 0) out += fmt::format(":{:02}", rest % 60);
    return out;
}

// A number as Excel's general format prints it: codes of ten digits stay digits.
std::string number_text(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
    if (value == std::floor(value) && std::abs(value) < 1e15) {
        return fmt::format("{}", static_cast<std::int64_t>(value));
    }
    return fmt::format("{:.10g}", value);
}

struct Book {
    const ZipReader& zip;
    std::vector<std::string> strings;
    std::vector<bool> dates;
    std::size_t cells = 0;
};

std::string cell_text(const pugi::xml_node& cell, const Book& book) {
    const std::string_view type = cell.attribute("t").value();
    const std::string_view value = cell.child("v").text().get();
    if (type == "inlineStr") return rich_text(cell.child("is"));
    if (type == "s") {
        std::size_t index = 0;
        std::from_chars(value.data(), value.data() + value.size(), index);
        return index < book.strings.size() ? book.strings[index] : std::string();
    }
    if (type == "b") return value == "1" ? "true" : "false";
    if (type == "str" || type == "e" || type == "d") return std::string(value);
    if (value.empty()) return {};
    const auto style = cell.attribute("s").as_uint();
    if (style < book.dates.size() && book.dates[style]) {
        double serial = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), serial);
        if (error == std::errc()) return date_text(serial);
    }
    return number_text(value);
}

void spread_merged(const pugi::xml_node& root, Sheet& sheet) {
    std::map<int, std::size_t> index;
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) index[sheet.rows[i].number] = i;
    std::size_t filled = 0;
    for (const pugi::xml_node& merge : root.child("mergeCells").children("mergeCell")) {
        const auto corners = split(merge.attribute("ref").value(), ':');
        std::size_t left = 0, right = 0;
        int top = 0, bottom = 0;
        if (corners.size() != 2 || !cell_place(corners[0], left, top) ||
            !cell_place(corners[1], right, bottom)) {
            continue;
        }
        const auto first = index.find(top);
        if (first == index.end() || left >= sheet.rows[first->second].cells.size()) continue;
        const std::string text = sheet.rows[first->second].cells[left];
        for (auto at = index.lower_bound(top); at != index.end() && at->first <= bottom; ++at) {
            std::vector<std::string>& cells = sheet.rows[at->second].cells;
            if (cells.size() <= right) cells.resize(right + 1);
            for (std::size_t column = left; column <= right; ++column) {
                if (++filled > kMaxMergedCells) return;
                cells[column] = text;
            }
        }
    }
}

Result<Sheet> read_sheet(Book& book, const std::string& part, std::string name) {
    const Result<std::string> text = book.zip.read(part);
    if (!text) return Fail(text.error());
    pugi::xml_document document;
    if (Result<bool> parsed = parse_xml(part, *text, document); !parsed)
        return Fail(parsed.error());
    Sheet sheet;
    sheet.name = std::move(name);
    const pugi::xml_node root = document.child("worksheet");
    int number = 0;
    for (const pugi::xml_node& row : root.child("sheetData").children("row")) {
        number = row.attribute("r").as_int(number + 1);
        SheetRow out;
        out.number = number;
        std::size_t next = 0;
        bool filled = false;
        for (const pugi::xml_node& cell : row.children("c")) {
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
            filled = filled || !out.cells[column].empty();
            if (cell.child("f")) ++sheet.formulas;
            next = column + 1;
        }
        if (filled) sheet.rows.push_back(std::move(out));
        if (sheet.rows.size() > kMaxSheetRows) {
            return fail(part, fmt::format("more than {} rows", kMaxSheetRows), "分成几个文件");
        }
    }
    spread_merged(root, sheet);
    return sheet;
}

}  // namespace

Result<std::vector<Sheet>> read_xlsx(std::string_view bytes) {
    const Result<ZipReader> zip = ZipReader::open(bytes);
    if (!zip) return Fail(zip.error());
    const Result<std::string> workbook = zip->read("xl/workbook.xml");
    if (!workbook) return fail("", "not an .xlsx workbook", "用 Excel 或 WPS 另存为 .xlsx");
    pugi::xml_document document;
    if (Result<bool> parsed = parse_xml("xl/workbook.xml", *workbook, document); !parsed) {
        return Fail(parsed.error());
    }
    Book book{*zip, {}, date_styles(*zip), 0};
    if (zip->has("xl/sharedStrings.xml")) {
        const Result<std::string> text = zip->read("xl/sharedStrings.xml");
        if (!text) return Fail(text.error());
        pugi::xml_document strings;
        if (Result<bool> parsed = parse_xml("xl/sharedStrings.xml", *text, strings); !parsed) {
            return Fail(parsed.error());
        }
        for (const pugi::xml_node& item : strings.child("sst").children("si")) {
            book.strings.push_back(rich_text(item));
        }
    }
    std::map<std::string, std::string> targets;
    pugi::xml_document relations;
    if (const Result<std::string> text = zip->read("xl/_rels/workbook.xml.rels");
        text && parse_xml("rels", *text, relations)) {
        for (const pugi::xml_node& each :
             relations.child("Relationships").children("Relationship")) {
            std::string target = each.attribute("Target").value();
            if (target.rfind("/", 0) == 0) {
                target.erase(0, 1);
            } else {
                target = "xl/" + target;
            }
            targets[each.attribute("Id").value()] = target;
        }
    }
    std::vector<Sheet> sheets;
    for (const pugi::xml_node& each :
         document.child("workbook").child("sheets").children("sheet")) {
        if (sheets.size() >= kMaxSheets) break;
        const std::string part = targets[each.attribute("r:id").value()];
        if (part.empty()) continue;
        Result<Sheet> sheet = read_sheet(book, part, each.attribute("name").value());
        if (!sheet) return Fail(sheet.error());
        sheets.push_back(std::move(*sheet));
    }
    return sheets;
}

}  // namespace mingcha::office
