// Workbooks as people and programs make them, and as nobody should.
#include <gtest/gtest.h>

#include "office/number_format.h"
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

TEST(Xlsx, ReadsPrefixedNames) {
    const std::string ns = "xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    const ZipEntries entries{
        {"xl/workbook.xml", "<x:workbook " + ns +
                                " xmlns:d='r'><x:workbookPr date1904='1'/><x:sheets>"
                                "<x:sheet name='表' d:id='r1'/></x:sheets></x:workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<p:Relationships xmlns:p='p'><p:Relationship Id='r1' "
         "Target='/xl/worksheets/s.xml'/></p:Relationships>"},
        {"xl/styles.xml", "<x:styleSheet " + ns +
                              "><x:cellXfs><x:xf numFmtId='0'/><x:xf numFmtId='14'/></x:cellXfs>"
                              "</x:styleSheet>"},
        {"xl/sharedStrings.xml", "<x:sst " + ns + "><x:si><x:t>甲</x:t></x:si></x:sst>"},
        {"xl/worksheets/s.xml",
         "<x:worksheet " + ns +
             "><x:sheetData><x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c>"
             "<x:c r='B1' s='1'><x:v>43043</x:v></x:c>"
             "<x:c r='C1' t='inlineStr'><x:is><x:t>乙</x:t></x:is></x:c></x:row></x:sheetData>"
             "<x:mergeCells><x:mergeCell ref='C1:D1'/></x:mergeCells></x:worksheet>"}};
    // In the system of 1904 day 43043 is 5 November 2021 (44505 - 1462).
    EXPECT_EQ(cells(*write_zip(entries)), (Rows{{"甲", "2021-11-05", "乙", "乙"}}));
}

TEST(Xlsx, KnowsAFormulaThatNobodyComputed) {
    const std::string mark(kNotComputed);
    EXPECT_EQ(cells(book("<sheetData><row><c><f>A2</f></c><c><f>A2</f><v></v></c>"
                         "<c t='str'><f>A2</f><v></v></c><c><f>1+1</f><v>2</v></c>"
                         "<c t='e'><f>A9</f><v>#REF!</v></c></row></sheetData>")),
              (Rows{{mark, mark, "", "2", "#REF!"}}));
}

TEST(Xlsx, KeepsSpacesAndEscapedCharactersOfText) {
    EXPECT_EQ(cells(book("<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c>"
                         "<c t='s'><v>7</v></c><c t='s'><v>x</v></c></row></sheetData>",
                         {},
                         "<sst><si><r><t>a</t></r><r><t xml:space='preserve'> </t></r>"
                         "<r><t>b</t></r></si><si><t>x_x000D_\ny_x0041_ _x005F_z</t></si></sst>")),
              (Rows{{"a b", "x\nyA _z", "", ""}}));
}

TEST(NumberFormat, TellsDaysAndPercentagesFromNumbers) {
    using Kind = NumberFormat::Kind;
    const auto kind = [](std::string_view code) { return number_format(164, code).kind; };
    for (const char* code :
         {"yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "m/d/yy h:mm",
          "[DBNum1][$-804]yyyy\"年\"m\"月\";@", "yyyy\\-mm\\-dd", "aaaa", "[$-F800]dddd\\, mmmm"}) {
        EXPECT_EQ(kind(code), Kind::date) << code;
    }
    for (const char* code : {"h:mm", "[h]:mm:ss", "[$-F400]h:mm:ss\\ AM/PM", "上午/下午h\"时\""}) {
        EXPECT_EQ(kind(code), Kind::time) << code;
    }
    for (const char* code : {"General", "#,##0;[Red]-#,##0", "\"day\"0", "0_d", "0.0;\"y\"", "@"}) {
        EXPECT_EQ(kind(code), Kind::general) << code;
    }
    EXPECT_EQ(kind("0.00%"), Kind::percent);
    EXPECT_EQ(kind("0000000000"), Kind::padded);
    EXPECT_EQ(number_format(57, "").kind, Kind::date);  // a Chinese one that is built in
}

TEST(NumberFormat, PrintsWhatTheSheetShows) {
    const auto text = [](std::string_view value, std::string_view code, bool from_1904 = false) {
        return number_text(value, number_format(164, code), from_1904);
    };
    EXPECT_EQ(text("3415000002", "General"), "3415000002");
    EXPECT_EQ(text("3.415000002E9", "0.00E+00"), "3415000002");
    EXPECT_EQ(text("20211105000001234", "0"), "20211105000001234");
    EXPECT_EQ(text("2.0211105000001201E+16", "0"), "2.0211105000001201E+16");
    EXPECT_EQ(text("12345", "0000000000"), "0000012345");
    EXPECT_EQ(text("0.9478", "0.00%"), "94.78%");
    EXPECT_EQ(text("0.1", "0%"), "10%");
    EXPECT_EQ(text("0.30000000000000004", "General"), "0.3");
    EXPECT_EQ(text("44505.378472222219", "yyyy/m/d h:mm"), "2021-11-05 09:05");
    EXPECT_EQ(text("44504.999999999", "yyyy/m/d"), "2021-11-05");
    EXPECT_EQ(text("1", "yyyy/m/d"), "1900-01-01");
    EXPECT_EQ(text("0", "yyyy/m/d", true), "1904-01-01");
    EXPECT_EQ(text("0.375", "h:mm"), "09:00");
    EXPECT_EQ(text("n/a", "0"), "n/a");
    EXPECT_EQ(text("1e400", "0"), "1e400");
}

TEST(Xlsx, SaysWhatIsHiddenAndWhatIsATitle) {
    const auto sheets = read_xlsx(book(
        "<sheetData><row r='1'><c r='A1' t='str'><v>名录</v></c></row>"
        "<row r='2' hidden='1'><c r='A2' t='str'><v>a</v></c><c r='B2' t='str'><v>b</v></c></row>"
        "<row r='3'><c r='A3' t='str'><v>c</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"));
    ASSERT_TRUE(sheets);
    EXPECT_EQ(sheets->front().hidden_rows, 1U);
    EXPECT_TRUE(sheets->front().rows[0].banner);
    EXPECT_FALSE(sheets->front().rows[1].banner);
    EXPECT_FALSE(sheets->front().rows[2].banner);
}

TEST(Xlsx, BoundsTheTextThatIsRepeated) {
    const std::string strings = "<sst><si><t>" + std::string(30'000, 'x') + "</t></si></sst>";
    std::string many;
    for (int i = 0; i < 10'000; ++i) many += "<row><c t='s'><v>0</v></c></row>";
    const auto shared = read_xlsx(book("<sheetData>" + many + "</sheetData>", {}, strings));
    ASSERT_FALSE(shared);
    EXPECT_NE(shared.error().text().find("96 MiB"), std::string::npos);
    many.clear();
    for (int i = 1; i <= 500; ++i)
        many += "<row r='" + std::to_string(i) + "'><c><v>1</v></c></row>";
    many.replace(many.find("<c>"), 15, "<c t='s'><v>0</v></c>");
    EXPECT_FALSE(read_xlsx(book(
        "<sheetData>" + many + "</sheetData><mergeCells><mergeCell ref='A1:Z500'/></mergeCells>",
        {}, strings)));
}

TEST(Xlsx, SaysHowToMendABinaryWorkbook) {
    const auto refused = read_xlsx(*write_zip({{"xl/workbook.bin", "x"}}));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text().find("xlsb"), std::string::npos);
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
