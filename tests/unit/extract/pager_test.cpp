// Further pages of lists: how many, and where a script of a known system puts them.
#include <gtest/gtest.h>

#include "extract/extractor.h"

namespace mingcha::extract {
namespace {

std::string list_with(const std::string& pager) {
    std::string html =
        "<html><head><title>工作动态_某市人民政府</title></head><body><div class=list><ul>";
    for (int i = 1; i <= 12; ++i) {
        html += "<li><a href=\"/art/" + std::to_string(i) + ".html\">某市召开第" +
                std::to_string(i) + "次工作会议部署重点工作</a><span>2021-10-" +
                std::to_string(10 + i) + "</span></li>";
    }
    return html + "</ul></div>" + pager + "</body></html>";
}

class Pager : public ::testing::Test {
protected:
    const PageFacts& read(const std::string& pager) {
        html_ = list_with(pager);
        const PageFacts& facts =
            extractor_.extract({html_, "http://a.gov.cn/gzdt/", "text/html; charset=utf-8", {}});
        EXPECT_EQ(facts.kind, PageKind::column);
        return facts;
    }
    std::uint32_t count(const std::string& pager) { return read(pager).page_count; }

private:
    Extractor extractor_;
    std::string html_;
};

TEST_F(Pager, SaysHowManyPagesThereAre) {
    EXPECT_EQ(count("<div class=page>共20页</div>"), 20U);
    EXPECT_EQ(count("<div class=page>共 240 条记录 1/20 页 下一页</div>"), 20U);
    EXPECT_EQ(count("<div class=page>第1页/共20页</div>"), 20U);
    EXPECT_EQ(count("<div class=page>页次：1/20 每页12条</div>"), 20U);
}

TEST_F(Pager, SaysNothingWhereNoNumberOfPagesStands) {
    EXPECT_EQ(count(""), 0U);
    EXPECT_EQ(count("<div class=page>共240条 15条/页</div>"), 0U);
    EXPECT_EQ(count("<div class=page>首页 1 2 3 下一页 尾页</div>"), 0U);
    EXPECT_EQ(count("<div class=page>到第2页</div>"), 0U);
    EXPECT_EQ(count("<div class=page>共9999999999页</div>"), 0U);
}

TEST_F(Pager, OfAScriptThatCountsFromNought) {
    const PageFacts& facts = read("<script>createPageHTML(4, 0, \"index\", \"html\");</script>");
    EXPECT_EQ(facts.page_count, 4U);
    ASSERT_EQ(facts.further_pages.size(), 3U);
    EXPECT_EQ(facts.further_pages[0], "http://a.gov.cn/gzdt/index_1.html");
    EXPECT_EQ(facts.further_pages[2], "http://a.gov.cn/gzdt/index_3.html");
}

TEST_F(Pager, OfAScriptThatNamesItsElement) {
    const PageFacts& facts =
        read("<script>createPageHTML('page_div', 3, 1, 'index', 'shtml', 36);</script>");
    ASSERT_EQ(facts.further_pages.size(), 2U);
    EXPECT_EQ(facts.further_pages[0], "http://a.gov.cn/gzdt/index_2.shtml");
    EXPECT_EQ(facts.further_pages[1], "http://a.gov.cn/gzdt/index_3.shtml");
}

TEST_F(Pager, OfAScriptIsBounded) {
    EXPECT_EQ(
        read("<script>createPageHTML(9000, 0, \"index\", \"html\");</script>").further_pages.size(),
        60U);
    for (const char* script :
         {"createPageHTML(99999999, 0, \"index\", \"html\")",
          "createPageHTML(3, 0, \"../x\", \"html\")", "createPageHTML(3, 0, \"index\"",
          "createPageHTML(1, 0, \"index\", \"html\")", "createPageHTML(count, 0, name, ending)",
          "function createPageHTML(3, 0, \"index\", \"html\")"}) {
        const PageFacts& facts = read(std::string("<script>") + script + "</script>");
        EXPECT_TRUE(facts.further_pages.empty()) << script;
    }
}

}  // namespace
}  // namespace mingcha::extract
