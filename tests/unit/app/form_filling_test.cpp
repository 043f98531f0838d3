#include "app/form_filling.h"

#include <gtest/gtest.h>

#include "office/xlsx_read.h"
#include "office/xlsx_write.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

std::string form_with(const std::vector<std::string>& heads) {
    office::Table table;
    table.head = heads;
    table.widths.assign(heads.size(), 10);
    return *office::write_xlsx({{"汇总表", table}});
}

class FillForm : public ::testing::Test {
protected:
    void SetUp() override {
        Site site;
        site.site_code = "4199990001";
        site.name = "清河县人民政府";
        site.url = "http://www.qinghe.gov.cn/";
        site.kind = SiteKind::portal;
        ASSERT_TRUE(store::save(*store_, {}, std::vector<Site>{site}));
        request_.rows.kind = "sites";
        request_.form_name = "form.xlsx";
    }

    testing::TempDir folder_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path());
    FormRequest request_;
};

TEST_F(FillForm, FindsColumnsByTheNamesThatRegistriesUse) {
    request_.form = form_with({"序号", "网站标识码（必填）", "网站名称", "网站类别", "填报人"});
    const auto filled = fill_form(*store_, request_);
    ASSERT_TRUE(filled) << filled.error().text();
    EXPECT_EQ(filled->sheet, "汇总表");
    EXPECT_EQ(filled->blank, std::vector<std::string>{"填报人"});
    const auto sheets = office::read_xlsx(filled->bytes);
    const std::vector<std::string>& row = sheets->front().rows.at(1).cells;
    EXPECT_EQ(row[0], "1");
    EXPECT_EQ(row[1], "4199990001");
    EXPECT_EQ(row[3], "政府门户网站");
}

TEST_F(FillForm, RemembersAHeadingThatWasExplained) {
    request_.form = form_with({"站点编码", "站点全名", "访问入口"});
    ASSERT_FALSE(fill_form(*store_, request_));
    request_.mapping = {{"站点编码", "site_code"}, {"站点全名", "name"}};
    EXPECT_TRUE(fill_form(*store_, request_));
    request_.mapping.clear();
    const auto again = fill_form(*store_, request_);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->blank, std::vector<std::string>{"访问入口"});
}

TEST_F(FillForm, NamesTheFieldsWhereOneIsWrong) {
    request_.form = form_with({"网站标识码", "网站名称"});
    request_.mapping = {{"网站名称", "title"}};
    const auto filled = fill_form(*store_, request_);
    ASSERT_FALSE(filled);
    EXPECT_NE(filled.error().text().find("site_code, name"), std::string::npos);
}

TEST_F(FillForm, SaysWhatWasSeenWhereNoHeadIsKnown) {
    request_.form = form_with({"甲", "乙"});
    const auto filled = fill_form(*store_, request_);
    ASSERT_FALSE(filled);
    EXPECT_NE(filled.error().text().find("甲、乙"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::app
