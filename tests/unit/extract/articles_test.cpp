// One text on a page: its heading, when it was published, from where, and what it is told from.
#include <gtest/gtest.h>

#include "base/text.h"
#include "extract/extractor.h"
#include "tests/unit/extract/pages.h"

namespace mingcha::extract {
namespace {

using pages::kText;
using pages::page;

struct Read {
    std::string title, kind, date, from, source;
};

Read read(const std::string& html, std::string_view url = "http://www.xingyuan.gov.cn/zwdt/a.html",
          std::string_view as_of = {}) {
    Extractor extractor;
    PageInput input{html, url, {}, {}};
    if (!as_of.empty()) input.as_of = *parse_instant(as_of);
    const PageFacts& facts = extractor.extract(input);
    return {std::string(facts.title), std::string(to_string(facts.kind)),
            facts.publish_date ? format_printed(*facts.publish_date) : "",
            std::string(to_string(facts.publish_date_from)), std::string(facts.source)};
}

std::string article(std::string_view heading, std::string_view info,
                    std::string_view text = kText) {
    std::string main =
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwdt/\">"
        "政务动态</a> &gt; 正文</div><div class=\"con\">";
    main += heading;
    main += info;
    main += "<div class=\"text\">";
    main += text;
    main += "</div></div>";
    return page("全市重点工程推进会召开_星原市人民政府", "", main);
}

constexpr std::string_view kHeading = "<h1>全市重点工程推进会召开</h1>";

TEST(Articles, TheDateIsReadInEveryShapeOfInfoLine) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"<p>发布时间：2021-11-05 来源：星原日报 浏览次数：12</p>", "2021-11-05"},
        {"<p>发布日期：2021/11/5 9:05 来源：星原日报</p>", "2021-11-05T09:05"},
        {"<p>来源：星原日报　　时间：2021.11.05</p>", "2021-11-05"},
        {"<p>日期:2021年11月5日 09时30分 来源：星原日报</p>", "2021-11-05T09:30"},
        {"<p>2021年11月05日 09:15　来源：星原日报</p>", "2021-11-05T09:15"},
        {"<p>【发布时间：2021-11-05 阅读次数：】</p>", "2021-11-05"},
        {"<p>[2021-11-05] 字体：【大 中 小】</p>", "2021-11-05"},
        {"<table><tr><td>发布时间</td><td>2021-11-05</td></tr></table>", "2021-11-05"},
        {"<ul><li>信息来源：星原日报</li><li>发布时间：<span>2021-11-05 10:00:01</span></li></ul>",
         "2021-11-05T10:00:01"},
        {"<p>发布时间：二〇二一年十一月五日</p>", "2021-11-05"},
        {"<p>发布时间：２０２１－１１－０５</p>", "2021-11-05"},
    };
    for (const auto& [info, expected] : cases) {
        const Read got = read(article(kHeading, info));
        EXPECT_EQ(got.date, expected) << info;
        EXPECT_EQ(got.kind, "article") << info;
        EXPECT_EQ(got.title, "全市重点工程推进会召开") << info;
    }
}

TEST(Articles, APrintedDateBeatsMetaAndAddress) {
    std::string html = article(kHeading, "<p>发布时间：2021-11-05</p>");
    html.replace(html.find("</title>"), 8,
                 "</title><meta name=\"pubdate\" content=\"2023-01-02 10:00\">");
    const Read got = read(html, "http://www.xingyuan.gov.cn/zwdt/202209/t20220909_1.html");
    EXPECT_EQ(got.date, "2021-11-05");
    EXPECT_EQ(got.from, "label");
}

