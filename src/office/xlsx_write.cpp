#include "office/xlsx_write.h"

#include <fmt/format.h>

#include "base/text.h"
#include "office/zip_write.h"

namespace mingcha::office {

namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr int kWidthUnit = 2;  // characters for one part of a column's proportion

std::string column_name(std::size_t index) {
    std::string name;
    for (std::size_t n = index + 1; n > 0; n = (n - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    return name;
}

std::string row_xml(const std::vector<std::string>& cells, std::size_t number, int style) {
    std::string out = fmt::format("<row r=\"{}\">", number);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out += fmt::format(
            "<c r=\"{}{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            "{}</t></is></c>",
            column_name(i), number, style, escape_xml(cells[i]));
    }
    return out + "</row>";
}

std::string sheet_xml(const Table& table) {
    std::string out = fmt::format(
        "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\">"
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
        "</sheetView></sheetViews><cols>",
        kXml, kMain);
    for (std::size_t i = 0; i < table.widths.size(); ++i) {
        out += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                           table.widths[i] * kWidthUnit);
    }
    out += "</cols><sheetData>" + row_xml(table.head, 1, 1);
    for (std::size_t i = 0; i < table.rows.size(); ++i) out += row_xml(table.rows[i], i + 2, 2);
    return out + fmt::format("</sheetData><autoFilter ref=\"A1:{}{}\"/></worksheet>",
                             column_name(table.head.size() - 1), table.rows.size() + 1);
}

constexpr std::string_view kStyles =
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz "
    "val=\"11\"/><name val=\"黑体\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"3\"><xf/><xf fontId=\"1\" applyFont=\"1\"/><xf numFmtId=\"49\" "
    "applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"center\"/>"
    "</xf></cellXfs>";

}  // namespace

Result<std::string> write_xlsx(const Sheets& sheets) {
    constexpr std::string_view kType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string types = fmt::format(
        "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{}sheet.main+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"{}styles+xml\"/>",
        kXml, kType, kType);
    std::string list, relations;
    ZipEntries entries;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::size_t n = i + 1;
        types += fmt::format(
            "<Override PartName=\"/xl/worksheets/sheet{}.xml\" "
            "ContentType=\"{}worksheet+xml\"/>",
            n, kType);
        list += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>",
                            escape_xml(sheets[i].first), n, n);
        relations += fmt::format(
            "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\""
            "/>",
            n, kRelation);
        entries.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", n),
                             sheet_xml(sheets[i].second));
    }
    relations += fmt::format(R"(<Relationship Id="rId{}" Type="{}/styles" Target="styles.xml"/>)",
                             sheets.size() + 1, kRelation);
    ZipEntries all{
        {"[Content_Types].xml", types + "</Types>"},
        {"_rels/.rels", fmt::format("{}<Relationships xmlns=\"{}\"><Relationship Id=\"rId1\" "
                                    "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                                    "</Relationships>",
                                    kXml, kPackage, kRelation)},
        {"xl/workbook.xml",
         fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>", kXml,
                     kMain, kRelation, list)},
        {"xl/_rels/workbook.xml.rels", fmt::format("{}<Relationships xmlns=\"{}\">{}"
                                                   "</Relationships>",
                                                   kXml, kPackage, relations)},
        {"xl/styles.xml",
         fmt::format("{}<styleSheet xmlns=\"{}\">{}</styleSheet>", kXml, kMain, kStyles)}};
    all.insert(all.end(), entries.begin(), entries.end());
    return write_zip(all);
}

}  // namespace mingcha::office
