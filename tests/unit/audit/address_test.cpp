#include "audit/address.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

TEST(Address, HostIsLowerCaseWithoutPortAndUser) {
    EXPECT_EQ(host_of("HTTP://WWW.Qinghe.GOV.cn:8080/a?b"), "www.qinghe.gov.cn");
    EXPECT_EQ(host_of("http://user@a.gov.cn/"), "a.gov.cn");
    EXPECT_EQ(host_of("http://[::1]:80/"), "[::1]:80");
    EXPECT_EQ(host_of("http://a.gov.cn?x"), "a.gov.cn");
    EXPECT_EQ(host_of("/zwgk/"), "");
    EXPECT_EQ(bare_host("https://www.a.gov.cn/"), "a.gov.cn");
    EXPECT_EQ(bare_host("https://wwwa.gov.cn/"), "wwwa.gov.cn");
}

TEST(Address, OneKeyForOneAddress) {
    const std::string key = address_key("http://www.a.gov.cn/zwgk/");
    EXPECT_EQ(address_key("https://A.gov.cn/zwgk/index.html"), key);
    EXPECT_EQ(address_key("http://a.gov.cn:80/zwgk/#top"), key);
    EXPECT_EQ(address_key("http://a.gov.cn"), address_key("http://a.gov.cn/index.htm"));
    EXPECT_NE(address_key("http://a.gov.cn/ZWGK/"), key);
    EXPECT_NE(address_key("http://a.gov.cn/zwgk/?page=2"), key);
    EXPECT_NE(address_key("http://a.gov.cn/zwgk/index_2.html"), key);
}

TEST(Address, LiesUnderAFolderOnly) {
    const std::string folder = address_key("http://a.gov.cn/zwgk/");
    EXPECT_TRUE(lies_under(address_key("http://a.gov.cn/zwgk/tzgg/"), folder));
    EXPECT_FALSE(lies_under(folder, folder));
    EXPECT_FALSE(lies_under(address_key("http://a.gov.cn/zwgk2/"), folder));
    EXPECT_FALSE(lies_under(folder, address_key("http://a.gov.cn/")));
    EXPECT_TRUE(lies_under(address_key("http://a.gov.cn/zwgk/tzgg.htm"),
                           address_key("http://a.gov.cn/zwgk.htm")));
    EXPECT_FALSE(lies_under(address_key("http://a.gov.cn/list.html2"),
                            address_key("http://a.gov.cn/list.html")));
}

TEST(Address, FurtherPagesOfAList) {
    for (const char* url : {"http://a.cn/tz/index_2.html", "http://a.cn/tz/list_12.shtml",
                            "http://a.cn/tz.jsp?page=3", "http://a.cn/tz?id=7&pageNo=2"}) {
        EXPECT_TRUE(is_further_page(url)) << url;
    }
    for (const char* url :
         {"http://a.cn/tz/", "http://a.cn/tz/index.html", "http://a.cn/tz.jsp?page=1",
          "http://a.cn/art/2021/11/5/art_12_345.html", "http://a.cn/info/1021/3345.htm",
          "http://a.cn/tz?id=2"}) {
        EXPECT_FALSE(is_further_page(url)) << url;
    }
}

}  // namespace
}  // namespace mingcha::audit