TEST(Articles, WithoutAPrintedDateScriptMetaAndAddressFollow) {
    const std::string bare = article(kHeading, "<p>来源：星原日报</p>");
    EXPECT_EQ(read(bare).date, "");
    EXPECT_EQ(read(bare, "http://www.xingyuan.gov.cn/zwdt/202111/t20211105_1.html").date,
              "2021-11-05");
    EXPECT_EQ(read(bare, "http://www.xingyuan.gov.cn/art/2021/11/5/art_1_2.html").from, "url");
    std::string meta = bare;
    meta.replace(meta.find("</title>"), 8,
                 "</title><META NAME=\"PubDate\" CONTENT=\"2021-11-06 10:00:30\">");
    const Read from_meta = read(meta, "http://www.xingyuan.gov.cn/zwdt/202111/t20211105_1.html");
    EXPECT_EQ(from_meta.date, "2021-11-06T10:00:30");
    EXPECT_EQ(from_meta.from, "meta");
    const Read from_script = read(article(
        kHeading, "<p>来源：星原日报 <script>var pubdata='2021-11-07 08:00';</script></p>"));
    EXPECT_EQ(from_script.date, "2021-11-07T08:00");
    EXPECT_EQ(from_script.from, "script");
}

TEST(Articles, NoDateIsInvented) {
    // Today's date in the head, dates in the text, a document number, the day at the end.
    const std::string html = page(
        "星原美术馆_星原市人民政府", "",
        "<div class=\"date\">今天是：2022年3月4日 星期五</div><div "
        "class=\"con\"><h1>星原美术馆</h1>"
        "<p>星原美术馆于1990年10月12日落成，建筑面积八百七十平方米，馆藏书画二百余件，是本市重要的"
        "文化场所，长期免费向公众开放，每年接待观众数万人次。</p><p>依据星政办〔2021〕12号文件，"
        "美术馆由市文化局管理，开放时间为每日九时至十七时，逢周一闭馆维护，节假日另行通知。</p>"
        "<p>2019年5月1日</p></div>");
    const Read got = read(html);
    EXPECT_EQ(got.date, "") << got.from;
    EXPECT_EQ(got.title, "星原美术馆");
}

TEST(Articles, OtherDatesAreNoPublishDate) {
    const Read got =
        read(article(kHeading,
                     "<p>成文日期：2021-10-01 发布日期：2021-11-05 截止时间：2021-12-01"
                     "</p>"));
    EXPECT_EQ(got.date, "2021-11-05");
    const Read contract = read(article(kHeading, "<p>签署时间：2021-10-01 来源：星原日报</p>"));
    EXPECT_EQ(contract.date, "");
}

TEST(Articles, TheHeadingIsFoundInAnyElement) {
    for (std::string_view heading :
         {"<div class=\"bt\">全市重点工程推进会召开</div>",
          "<p style=\"font-size:24px\"><b>全市重点工程推进会召开</b></p>",
          "<table><tr><td align=\"center\">全市重点工程推进会召开</td></tr></table>",
          "<h2>全市重点工程<br>推进会召开</h2>"}) {
        EXPECT_EQ(read(article(heading, "<p>发布时间：2021-11-05 来源：星原日报</p>")).title,
                  "全市重点工程推进会召开")
            << heading;
    }
}

TEST(Articles, TheSourceEndsWhereTheNextFieldBegins) {
    EXPECT_EQ(
        read(article(kHeading, "<p>发布时间：2021-11-05 来源：星原日报 浏览：3 次</p>")).source,
        "星原日报");
    EXPECT_EQ(read(article(kHeading, "<p>来源：星原日报2021-11-05</p>")).source, "星原日报");
    EXPECT_EQ(read(article(kHeading, "<p>发布时间：2021-11-05 作者：来源：</p>")).source, "");
}

TEST(Articles, RelatedListsAreNeitherTextNorDate) {
    const std::string html = article(
        kHeading, "<p>来源：星原日报</p>",
        std::string(kText) +
            "<h3>相关信息</h3><ul><li><a href=\"1.html\">第一件相关的事情的报道</a>2020-01-01</li>"
            "<li><a href=\"2.html\">第二件相关的事情的报道</a>2020-01-02</li><li><a "
            "href=\"3.html\">"
            "第三件相关的事情的报道</a>2020-01-03</li></ul>");
    EXPECT_EQ(read(html).date, "");
    EXPECT_EQ(read(html).kind, "article");
}

