// An office's own texts: what they may name, where they are wrong, what stands for a gap.
#include "report/templates.h"

#include <gtest/gtest.h>

namespace mingcha::report {
namespace {

const std::vector<std::string> kNames{"sites", "demands"};
const std::vector<std::string> kFields{"sites_total", "sites_failed", "rectify_by"};

Result<Templates> read(std::string_view text) {
    return read_templates("t.txt", text, kNames, kFields);
}

std::string error(std::string_view text) {
    const auto templates = read(text);
    EXPECT_FALSE(templates) << text;
    return templates ? std::string() : templates.error().text();
}

TEST(Templates, ReadsLinesAndLeavesRemarksOut) {
    const auto templates = read("\xEF\xBB\xBF# 说明\r\n\r\nsites=共{sites_total}家=好\r\n");
    ASSERT_TRUE(templates) << templates.error().text();
    EXPECT_EQ(*templates, (Templates{{"sites", "共{sites_total}家=好"}}));
}

TEST(Templates, AnUnknownFieldIsToldWithLineColumnAndNeighbours) {
    const std::string told = error("# a\nsites=共{site_total}家，{rectify}前\n");
    EXPECT_NE(told.find("t.txt:2:8: 没有字段 {site_total}（相近的：sites_total"), std::string::npos)
        << told;
    EXPECT_NE(told.find("t.txt:2:22: 没有字段 {rectify}（相近的：rectify_by"), std::string::npos)
        << told;
}

TEST(Templates, AnUnknownNameALineWithoutOneAndADoubleAreTold) {
    EXPECT_NE(error("site=x").find("t.txt:1:1: 没有名为“site”的文字（相近的：sites"),
              std::string::npos);
    EXPECT_NE(error("\n\n共48家").find("t.txt:3:1: 没有等号"), std::string::npos);
    EXPECT_NE(error("sites=a\nsites=b").find("t.txt:2:1: “sites”在第1行已给出"),
              std::string::npos);
}

TEST(Templates, BracketsThatDoNotCloseAreTold) {
    EXPECT_NE(error("sites=共{sites_total").find("t.txt:1:8: { 没有对应的 }"), std::string::npos);
    EXPECT_NE(error("sites=[共").find("t.txt:1:7: [ 没有对应的 ]"), std::string::npos);
    EXPECT_NE(error("sites=共]").find("t.txt:1:8: ] 之前没有 ["), std::string::npos);
    EXPECT_NE(error("sites=[a[b]]").find("t.txt:1:9: [ ] 里不能再有 ["), std::string::npos);
}

TEST(Templates, SizesAreCapped) {
    EXPECT_TRUE(read("sites=" + std::string(kMaxTemplate, 'a')));
    EXPECT_NE(error("sites=" + std::string(kMaxTemplate + 1, 'a')).find("8001"),
              std::string::npos);
    EXPECT_NE(error(std::string(kMaxTemplateFile + 1, '#')).find("262145"), std::string::npos);
    EXPECT_NE(error("sites=\xFF").find("UTF-8"), std::string::npos);
}

TEST(Templates, APartInBracketsStandsOnlyWhereItsFieldsSaySomething) {
    const FieldValues values{
        [](const std::string& key) { return key == "sites_total" ? "48" : std::string(); },
        [](const std::string& key) { return key == "sites_total"; }};
    EXPECT_EQ(fill_template("共{sites_total}家[，{sites_failed}家不合格][（{sites_total}）]", values),
              "共48家（48）");
    EXPECT_EQ(fill_template("[{sites_total}{rectify_by}]", values), "");
}

}  // namespace
}  // namespace mingcha::report
