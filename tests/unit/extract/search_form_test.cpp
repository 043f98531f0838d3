// How a search box sends what is typed: only a GET form with an address can be followed.
#include <gtest/gtest.h>

#include "extract/extractor.h"

namespace mingcha::extract {
namespace {

struct Way {
    SearchWay way = SearchWay::none;
    std::string action, field, fixed;
};

Way way_of(const std::string& form, std::string_view type = "text/html; charset=utf-8",
           const std::string& head = "") {
    Extractor extractor;
    const std::string html = "<html><head><title>某市人民政府</title>" + head +
                             "</head><body>" + form + "<p>text</p></body></html>";
    const PageFacts& facts = extractor.extract({html, "http://a.gov.cn/zwgk/", type, {}});
    return {facts.forms.search_way, std::string(facts.forms.search_action),
            std::string(facts.forms.search_field), std::string(facts.forms.search_fixed)};
}

TEST(SearchForm, OfAGetForm) {
    const Way way = way_of(
        "<form action=\"/so/list?x=1\"><input type=hidden name=siteCode value=3400000001>"
        "<select name=scope><option value=title>标题<option value=all selected>全文</select>"
        "<input type=radio name=sort value=time><input type=radio name=sort value=rank checked>"
        "<input name=keyword placeholder=请输入关键词><input type=submit name=go value=搜索>"
        "</form>");
    EXPECT_EQ(way.way, SearchWay::get);
    EXPECT_EQ(way.action, "http://a.gov.cn/so/list?x=1");
    EXPECT_EQ(way.field, "keyword");
    EXPECT_EQ(way.fixed, "siteCode=3400000001&scope=all&sort=rank");
}

TEST(SearchForm, SendsWhatItsPageIsWrittenIn) {
    // "中" in GBK.
    const Way way = way_of(
        "<form action=/so><input type=hidden name=c value=\xD6\xD0><input name=keyword></form>",
        "text/html; charset=gbk");
    EXPECT_EQ(way.way, SearchWay::get);
    EXPECT_EQ(way.fixed, "c=%D6%D0");
}

TEST(SearchForm, ResolvesAgainstTheBaseElement) {
    const Way way = way_of("<form action=so><input name=searchWord></form>",
                           "text/html; charset=utf-8", "<base href=\"http://a.gov.cn/web/\">");
    EXPECT_EQ(way.way, SearchWay::get);
    EXPECT_EQ(way.action, "http://a.gov.cn/web/so");
}

TEST(SearchForm, OfAPostForm) {
    const Way way =
        way_of("<form action=/so method=POST><input name=searchword placeholder=搜索></form>");
    EXPECT_EQ(way.way, SearchWay::post);
}

TEST(SearchForm, ThatAScriptSends) {
    for (const char* form : {
             "<input name=keyword><a onclick=go()>搜索</a>",
             "<form onsubmit=\"return go()\" action=/so><input name=keyword></form>",
             "<form action=\"javascript:go()\"><input name=keyword></form>",
             "<form action=\"#\"><input name=keyword></form>",
             "<form><input name=keyword></form>",
             "<form action=/so><input id=keyword></form>",
             "<form action=/so><input name=keyword><input type=password name=p></form>",
         }) {
        EXPECT_EQ(way_of(form).way, SearchWay::script) << form;
    }
}

TEST(SearchForm, NoneWithoutABox) {
    EXPECT_EQ(way_of("<form action=/login><input name=user></form>").way, SearchWay::none);
}

TEST(SearchForm, WithMoreFieldsThanASearchHas) {
    std::string form = "<form action=/so><input name=keyword>";
    for (int i = 0; i < 21; ++i) form += "<input type=hidden name=f" + std::to_string(i) + ">";
    EXPECT_EQ(way_of(form + "</form>").way, SearchWay::script);
}

}  // namespace
}  // namespace mingcha::extract