TEST(Articles, WhatShowsNoListKeepsItsText) {
    // A table of names under an address that looks like a column's, without a day.
    const std::string names = page(
        "保障对象名单", "",
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> &gt; 公示</div><h2>保障对象名单</h2>"
        "<table><tr><th>序号</th><th>姓名</th></tr><tr><td>1</td><td>张示一</td></tr><tr><td>2</td>"
        "<td>李示二</td></tr><tr><td>3</td><td>王示三</td></tr></table>");
    Extractor extractor;
    const PageInput table{names, "http://www.xingyuan.gov.cn/gs/", {}, {}};
    EXPECT_NE(extractor.extract(table).main_text.find("李示二"), std::string_view::npos);
    // A standing text of two sentences without tags is one text.
    const std::string duties = page(
        "机构职能", "",
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> &gt; 机构职能</div><h2>机构职能</h2>"
        "<div "
        "class=\"text\"><p>星原市人民政府办公室负责处理日常工作，组织起草和审核重要文稿。</p><p>"
        "工作部门：教育局、民政局、财政局、自然资源局、农业农村局、商务局。</p></div>");
    const PageInput text{duties, "http://www.xingyuan.gov.cn/jgzn/", {}, {}};
    EXPECT_NE(extractor.extract(text).main_text.find("自然资源局"), std::string_view::npos);
}

TEST(Articles, RowsOfDaysAreNoInfoLine) {
    // Names of matters too short for titles, each with the day it was put there.
    const std::string matters =
        page("企业服务", "",
             "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> &gt; "
             "企业服务</div><h2>企业服务</h2><ul>"
             "<li><a href=\"/zn/1.html\">取水许可</a><span>2021-10-03</span></li>"
             "<li><a href=\"/zn/2.html\">排污许可</a><span>2021-10-03</span></li>"
             "<li><a href=\"/zn/3.html\">消防审查</a><span>2021-10-03</span></li></ul>");
    const Read got = read(matters, "http://www.xingyuan.gov.cn/qyfw/");
    EXPECT_EQ(got.kind, "column");
    EXPECT_EQ(got.date, "");
}

TEST(Articles, LyingAndRareCharsetsAreRead) {
    // GB18030 declared UTF-8: 星原要闻 and so on, made by hand for a few characters.
    const std::string gbk =
        "<html><head><meta charset=\"utf-8\"><title>\xD0\xC7\xD4\xAD\xD2\xAA\xCE\xC5</title></head>"
        "<body><p>\xD0\xC7\xD4\xAD\xCA\xD0\xD5\xD9\xBF\xAA\xBB\xE1\xD2\xE9\xA1\xA3"
        "\xD0\xC7\xD4\xAD\xCA\xD0\xD5\xD9\xBF\xAA\xBB\xE1\xD2\xE9\xA1\xA3</p></body></html>";
    Extractor extractor;
    const PageFacts& facts = extractor.extract({gbk, "http://a.gov.cn/", {}, {}});
    EXPECT_EQ(facts.title, "星原要闻");
    EXPECT_EQ(facts.encoding, "gb18030");
    // UTF-16LE without a mark, declared gb2312.
    std::string wide;
    for (char16_t c : std::u16string(u"<html><head><meta charset=\"gb2312\"><title>星原</title>"
                                     u"</head><body><p>星原市召开会议。</p></body></html>")) {
        wide += static_cast<char>(c & 0xff);
        wide += static_cast<char>(c >> 8);
    }
    EXPECT_EQ(extractor.extract({wide, "http://a.gov.cn/", {}, {}}).title, "星原");
}

TEST(Articles, HostileBytesGiveFactsNotCrashes) {
    Extractor extractor;
    std::string binary;
    for (int i = 0; i < 5000; ++i) binary += static_cast<char>(i * 37 % 256);
    EXPECT_EQ(extractor.extract({binary, "http://a.gov.cn/", {}, {}}).bytes, 5000U);
    EXPECT_EQ(extractor.extract({"", "", {}, {}}).kind, PageKind::other);
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += "<div><a href=x>字";
    EXPECT_GT(extractor.extract({deep, "http://a.gov.cn/", {}, {}}).links.size(), 10000U);
    std::string labels;
    for (int i = 0; i < 20000; ++i) labels += "时间：来源：\"title\"";
    extractor.extract({"<script>" + labels + "</script><p>" + labels, "nonsense", "x", {}});
}

}  // namespace
}  // namespace mingcha::extract
