#include "base/url.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

std::string join(std::string_view base, std::string_view reference) {
    std::string out;
    UrlBase(base).resolve(reference, out);
    return out;
}

// RFC 3986 §5.4.1 and §5.4.2, without fragments, which are dropped.
TEST(Url, ResolvesTheExamplesOfTheStandard) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g;x?y#s", "http://a/b/c/g;x?y"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (const auto& [reference, expected] : cases) {
        EXPECT_EQ(join("http://a/b/c/d;p?q", reference), expected) << reference;
    }
}

TEST(Url, FollowsBrowsersWherePagesAreSloppy) {
    const std::string base = "https://www.Example.gov.cn:443/zwgk/index.html";
    EXPECT_EQ(join(base, "  t1.html \n"), "https://www.example.gov.cn/zwgk/t1.html");
    EXPECT_EQ(join(base, "..\\art\\1.html"), "https://www.example.gov.cn/art/1.html");
    EXPECT_EQ(join(base, "HTTP://Other.gov.cn:80"), "http://other.gov.cn/");
    EXPECT_EQ(join(base, "http:\\\\other.gov.cn/a"), "http://other.gov.cn/a");
    EXPECT_EQ(join(base, "http://u:p@other.gov.cn:8080/a"), "http://other.gov.cn:8080/a");
    EXPECT_EQ(join(base, "附件 1.doc"), "https://www.example.gov.cn/zwgk/附件%201.doc");
    EXPECT_EQ(join(base, "a\nb.html"), "https://www.example.gov.cn/zwgk/ab.html");
    EXPECT_EQ(join(base, "http://h.gov.cn?x=1"), "http://h.gov.cn/?x=1");
}

TEST(Url, TellsWhatIsNoPage) {
    const UrlBase base("http://a.gov.cn/");
    std::string out;
    EXPECT_EQ(base.resolve("javascript:void(0)", out), UrlScheme::script);
    EXPECT_EQ(out, "javascript:void(0)");
    EXPECT_EQ(base.resolve("mailto:a@b.cn", out), UrlScheme::other);
    EXPECT_EQ(base.resolve("data:text/html,x", out), UrlScheme::other);
    EXPECT_EQ(base.resolve("http://", out), UrlScheme::other);
    EXPECT_EQ(base.resolve(std::string(kMaxUrlBytes + 1, 'a'), out), UrlScheme::other);
    EXPECT_EQ(UrlBase("not an address").resolve("a.html", out), UrlScheme::other);
    EXPECT_FALSE(UrlBase("ftp://a/").valid());
}

TEST(Url, KnowsHostAndPath) {
    const UrlBase base("http://WWW.a.gov.cn:81/x/y.html?z=/1#top");
    EXPECT_EQ(base.host(), "www.a.gov.cn");
    EXPECT_EQ(base.path(), "/x/y.html");
    EXPECT_EQ(base.url(), "http://www.a.gov.cn:81/x/y.html?z=/1");
    EXPECT_EQ(url_host("http://[2001:db8::1]:80/a"), "[2001:db8::1]");
    EXPECT_EQ(url_host("mailto:a"), "");
    EXPECT_TRUE(same_site_host("www.a.gov.cn", "A.gov.cn"));
    EXPECT_FALSE(same_site_host("b.a.gov.cn", "a.gov.cn"));
    EXPECT_FALSE(same_site_host("www.", "a"));
}

}  // namespace
}  // namespace mingcha
