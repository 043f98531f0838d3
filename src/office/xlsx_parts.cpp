#include "office/xlsx_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "office/xlsx_read.h"
#include "office/xml_names.h"

namespace mingcha::office {

namespace {

// About what the tree of a part will take: a node for each tag, a record for each attribute.
constexpr std::size_t kNodeBytes = 72;
constexpr std::size_t kAttributeBytes = 40;
constexpr std::size_t kMaxTreeBytes = 320U << 20;

// Targets by id of the relationships of a part that lies in `folder`.
std::map<std::string, std::string, std::less<>> relations(const ZipReader& zip,
                                                          const std::string& part,
                                                          const std::string& folder) {
    std::map<std::string, std::string, std::less<>> targets;
    pugi::xml_document document;
    if (!zip.has(part) || !read_part(zip, part, document)) return targets;
    pugi::xml_node each = child_named(child_named(document, "Relationships"), "Relationship");
    for (; each; each = next_named(each, "Relationship")) {
        std::string target = each.attribute("Target").value();
        if (target.starts_with("/")) {
            target.erase(0, 1);
        } else if (target.starts_with("../")) {
            target.erase(0, 3);
        } else {
            target = folder + target;
        }
        targets[each.attribute("Id").value()] = target;
    }
    return targets;
}

}  // namespace

Result<bool> parse_xml(const std::string& part, const std::string& text, pugi::xml_document& out,
                       unsigned options) {
    std::size_t tree = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<') tree += i + 1 < text.size() && text[i + 1] == '/' ? 0 : kNodeBytes;
        if (text[i] == '=') tree += kAttributeBytes;
    }
    if (tree > kMaxTreeBytes) {
        return fail(part, "more cells than fit into memory", "分成几个文件，或另存为 CSV");
    }
    const pugi::xml_parse_result parsed = out.load_buffer(text.data(), text.size(), options);
    if (parsed) return true;
    return fail(part, fmt::format("damaged: {}", parsed.description()), "文件已损坏，请重新另存");
}

Result<bool> read_part(const ZipReader& zip, const std::string& part, pugi::xml_document& out,
                       unsigned options) {
    const Result<std::string> text = zip.read(part);
    if (!text) return Fail(text.error());
    return parse_xml(part, *text, out, options);
}

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

std::string cell_name(std::size_t column, int row) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
        letters += static_cast<char>('A' + (n - 1) % 26);
    }
    std::reverse(letters.begin(), letters.end());
    return letters + std::to_string(row);
}

std::vector<SheetPart> sheet_parts(const ZipReader& zip, const pugi::xml_node& workbook) {
    const auto targets = relations(zip, "xl/_rels/workbook.xml.rels", "xl/");
    std::vector<SheetPart> parts;
    pugi::xml_node each = child_named(child_named(workbook, "sheets"), "sheet");
    for (; each && parts.size() < kMaxSheets; each = next_named(each, "sheet")) {
        const auto part = targets.find(relation_id(each));
        if (part == targets.end()) continue;
        const std::string_view state = each.attribute("state").value();
        parts.push_back({each.attribute("name").value(), part->second,
                         state == "hidden" || state == "veryHidden"});
    }
    return parts;
}

}  // namespace mingcha::office
