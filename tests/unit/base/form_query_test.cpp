#include "base/form_query.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(FormQuery, EscapesAsFormsDo) {
    std::string query;
    add_to_query(query, "siteCode", "3400000001", false);
    add_to_query(query, "q", "a b&c=d", false);
    EXPECT_EQ(query, "siteCode=3400000001&q=a+b%26c%3Dd");
}

TEST(FormQuery, SendsWhatThePageIsWrittenIn) {
    std::string utf8, gbk;
    add_to_query(utf8, "q", "中", false);
    add_to_query(gbk, "q", "中", true);
    EXPECT_EQ(utf8, "q=%E4%B8%AD");
    EXPECT_EQ(gbk, "q=%D6%D0");
}

TEST(FormQuery, TakesThePlaceOfTheActionsOwnQuery) {
    EXPECT_EQ(with_query("http://a.gov.cn/so?old=1#top", "q=x"), "http://a.gov.cn/so?q=x");
    EXPECT_EQ(with_query("http://a.gov.cn/so", "q=x"), "http://a.gov.cn/so?q=x");
}

}  // namespace
}  // namespace mingcha
