#include "office/xlsx_fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "base/text.h"
#include "office/xlsx_parts.h"
#include "office/xml_names.h"
#include "office/zip_read.h"
#include "office/zip_write.h"

namespace mingcha::office {

namespace {

// Everything is kept, blanks between elements too: what is not filled in must not change.
constexpr unsigned kKeepAll = pugi::parse_full | pugi::parse_ws_pcdata;

// An element with the prefix of its parent: <x:c> in <x:row>.
pugi::xml_node add_child(pugi::xml_node parent, std::string_view name, pugi::xml_node before) {
    const std::string_view full = parent.name();
    const std::size_t colon = full.find(':');
    std::string prefixed(colon == std::string_view::npos ? "" : full.substr(0, colon + 1));
    prefixed += name;
    return before ? parent.insert_child_before(prefixed.c_str(), before)
                  : parent.append_child(prefixed.c_str());
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute) attribute = node.append_attribute(name);
    attribute.set_value(value.c_str());
}

bool holds_text(const pugi::xml_node& cell) {
    return child_named(cell, "v") || child_named(cell, "is") || child_named(cell, "f");
}

bool holds_text_anywhere(const pugi::xml_node& row) {
    for (pugi::xml_node cell = child_named(row, "c"); cell; cell = next_named(cell, "c")) {
        if (holds_text(cell)) return true;
    }
    return false;
}

class Form {
public:
    explicit Form(pugi::xml_node root) : root_(root), data_(child_named(root, "sheetData")) {}

    Result<bool> fill(const FormFill& fill) {
        if (!data_) return fail("", "the sheet has no cells at all", "检查表单是否完整");
        const std::size_t rows = fill.columns.empty() ? 0 : fill.columns.front().cells.size();
        collect();
        if (auto made = make_room(fill.first_row, rows); !made) return made;
        const pugi::xml_node pattern = last_formatted(fill.first_row, rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const int number = fill.first_row + static_cast<int>(i);
            pugi::xml_node row = row_at(number, pattern);
            for (const FormColumn& column : fill.columns) {
                if (column.cells[i].empty()) continue;
                write(cell_at(row, column.column, number), column.cells[i], column.number);
            }
        }
        extend_dimension(fill, rows);
        return true;
    }

private:
    void collect() {
        int number = 0;
        for (pugi::xml_node row = child_named(data_, "row"); row; row = next_named(row, "row")) {
            number = row.attribute("r").as_int(number + 1);
            set(row, "r", std::to_string(number));
            rows_[number] = row;
        }
    }

    // Moves what stands below the blank rows down, so that `rows` of them are there.
    Result<bool> make_room(int first, std::size_t rows) {
        int below = 0;
        for (auto at = rows_.lower_bound(first); at != rows_.end() && below == 0; ++at) {
            if (holds_text_anywhere(at->second)) below = at->first;
        }
        const int needed = first + static_cast<int>(rows);
        if (below == 0 || below >= needed) return true;
        const int shift = needed - below;
        std::map<int, pugi::xml_node> moved;
        for (const auto& [number, row] : rows_) {
            const int to = number < below ? number : number + shift;
            moved[to] = row;
            if (number < below) continue;
            for (pugi::xml_node cell = child_named(row, "c"); cell; cell = next_named(cell, "c")) {
                if (child_named(cell, "f")) {
                    return fail(cell.attribute("r").value(),
                                "a formula below the rows of the form would have to move",
                                fmt::format("在表单里留出 {} 个空行，或删去下面的公式", rows));
                }
            }
        }
        for (const auto& [number, row] : moved) renumber(row, number);
        rows_ = std::move(moved);
        move_merged(below, shift);
        return true;
    }

    static void renumber(pugi::xml_node row, int number) {
        set(row, "r", std::to_string(number));
        for (pugi::xml_node cell = child_named(row, "c"); cell; cell = next_named(cell, "c")) {
            std::size_t column = 0;
            int old = 0;
            if (cell_place(cell.attribute("r").value(), column, old)) {
                set(cell, "r", cell_name(column, number));
            }
        }
    }

    void move_merged(int below, int shift) {
        pugi::xml_node merge = child_named(child_named(root_, "mergeCells"), "mergeCell");
        for (; merge; merge = next_named(merge, "mergeCell")) {
            const auto corners = split(merge.attribute("ref").value(), ':');
            std::string moved;
            for (std::string_view corner : corners) {
                std::size_t column = 0;
                int row = 0;
                if (!cell_place(corner, column, row)) return;
                if (!moved.empty()) moved += ":";
                moved += cell_name(column, row < below ? row : row + shift);
            }
            set(merge, "ref", moved);
        }
    }

    // The last row of the form's own that new ones are to look like; the head where it has none.
    pugi::xml_node last_formatted(int first, std::size_t rows) {
        pugi::xml_node pattern;
        for (auto at = rows_.lower_bound(first);
             at != rows_.end() && at->first < first + static_cast<int>(rows); ++at) {
            if (!holds_text_anywhere(at->second)) pattern = at->second;
        }
        return pattern;
    }

