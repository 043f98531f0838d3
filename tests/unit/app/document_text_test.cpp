#include "app/document_text.h"

#include <gtest/gtest.h>

#include "office/docx_write.h"
#include "office/xlsx_write.h"

namespace mingcha::app {
namespace {

std::string workbook(const std::vector<std::vector<std::string>>& rows) {
    office::Table table;
    table.head = {"序号", "姓名", "电话"};
    table.widths = {1, 1, 1};
    table.rows = rows;
    return *office::write_xlsx({{"名单", table}});
}

TEST(DocumentText, OfAWorkbookIsALineARow) {
    const auto text = document_text(workbook({{"1", "张三", "139****0001"}, {"2", "", "无"}}));
    ASSERT_TRUE(text) << text.error().what;
    EXPECT_EQ(*text, "序号 姓名 电话\n1 张三 139****0001\n2 无\n");
}

TEST(DocumentText, OfADocumentIsALineAParagraphAndRow) {
    office::Document document;
    office::Section section;
    section.blocks.push_back(office::Paragraph{office::Style::body, "第一段", ""});
    office::Table table;
    table.head = {"姓名", "单位"};
    table.widths = {1, 1};
    table.rows = {{"张三", "某局"}};
    section.blocks.push_back(table);
    document.sections.push_back(section);
    const auto text = document_text(*office::write_docx(document));
    ASSERT_TRUE(text) << text.error().what;
    EXPECT_EQ(*text, "第一段\n姓名 单位\n张三 某局\n");
}

TEST(DocumentText, IsBounded) {
    std::vector<std::vector<std::string>> rows(20'000, {"1", "一行文字一行文字", "x"});
    const auto text = document_text(workbook(rows));
    ASSERT_TRUE(text) << text.error().what;
    EXPECT_GE(text->size(), kMaxDocumentText);
    EXPECT_LE(text->size(), kMaxDocumentText + 100);
}

TEST(DocumentText, RefusesWhatUnpacksToTooMuch) {
    // Equal rows pack to little and unpack to some 100 bytes each.
    std::vector<std::vector<std::string>> rows(200'000, {"1", "张三", "某局"});
    const std::string bytes = workbook(rows);
    ASSERT_LT(bytes.size(), 4'000'000U);
    const auto text = document_text(bytes);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().what.find("unpacks to"), std::string::npos);
}

TEST(DocumentText, RefusesWhatIsNoOfficeFile) {
    EXPECT_FALSE(document_text("%PDF-1.4"));
    EXPECT_FALSE(document_text(""));
}

TEST(DocumentText, OfAPdfIsALineALine) {
    // Objects without a table of them: readers look for them.
    const auto text = document_text(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 83>>stream\n"
        "BT /F1 12 Tf 50 700 Td (Li   13900000001) Tj 0 -20 Td (Wang   13900000002) Tj ET   \n"
        "endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n");
    ASSERT_TRUE(text) << text.error().what;
    EXPECT_EQ(*text, "Li 13900000001\nWang 13900000002\n");
}

}  // namespace
}  // namespace mingcha::app
