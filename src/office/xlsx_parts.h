// The parts of an .xlsx package (ECMA-376 part 1 and 2): which file holds which sheet, and how
// cells are named. Only for the .cpp files of this module.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "office/zip_read.h"

namespace mingcha::office {

inline constexpr unsigned kReadOnly = pugi::parse_default | pugi::parse_ws_pcdata_single;

// Errors: damaged XML; a tree that would not fit into memory.
Result<bool> parse_xml(const std::string& part, const std::string& text, pugi::xml_document& out,
                       unsigned options = kReadOnly);
Result<bool> read_part(const ZipReader& zip, const std::string& part, pugi::xml_document& out,
                       unsigned options = kReadOnly);

// "BC12" → column 54 (from 0), row 12 (from 1). False for anything else, and for columns beyond
// kMaxSheetColumns.
bool cell_place(std::string_view reference, std::size_t& column, int& row);
std::string cell_name(std::size_t column, int row);  // the reverse

struct SheetPart {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
    bool hidden = false;
};

// In the order of the workbook, at most kMaxSheets. `workbook`: the root of xl/workbook.xml.
std::vector<SheetPart> sheet_parts(const ZipReader& zip, const pugi::xml_node& workbook);

}  // namespace mingcha::office
