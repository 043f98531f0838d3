// Workbooks as people and programs make them, and as nobody should.
#include <gtest/gtest.h>

#include "office/xlsx_read.h"
#include "office/xlsx_write.h"
#include "office/zip_write.h"

namespace mingcha::office {
namespace {

std::string book(const std::string& sheet_data, const std::string& styles = {},
                 const std::string& strings = {}) {
    ZipEntries entries{
        {"xl/workbook.xml",
         "<workbook xmlns:r='x'><sheets><sheet name='表' r:id='r1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Target='worksheets/s.xml'/></Relationships>"},
        {"xl/worksheets/s.xml", "<worksheet>" + sheet_data + "</worksheet>"}};
    if (!styles.empty()) entries.emplace_back("xl/styles.xml", styles);
    if (!strings.empty()) entries.emplace_back("xl/sharedStrings.xml", strings);
    return *write_zip(entries);
}

using Rows = std::vector<std::vector<std::string>>;

Rows cells(const std::string& bytes) {
    const Result<std::vector<Sheet>> sheets = read_xlsx(bytes);
    if (!sheets || sheets->empty()) return {{"error", sheets ? "" : sheets.error().text()}};
    Rows rows;
    for (const SheetRow& row : sheets->front().rows) rows.push_back(row.cells);
    return rows;
}

TEST(Xlsx, ReadsInlineSharedAndComputedText) {
    const std::string bytes = book(
        "<sheetData><row r='3'><c r='A3' t='inlineStr'><is><t>甲</t></is></c>"
        "<c r='C3' t='s'><v>1</v></c><c r='D3' t='str'><f>A1</f><v>算</v></c>"
        "<c r='E3'><v>3499000001</v></c><c r='F3' t='b'><v>1</v></c></row></sheetData>",
        {},
        "<sst><si><t>零</t></si><si><r><t>一</t></r><r><t>二</t></r><rPh><t>yi</t></rPh></si></"
        "sst>");
    EXPECT_EQ(cells(bytes), (Rows{{"甲", "", "一二", "算", "3499000001", "true"}}));
    const auto sheets = read_xlsx(bytes);
    ASSERT_TRUE(sheets);
    EXPECT_EQ(sheets->front().rows[0].number, 3);
    EXPECT_EQ(sheets->front().formulas, 1U);
}

TEST(Xlsx, ReadsDateSerialsByTheirFormat) {
    const std::string styles =
        "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy\"年\"m\"月\"'/>"
        "<numFmt numFmtId='171' formatCode='#,##0;[Red]-#,##0'/></numFmts><cellXfs>"
        "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/>"
        "</cellXfs></styleSheet>";
    // 44505 is 5 November 2021; a number printed in red when negative is no date.
    EXPECT_EQ(cells(book("<sheetData><row><c s='1'><v>44505</v></c><c s='2'><v>44505.375</v></c>"
                         "<c s='3'><v>44505</v></c><c s='0'><v>0.5</v></c></row></sheetData>",
                         styles)),
              (Rows{{"2021-11-05", "2021-11-05 09:00", "44505", "0.5"}}));
}

TEST(Xlsx, RepeatsTheTextOfMergedCells) {
    EXPECT_EQ(cells(book("<sheetData><row r='1'><c r='A1' t='str'><v>局</v></c>"
                         "<c r='B1' t='str'><v>1</v></c></row>"
                         "<row r='2'><c r='B2' t='str'><v>2</v></c></row></sheetData>"
                         "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>")),
              (Rows{{"局", "1"}, {"局", "2"}}));
}

TEST(Xlsx, RefusesWhatIsNoWorkbookOrTooMuch) {
    EXPECT_FALSE(read_xlsx(""));
    EXPECT_FALSE(read_xlsx("PK\x03\x04 cut off"));
    EXPECT_FALSE(read_xlsx(*write_zip({{"a.txt", "no workbook"}})));
    EXPECT_FALSE(read_xlsx(book("<sheetData><row><c>")));
    const std::string bomb = book("<sheetData>" + std::string(70U << 20, ' ') + "</sheetData>");
    ASSERT_LT(bomb.size(), 1U << 20);
    const auto refused = read_xlsx(bomb);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text().find("64 MiB"), std::string::npos);
    std::string many;
    for (int i = 0; i < 5'000'000; ++i) many += "<c/>";
    EXPECT_FALSE(read_xlsx(book("<sheetData><row>" + many + "</row></sheetData>")));
}

TEST(Xlsx, ReadsWhatItWrites) {
    const Table table{{"甲", "乙"}, {1, 1}, {{"=1+1", "<&\""}, {"3499000001", ""}}};
    const auto bytes = write_xlsx({{"名录", table}});
    ASSERT_TRUE(bytes);
    EXPECT_EQ(cells(*bytes), (Rows{{"甲", "乙"}, {"=1+1", "<&\""}, {"3499000001", ""}}));
}

}  // namespace
}  // namespace mingcha::office
