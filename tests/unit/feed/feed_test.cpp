// Feeds as publishers write them, and what is none.
#include "feed/feed.h"

#include <gtest/gtest.h>

namespace mingcha::feed {
namespace {

constexpr const char* kUrl = "https://weibo.example.cn/qinghe/feed";

Instant time(const char* text) {
    return *parse_instant(text);
}

TEST(Feed, Rss) {
    const auto feed = parse_feed(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
        "<title>清河发布</title><link>https://weibo.example.cn/</link>"
        "<item><title><![CDATA[停水 <通知>]]></title><link>/1?a=1&amp;b=2</link>"
        "<pubDate>Fri, 05 Nov 2021 01:05:00 GMT</pubDate>"
        "<content:encoded><![CDATA[<p>今日<b>停水</b>&amp;检修</p>]]></content:encoded></item>"
        "<item><description>没有标题的一条</description></item></channel></rss>",
        kUrl);
    ASSERT_TRUE(feed) << feed.error().text();
    EXPECT_EQ(feed->kind, Kind::rss);
    EXPECT_EQ(feed->title, "清河发布");
    ASSERT_EQ(feed->items.size(), 2U);
    EXPECT_EQ(feed->items[0].title, "停水 <通知>");
    EXPECT_EQ(feed->items[0].url, "https://weibo.example.cn/1?a=1&b=2");
    EXPECT_EQ(feed->items[0].text, "今日 停水 &检修");
    EXPECT_EQ(feed->items[0].published_at, time("2021-11-05 09:05"));
    EXPECT_EQ(feed->items[1].title, "没有标题的一条");
    EXPECT_EQ(feed->undated, 1U);
}

TEST(Feed, RssOneHasItsItemsBesideTheChannel) {
    const auto feed = parse_feed(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>甲</title></channel>"
        "<item><title>乙</title><dc:date>2021-11-05T09:05:00+08:00</dc:date></item></rdf:RDF>",
        kUrl);
    ASSERT_TRUE(feed) << feed.error().text();
    ASSERT_EQ(feed->items.size(), 1U);
    EXPECT_EQ(feed->items[0].published_at, time("2021-11-05 09:05"));
}

TEST(Feed, AtomTakesThePublishedBeforeTheUpdatedDate) {
    const auto feed = parse_feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>清河发布</title><entry>"
        "<title type=\"xhtml\"><div>办事<i>提醒</i></div></title>"
        "<link rel=\"self\" href=\"/self\"/><link href=\"https://a.example.cn/2\"/>"
        "<updated>2021-11-09T00:00:00Z</updated><published>2021-11-01T10:00:00+08:00</published>"
        "</entry></feed>",
        kUrl);
    ASSERT_TRUE(feed) << feed.error().text();
    EXPECT_EQ(feed->kind, Kind::atom);
    ASSERT_EQ(feed->items.size(), 1U);
    EXPECT_EQ(feed->items[0].title, "办事提醒");
    EXPECT_EQ(feed->items[0].url, "https://a.example.cn/2");
    EXPECT_EQ(feed->items[0].published_at, time("2021-11-01 10:00"));
}

TEST(Feed, Json) {
    const auto feed = parse_feed(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"清河发布","items":[
            {"id":"1","url":"/3","title":"甲","date_published":"2021-11-01T10:00:00+08:00"},
            {"id":"2","content_html":"<p>乙</p>","date_modified":"2021年11月2日"}, 7]})",
        kUrl);
    ASSERT_TRUE(feed) << feed.error().text();
    ASSERT_EQ(feed->items.size(), 2U);
    EXPECT_EQ(feed->items[0].url, "https://weibo.example.cn/3");
    EXPECT_EQ(feed->items[1].title, "乙");
    EXPECT_EQ(feed->items[1].published_at, time("2021-11-02"));
}

