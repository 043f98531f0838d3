#include "office/xlsx_fill.h"

#include <gtest/gtest.h>

#include "office/xlsx_read.h"
#include "office/zip_read.h"
#include "office/zip_write.h"

namespace mingcha::office {
namespace {

// A form as a province might send it: a merged title, heads in row 2, two blank rows with formats,
// a merged note in row 5.
std::string form(const std::string& note_cell =
                     "<c r=\"A5\" s=\"9\" t=\"inlineStr\"><is><t>注：按序填写"
                     "</t></is></c>") {
    const std::string text = "t=\"inlineStr\"><is><t>";
    const std::string sheet =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        "<dimension ref=\"A1:C5\"/><cols><col min=\"1\" max=\"1\" width=\"6\"/></cols><sheetData>"
        "<row r=\"1\" ht=\"30\"><c r=\"A1\" s=\"7\" " +
        text +
        "网站情况表</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\" s=\"8\" " +
        text + "序号</t></is></c><c r=\"B2\" s=\"8\" " + text +
        "网站标识码</t></is></c><c r=\"C2\" s=\"8\" " + text +
        "网站名称</t></is></c></row>"
        "<row r=\"3\" ht=\"20\"><c r=\"A3\" s=\"4\"/><c r=\"B3\" s=\"5\"/><c r=\"C3\" "
        "s=\"6\"/></row>"
        "<row r=\"4\" ht=\"22\"><c r=\"A4\" s=\"4\"/><c r=\"B4\" s=\"5\"/><c r=\"C4\" "
        "s=\"6\"/></row>"
        "<row r=\"5\">" +
        note_cell +
        "</row></sheetData>"
        "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A5:C5\"/></mergeCells>"
        "</worksheet>";
    return *write_zip(
        {{"[Content_Types].xml", "<Types/>"},
         {"xl/workbook.xml",
          "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"上报表\" sheetId=\"1\" r:id=\"rId1\"/>"
          "</sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
          "</Relationships>"},
         {"xl/styles.xml", "<styleSheet><fills/></styleSheet>"},
         {"xl/worksheets/sheet1.xml", sheet}});
}

FormFill four_rows() {
    return {"上报表",
            3,
            {{0, true, {"1", "2", "3", "4"}},
             {1, false, {"4199990001", "0012", "=1+1", ""}},
             {2, false, {"清河县人民政府", "清河县林业局", "a & <b>", "清河县水务局"}}}};
}

std::string sheet_of(const std::string& workbook) {
    return *ZipReader::open(workbook)->read("xl/worksheets/sheet1.xml");
}

TEST(FillXlsx, PutsRowsUnderTheHeads) {
    const auto filled = fill_xlsx(form(), four_rows());
    ASSERT_TRUE(filled);
    const auto sheets = read_xlsx(*filled);
    ASSERT_TRUE(sheets);
    const auto& rows = sheets->front().rows;
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows[2].cells, (std::vector<std::string>{"1", "4199990001", "清河县人民政府"}));
    EXPECT_EQ(rows[3].cells, (std::vector<std::string>{"2", "0012", "清河县林业局"}));
    EXPECT_EQ(rows[4].cells, (std::vector<std::string>{"3", "=1+1", "a & <b>"}));
    EXPECT_EQ(rows[5].cells, (std::vector<std::string>{"4", "", "清河县水务局"}));
    EXPECT_EQ(rows[6].number, 7);
    EXPECT_EQ(rows[6].cells.front(), "注：按序填写");
}

TEST(FillXlsx, LeavesFormatsAsTheyAre) {
    const auto filled = fill_xlsx(form(), four_rows());
    ASSERT_TRUE(filled);
    const std::string sheet = sheet_of(*filled);
    EXPECT_NE(sheet.find("<row r=\"3\" ht=\"20\"><c r=\"A3\" s=\"4\"><v>1</v></c>"),
              std::string::npos);
    // Rows that the form did not have look like its last blank one.
    EXPECT_NE(
        sheet.find("<row r=\"6\" ht=\"22\"><c r=\"A6\" s=\"4\"><v>4</v></c><c r=\"B6\" s=\"5\"/>"
                   "<c r=\"C6\" s=\"6\" t=\"inlineStr\">"),
        std::string::npos);
    EXPECT_NE(sheet.find("<mergeCell ref=\"A7:C7\"/>"), std::string::npos);
    EXPECT_NE(sheet.find("<mergeCell ref=\"A1:C1\"/>"), std::string::npos);
    EXPECT_NE(sheet.find("<dimension ref=\"A1:C7\"/>"), std::string::npos);
    EXPECT_NE(sheet.find("<col min=\"1\" max=\"1\" width=\"6\"/>"), std::string::npos);
    EXPECT_EQ(*ZipReader::open(*filled)->read("xl/styles.xml"),
              "<styleSheet><fills/></styleSheet>");
}

TEST(FillXlsx, NeedsNoMoreRoomThanThereIs) {
    FormFill fill = four_rows();
    for (FormColumn& column : fill.columns) column.cells.resize(1);
    const auto filled = fill_xlsx(form(), fill);
    ASSERT_TRUE(filled);
    EXPECT_NE(sheet_of(*filled).find("<mergeCell ref=\"A5:C5\"/>"), std::string::npos);
}

TEST(FillXlsx, RefusesToMoveFormulas) {
    const auto filled =
        fill_xlsx(form("<c r=\"A5\"><f>COUNTA(B3:B4)</f><v>0</v></c>"), four_rows());
    ASSERT_FALSE(filled);
    EXPECT_NE(filled.error().text().find("A5"), std::string::npos);
    EXPECT_NE(filled.error().hint.find("4"), std::string::npos);
}

TEST(FillXlsx, SaysWhatIsMissing) {
    FormFill fill = four_rows();
    fill.sheet = "别的表";
    EXPECT_FALSE(fill_xlsx(form(), fill));
    EXPECT_FALSE(fill_xlsx("no zip", four_rows()));
}

}  // namespace
}  // namespace mingcha::office