    pugi::xml_node row_at(int number, const pugi::xml_node& pattern) {
        if (const auto found = rows_.find(number); found != rows_.end()) return found->second;
        const auto next = rows_.upper_bound(number);
        const pugi::xml_node before = next == rows_.end() ? pugi::xml_node{} : next->second;
        pugi::xml_node row = add_child(data_, "row", before);
        for (const pugi::xml_attribute& each : pattern.attributes()) {
            set(row, each.name(), each.value());
        }
        for (pugi::xml_node cell = child_named(pattern, "c"); cell; cell = next_named(cell, "c")) {
            pugi::xml_node copy = add_child(row, "c", {});
            set(copy, "r", cell.attribute("r").value());
            if (cell.attribute("s")) set(copy, "s", cell.attribute("s").value());
        }
        renumber(row, number);
        rows_[number] = row;
        return row;
    }

    static pugi::xml_node cell_at(pugi::xml_node row, std::size_t wanted, int number) {
        pugi::xml_node before;
        for (pugi::xml_node cell = child_named(row, "c"); cell; cell = next_named(cell, "c")) {
            std::size_t column = 0;
            int unused = 0;
            if (!cell_place(cell.attribute("r").value(), column, unused)) continue;
            if (column == wanted) return cell;
            if (column > wanted) {
                before = cell;
                break;
            }
        }
        pugi::xml_node cell = add_child(row, "c", before);
        set(cell, "r", cell_name(wanted, number));
        return cell;
    }

    // Text as inline string: it is never a formula, and codes keep their zeros.
    static void write(pugi::xml_node cell, const std::string& text, bool as_number) {
        cell.remove_children();
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (as_number && read.ec == std::errc() && read.ptr == text.data() + text.size()) {
            cell.remove_attribute("t");
            add_child(cell, "v", {}).text().set(text.c_str());
            return;
        }
        set(cell, "t", "inlineStr");
        pugi::xml_node words = add_child(add_child(cell, "is", {}), "t", {});
        set(words, "xml:space", "preserve");
        words.text().set(text.c_str());
    }

    // The used range that readers may rely on.
    void extend_dimension(const FormFill& fill, std::size_t rows) {
        pugi::xml_node dimension = child_named(root_, "dimension");
        const auto corners = split(dimension.attribute("ref").value(), ':');
        std::size_t column = 0;
        int row = 0;
        if (corners.size() != 2 || !cell_place(corners[1], column, row)) return;
        for (const FormColumn& each : fill.columns) column = std::max(column, each.column);
        row = std::max({row, fill.first_row + static_cast<int>(rows) - 1,
                        rows_.empty() ? 0 : rows_.rbegin()->first});
        set(dimension, "ref", std::string(corners[0]) + ":" + cell_name(column, row));
    }

    pugi::xml_node root_;
    pugi::xml_node data_;
    std::map<int, pugi::xml_node> rows_;
};

Result<std::string> filled_sheet(const ZipReader& zip, const std::string& part,
                                 const FormFill& fill) {
    pugi::xml_document document;
    if (auto read = read_part(zip, part, document, kKeepAll); !read) return Fail(read.error());
    Form form(child_named(document, "worksheet"));
    if (auto filled = form.fill(fill); !filled) {
        filled.error().where = fill.sheet + " " + filled.error().where;
        return Fail(filled.error());
    }
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    return out.str();
}

}  // namespace

Result<std::string> fill_xlsx(std::string_view bytes, const FormFill& fill) {
    for (const FormColumn& column : fill.columns) {
        if (column.cells.size() > kMaxFormRows) {
            return fail(fill.sheet, fmt::format("more than {} rows", kMaxFormRows), "分几次导出");
        }
    }
    const Result<ZipReader> zip = ZipReader::open(bytes);
    if (!zip) return Fail(zip.error());
    pugi::xml_document workbook;
    if (auto read = read_part(*zip, "xl/workbook.xml", workbook); !read) return Fail(read.error());
    std::string wanted;
    for (const SheetPart& sheet : sheet_parts(*zip, child_named(workbook, "workbook"))) {
        if (sheet.name == fill.sheet) wanted = sheet.part;
    }
    if (wanted.empty()) {
        return fail("", fmt::format("no sheet \"{}\" in the form", fill.sheet),
                    "检查表单的工作表名");
    }
    ZipEntries entries;
    for (const std::string& name : zip->names()) {
        if (name.ends_with("/")) continue;
        auto content = name == wanted ? filled_sheet(*zip, name, fill) : zip->read(name);
        if (!content) return Fail(content.error());
        entries.emplace_back(name, std::move(*content));
    }
    return write_zip(entries);
}

}  // namespace mingcha::office