TEST(Feed, Gb18030WhateverTheDeclarationSays) {
    const auto feed = parse_feed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><title>\xC7\xE5\xBA\xD3</title>"
        "</channel></rss>",
        kUrl);
    ASSERT_TRUE(feed) << feed.error().text();
    EXPECT_EQ(feed->title, "清河");
}

TEST(Feed, DatesAsPublishersWriteThem) {
    for (const auto& [text, means] :
         {std::pair("Fri, 5 Nov 2021 09:05:00 +0800", "2021-11-05 09:05"),
          std::pair("05 Nov 21 01:05 GMT", "2021-11-05 09:05"),
          std::pair("Fri, 05 Nov 2021 09:05:00 CST", "2021-11-05 09:05"),
          std::pair("2021-11-05T01:05:00.250Z", "2021-11-05 09:05"),
          std::pair("2021-11-05 09:05", "2021-11-05 09:05"), std::pair("2021/11/5", "2021-11-05"),
          std::pair("2021年11月5日 9时5分", "2021-11-05 09:05")}) {
        ASSERT_TRUE(parse_feed_time(text)) << text;
        EXPECT_EQ(*parse_feed_time(text), time(means)) << text;
    }
    for (const char* text : {"", "yesterday", "2021-13-05", "31 Feb 2021 00:00:00 GMT", "Fri, ",
                             "2021-11-05T25:00:00Z", "-1-1-1"}) {
        EXPECT_FALSE(parse_feed_time(text)) << text;
    }
}

void expect_refused(const std::string& bytes, const char* what) {
    const auto feed = parse_feed(bytes, kUrl);
    ASSERT_FALSE(feed) << what;
    EXPECT_NE(feed.error().what.find(what), std::string::npos) << feed.error().text();
    EXPECT_NE(feed.error().where.find(kUrl), std::string::npos) << feed.error().text();
    EXPECT_FALSE(feed.error().hint.empty());
}

TEST(Feed, SaysWhatIsNone) {
    expect_refused("", "空的");
    expect_refused("<!DOCTYPE html><html><body>登录</body></html>", "网页");
    expect_refused("<html><head><title>x</title></head></html>", "网页");
    expect_refused("plain text", "既不是 XML 也不是 JSON");
    expect_refused("<rss><channel><title>a</channel></rss>", "语法错误");
    expect_refused("<urlset></urlset>", "不是 RSS 或 Atom");
    expect_refused("{\"items\":[", "不完整");
    expect_refused("{\"posts\":[]}", "不是 JSON Feed");
    expect_refused(std::string(kMaxFeedBytes + 1, ' '), "大于 8 MB");
}

TEST(Feed, SaysInWhichLineItBreaks) {
    const auto feed = parse_feed("<rss>\n<channel>\n<title>a</wrong>\n</channel></rss>", kUrl);
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().where, std::string(kUrl) + ":3");
}

TEST(Feed, HostileNestingAndNumbersEnd) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<a>";
    EXPECT_FALSE(parse_feed(deep, kUrl));
    std::string title = "<rss><channel><title>";
    for (int i = 0; i < 10'000; ++i) title += "<b>";
    title += "x";
    for (int i = 0; i < 10'000; ++i) title += "</b>";
    EXPECT_TRUE(parse_feed(title + "</title></channel></rss>", kUrl));
    expect_refused(std::string(100'000, '['), "嵌套");
    std::string many = "<rss><channel>";
    for (std::size_t i = 0; i < kMaxItems + 5; ++i) many += "<item><title>x</title></item>";
    const auto feed = parse_feed(many + "</channel></rss>", kUrl);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->items.size(), kMaxItems);
    EXPECT_EQ(feed->left_out, 5U);
    // Entities of a document type are not expanded.
    const auto bomb = parse_feed(
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
        "<rss><channel><title>&b;</title></channel></rss>",
        kUrl);
    ASSERT_TRUE(bomb);
    EXPECT_LT(bomb->title.size(), 10U);
}

}  // namespace
}  // namespace mingcha::feed
