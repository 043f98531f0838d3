// Lists, home pages, columns, footers, hidden links, shells and meta tags.
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/columns.h"
#include "extract/extractor.h"
#include "extract/footer.h"
#include "extract/heading.h"
#include "tests/unit/extract/pages.h"

namespace mingcha::extract {
namespace {

using pages::page;

constexpr std::string_view kUrl = "http://www.xingyuan.gov.cn/zwgk/tzgg/index.html";

std::string list_page(std::string_view list) {
    return page("通知公告_星原市人民政府", "",
                "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > 政务公开 > 通知公告</div>" +
                    std::string(list) +
                    "<div class=\"page\">共 120 条 <a href=\"index_1.html\">下一页</a> <a href="
                    "\"index_9.html\">尾页</a></div>");
}

std::vector<std::string> dates(const PageFacts& facts) {
    std::vector<std::string> out;
    for (const ListItem& item : facts.items) {
        out.push_back(item.date ? format_printed(*item.date) : "-");
    }
    return out;
}

TEST(Lists, DatesAreFoundWhereverTheListPrintsThem) {
    const std::vector<std::string> lists{
        // behind, before, in a cell, in brackets within the link, in the next box, over two boxes
        "<ul><li><a href=\"1.html\">关于召开第一次会议的通知</a><span>2021-11-05</span></li><li><a "
        "href="
        "\"2.html\">关于召开第二次会议的通知</a><span>2021-11-04</span></li><li><a href=\"3.html\">"
        "关于召开第三次会议的通知</a><span>2021-11-03</span></li></ul>",
        "<ul><li><span>2021-11-05</span><a "
        "href=\"1.html\">关于召开第一次会议的通知</a></li><li><span>"
        "2021-11-04</span><a href=\"2.html\">关于召开第二次会议的通知</a></li><li><span>2021-11-03"
        "</span><a href=\"3.html\">关于召开第三次会议的通知</a></li></ul>",
        "<table><tr><td>1</td><td><a "
        "href=\"1.html\">关于召开第一次会议的通知</a></td><td>2021/11/5</td>"
        "</tr><tr><td>2</td><td><a "
        "href=\"2.html\">关于召开第二次会议的通知</a></td><td>2021/11/4</td>"
        "</tr><tr><td>3</td><td><a "
        "href=\"3.html\">关于召开第三次会议的通知</a></td><td>2021/11/3</td>"
        "</tr></table>",
        "<ul><a "
        "href=\"1.html\"><h3>关于召开第一次会议的通知(2021-11-05)</h3><p>关于召开第一次会议的通知"
        "</p></a><a "
        "href=\"2.html\"><h3>关于召开第二次会议的通知(2021-11-04)</h3><p>关于召开第二次会议"
        "的通知</p></a><a href=\"3.html\"><h3>关于召开第三次会议的通知(2021-11-03)</h3></a></ul>",
        "<dl><dt><a href=\"1.html\">关于召开第一次会议的通知</a></dt><dd>2021-11-05</dd><dt><a "
        "href="
        "\"2.html\">关于召开第二次会议的通知</a></dt><dd>2021-11-04</dd><dt><a href=\"3.html\">"
        "关于召开第三次会议的通知</a></dt><dd>2021-11-03</dd></dl>",
        "<ul><li><div><p>05</p><p>2021-11</p></div><a "
        "href=\"1.html\">关于召开第一次会议的通知</a></li>"
        "<li><div><p>04</p><p>2021-11</p></div><a href=\"2.html\">关于召开第二次会议的通知</a></li>"
        "<li><div><p>03</p><p>2021-11</p></div><a "
        "href=\"3.html\">关于召开第三次会议的通知</a></li></ul>",
        "<td><a href=\"1.html\">关于召开第一次会议的通知</a> 2021-11-05<br><a href=\"2.html\">"
        "关于召开第二次会议的通知</a> 2021-11-04<br><a "
        "href=\"3.html\">关于召开第三次会议的通知</a> "
        "2021-11-03<br></td>",
    };
    Extractor extractor;
    for (const std::string& list : lists) {
        const PageFacts& facts = extractor.extract({list_page(list), kUrl, {}, {}});
        const std::vector<std::string> expected{"2021-11-05", "2021-11-04", "2021-11-03"};
        EXPECT_EQ(dates(facts), expected) << list;
        ASSERT_EQ(facts.items.size(), 3U) << list;
        EXPECT_EQ(facts.items[1].title, "关于召开第二次会议的通知");
        EXPECT_EQ(facts.items[1].url, "http://www.xingyuan.gov.cn/zwgk/tzgg/2.html");
        EXPECT_EQ(facts.kind, PageKind::column);
        EXPECT_FALSE(facts.publish_date);
    }
}

TEST(Lists, DatesWithoutYearNeedAsOf) {
    const std::string html = list_page(
        "<ul><li><a href=\"1.html\">关于召开第一次会议的通知</a>[11-05]</li><li><a href=\"2.html\">"
        "关于召开第二次会议的通知</a>[11-04]</li><li><a "
        "href=\"3.html\">关于召开第三次会议的通知</a>"
        "[12-30]</li></ul>");
    Extractor extractor;
    const std::vector<std::string> unknown{"-", "-", "-"};
    EXPECT_EQ(dates(extractor.extract({html, kUrl, {}, {}})), unknown);
    const std::vector<std::string> known{"2021-11-05", "2021-11-04", "2020-12-30"};
    EXPECT_EQ(dates(extractor.extract({html, kUrl, {}, *parse_instant("2021-11-12")})), known);
}

TEST(Lists, CutTitlesAreMadeWhole) {
    const std::string html = list_page(
        "<ul><li><a href=\"1.html\" "
        "title=\"关于召开全市第一次重点工程推进会议的通知\">关于召开全市第一次…"
        "</a>2021-11-05</li><li><a href=\"2.html\">关于召开第二次会议的通知</a>2021-11-04</li><li>"
        "<a href=\"3.html\">关于召开第三次会议的通知</a>2021-11-03</li></ul>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    ASSERT_EQ(facts.items.size(), 3U);
    EXPECT_EQ(facts.items[0].title, "关于召开全市第一次重点工程推进会议的通知");
}

TEST(Lists, AListInACommentOrAScriptWaitsForABrowser) {
    Extractor extractor;
    const std::string comment = list_page(
        "<ul id=\"list\"></ul><!-- <li><a href=\"1.html\" title=\"关于召开第一次会议的通知\">x</a>"
        "<span>2021-11-05</span></li><li><a href=\"2.html\" "
        "title=\"关于召开第二次会议的通知\">x</a>"
        "<span>2021-11-04</span></li> -->");
    const PageFacts& facts = extractor.extract({comment, kUrl, {}, {}});
    EXPECT_TRUE(facts.items.empty());
    ASSERT_EQ(facts.script_items.size(), 2U);
    EXPECT_EQ(format_printed(*facts.script_items[0].date), "2021-11-05");
    const std::string json = list_page(
        "<script>var "
        "data=[{\"title\":\"关于召开第一次会议的通知\",\"url\":\"/a/1.html\",\"pubDate\":"
        "\"2021-11-05\"},{\"title\":\"关于召开第二次会议的通知\",\"url\":\"/a/2.html\",\"pubDate\":"
        "\"2021-11-04\"}];</script>");
    const PageFacts& scripted = extractor.extract({json, kUrl, {}, {}});
    ASSERT_EQ(scripted.script_items.size(), 2U);
    EXPECT_EQ(scripted.script_items[1].url, "http://www.xingyuan.gov.cn/a/2.html");
    EXPECT_TRUE(scripted.needs_rendering);
}

TEST(Lists, AShellNeedsRendering) {
    const std::string shell =
        "<html><head><title>星原市</title><script "
        "src=\"/js/chunk-vendors.js\"></script></head><body>"
        "<div id=\"app\"></div><script src=\"/js/app.js\"></script></body></html>";
    Extractor extractor;
    EXPECT_TRUE(extractor.extract({shell, "http://a.gov.cn/", {}, {}}).needs_rendering);
    const std::string html = list_page("<p>暂无内容</p>");
    EXPECT_FALSE(extractor.extract({html, kUrl, {}, {}}).needs_rendering);
}

TEST(Shell, AnEmptyBoxThatAScriptFillsIsNoBlankColumn) {
    Extractor extractor;
    const std::string filled = list_page(
        "<div id=\"newsbox\"></div><script>var box=document.getElementById('newsbox');"
        "for(var i=0;i<rows.length;i++){box.innerHTML+=line(rows[i]);}</script>");
    EXPECT_TRUE(extractor.extract({filled, kUrl, {}, {}}).needs_rendering);
    // A script about something else, and a word that only begins like the box's name.
    const std::string blank =
        list_page("<ul id=\"news\"></ul><script>count('newsletter');track('visits');</script>");
    EXPECT_FALSE(extractor.extract({blank, kUrl, {}, {}}).needs_rendering);
}

TEST(Columns, AreNamedByWhatTheyAreAbout) {
    const std::vector<std::pair<std::string_view, ColumnKind>> cases{
        {"工作动态", ColumnKind::news},           {"星原要闻", ColumnKind::news},
        {"通知公告", ColumnKind::notices},        {"政策文件", ColumnKind::policies},
        {"政策解读", ColumnKind::interpretation}, {"星原概况", ColumnKind::overview},
        {"机构设置", ColumnKind::organization},   {"领导之窗", ColumnKind::leaders},
        {"领导信箱", ColumnKind::interaction},    {"政民互动", ColumnKind::interaction},
        {"政务服务", ColumnKind::services},       {"意见征集", ColumnKind::consultation},
        {"统计数据", ColumnKind::data},           {"星原视频", ColumnKind::other},
    };
    for (const auto& [name, kind] : cases) EXPECT_EQ(column_kind_of(name), kind) << name;
}

TEST(Columns, MenusAndSections) {
    const std::string html =
        page("星原市人民政府", "",
             "<div class=\"box\"><h3>通知公告</h3><a href=\"/tzgg/\">更多&gt;&gt;</a><ul><li>"
             "<a href=\"1.html\">关于召开第一次会议的通知</a>2021-11-05</li></ul></div>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, "http://www.xingyuan.gov.cn/", {}, {}});
    const auto find = [&](std::string_view name) {
        return std::find_if(facts.columns.begin(), facts.columns.end(),
                            [&](const Column& column) { return column.name == name; });
    };
    ASSERT_NE(find("通知公告"), facts.columns.end());
    EXPECT_EQ(find("通知公告")->url, "http://www.xingyuan.gov.cn/tzgg/");
    ASSERT_NE(find("政务动态"), facts.columns.end());
    EXPECT_EQ(find("政务动态")->kind, ColumnKind::news);
    EXPECT_EQ(find("首页"), facts.columns.end());
}

TEST(Footers, IdentityIsReadInItsManyPrints) {
    EXPECT_EQ(find_icp("备案号：皖ICP备99016543号-1 技术支持"), "皖ICP备99016543号-1");
    EXPECT_EQ(find_icp("京ICP备 13001288号"), "京ICP备 13001288号");
    EXPECT_EQ(find_icp("京ICP10036469号"), "京ICP10036469号");
    EXPECT_EQ(find_icp("ICP证号：陕ICP备08003687号-1"), "陕ICP备08003687号-1");
    EXPECT_EQ(find_icp("蜀ICP备：19007388号"), "蜀ICP备：19007388号");
    EXPECT_EQ(find_icp("从事ICP备案的通知"), "");
    EXPECT_EQ(find_police_number("皖公网安备 99150002000142号"), "皖公网安备 99150002000142号");
    EXPECT_EQ(find_police_number("京公网安备11010502037696 版权"), "京公网安备11010502037696");
    EXPECT_EQ(find_police_number("公网安备工作"), "");
    EXPECT_EQ(find_site_code("：9915000001 皖ICP"), "9915000001");
    EXPECT_EQ(find_site_code("bm99000001"), "bm99000001");
    EXPECT_EQ(find_site_code("： 991500000144"), "991500000144");
    EXPECT_EQ(find_site_code("：皖ICP备99016543号-1 皖公网安备 99150002000142号"), "");
}

TEST(Footers, OfAWholePage) {
    Extractor extractor;
    const PageFacts& facts = extractor.extract({list_page("<p>暂无</p>"), kUrl, {}, {}});
    EXPECT_EQ(facts.footer.site_code, "9915000001");
    EXPECT_EQ(facts.footer.icp, "皖ICP备99016543号-1");
    EXPECT_EQ(facts.footer.police, "皖公网安备 99150002000142号");
    EXPECT_EQ(facts.footer.organizer, "星原市人民政府办公室");
    EXPECT_EQ(facts.footer.contact, "0999-8800123");
    EXPECT_TRUE(facts.footer.sitemap);
    EXPECT_FALSE(facts.footer.emblem);
    EXPECT_TRUE(facts.site_name_in_header);
}

TEST(Footers, OrganizerAndContactInOtherWords) {
    const auto footer_of = [](const std::string& foot) {
        const std::string html =
            "<html><head><title>星原县人民政府</title></head><body><div class=\"main\"><p>本页没有"
            "内容。</p></div><div class=\"footer\"><p>" +
            foot + "</p><p>网站标识码：9915000001</p></div></body></html>";
        Extractor extractor;
        const Footer& footer = extractor.extract({html, kUrl, {}, {}}).footer;
        return std::pair(std::string(footer.organizer), std::string(footer.contact));
    };
    EXPECT_EQ(footer_of("版权所有　星原县人民政府主办").first, "星原县人民政府");
    EXPECT_EQ(footer_of("本站由星原县人民政府办公室主办 星原县信息中心承办").first,
              "本站由星原县人民政府办公室");
    EXPECT_EQ(footer_of("主办").first, "");
    EXPECT_EQ(footer_of("邮箱：office@xingyuan.example").second, "office@xingyuan.example");
    EXPECT_EQ(footer_of("@星原发布").second, "");
}

TEST(Links, KindsPlacesAndAddresses) {
    const std::string html = list_page(
        "<a href=\"../../a.pdf\">附件</a><a href=\"b.jpg\">图</a><a "
        "href=\"http://other.cn/\">外</a>"
        "<a href=\"javascript:void(0)\">脚本</a><a href=\"#top\">顶</a><img src=\"c.png\">"
        "<script src=\"d.js\"></script><a href=\"https://xingyuan.gov.cn/e\">同站</a>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    const auto kind_of = [&](std::string_view url) {
        for (const Link& link : facts.links) {
            if (link.url == url) {
                return std::string(to_string(link.kind)) + (link.external ? " external" : "");
            }
        }
        return std::string("absent");
    };
    EXPECT_EQ(kind_of("http://www.xingyuan.gov.cn/a.pdf"), "attachment");
    EXPECT_EQ(kind_of("http://www.xingyuan.gov.cn/zwgk/tzgg/b.jpg"), "image");
    EXPECT_EQ(kind_of("http://other.cn/"), "page external");
    EXPECT_EQ(kind_of("javascript:void(0)"), "other");
    EXPECT_EQ(kind_of("http://www.xingyuan.gov.cn/zwgk/tzgg/c.png"), "image");
    EXPECT_EQ(kind_of("http://www.xingyuan.gov.cn/zwgk/tzgg/d.js"), "script");
    EXPECT_EQ(kind_of("https://xingyuan.gov.cn/e"), "page");
}

TEST(Links, EveryWayToHideOne) {
    const std::vector<std::pair<std::string, HiddenBy>> cases{
        {"<div style=\"display:none\">@</div>", HiddenBy::display},
        {"<div style='DISPLAY : none !important'>@</div>", HiddenBy::display},
        {"<p hidden>@</p>", HiddenBy::display},
        {"<span style=\"visibility:hidden\">@</span>", HiddenBy::visibility},
        {"<div style=\"position:absolute;left:-9999px\">@</div>", HiddenBy::off_screen},
        {"<div style=\"position:fixed;top:-2000px\">@</div>", HiddenBy::off_screen},
        {"<div style=\"height:0;overflow:hidden\">@</div>", HiddenBy::zero_size},
        {"<p style=\"font-size:0px\">@</p>", HiddenBy::zero_size},
        {"<td bgcolor=\"#ffffff\"><font color=\"#FFF\">@</font></td>", HiddenBy::colour},
        {"<div style=\"background:#000\"><p style=\"color:black\">@</p></div>", HiddenBy::colour},
        {"<marquee height=\"1\" width=\"4\">@</marquee>", HiddenBy::marquee},
        {"<script>document.write('<div style=\"display:none\">')</script>@<script>document.write("
         "'</div>')</script>",
         HiddenBy::script},
        {"<div style=\"color:#fff\">@</div>", HiddenBy::none},
        {"<div class=\"hide\">@</div>", HiddenBy::none},
        {"<marquee height=\"30\">@</marquee>", HiddenBy::none},
        {"<div style=\"height:0px\">@</div>", HiddenBy::none},
    };
    Extractor extractor;
    for (const auto& [around, expected] : cases) {
        std::string html = "<html><body><p>正文</p><table>" + around + "</table></body></html>";
        if (around.find("<td") == std::string::npos) html = "<html><body><p>正文</p>" + around;
        html.replace(html.find('@'), 1, "<a href=\"http://spam.example/\">彩票</a>");
        const PageFacts& facts = extractor.extract({html, "http://a.gov.cn/", {}, {}});
        ASSERT_EQ(facts.links.size(), 1U) << around;
        EXPECT_EQ(facts.links[0].hidden_by, expected) << around;
        EXPECT_EQ(facts.links[0].hidden, expected != HiddenBy::none) << around;
    }
}

TEST(Tags, TheFaultsOfTheStandardAreFacts) {
    const std::string html = page(
        "通知公告_星原市人民政府",
        "<meta name=\"SiteName\" content=\"星原市人民政府\"><meta name=\"SiteDomain\" content="
        "\"http://www.other.gov.cn\"><meta name=\"SiteIDCode\" content=\"99150001\">"
        "<meta name=\"ColumnName\" content=\"通知公告\"><meta name=\"ColumnType\" content=\"null\">"
        "<meta name=\"PubDate\" content=\"2021.11.5\">",
        "<div>当前位置：首页 > 通知公告</div>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    const auto has = [&](TagFaultKind kind, std::string_view name) {
        return std::any_of(facts.tag_faults.begin(), facts.tag_faults.end(),
                           [&](const TagFault& f) { return f.kind == kind && f.name == name; });
    };
    EXPECT_TRUE(has(TagFaultKind::domain_with_scheme, "SiteDomain"));
    EXPECT_TRUE(has(TagFaultKind::domain_mismatch, "SiteDomain"));
    EXPECT_TRUE(has(TagFaultKind::bad_site_code, "SiteIDCode"));
    EXPECT_TRUE(has(TagFaultKind::placeholder, "ColumnType"));
    EXPECT_TRUE(has(TagFaultKind::missing, "ColumnDescription"));
    EXPECT_TRUE(has(TagFaultKind::bad_date, "PubDate"));
    EXPECT_FALSE(has(TagFaultKind::missing, "SiteName"));
}

TEST(Titles, AreCleanedOfSitesAtEitherEnd) {
    EXPECT_EQ(clean_document_title("全市会议召开-星原市人民政府", ""), "全市会议召开");
    EXPECT_EQ(clean_document_title("全市会议召开_星原市教育局_星原市人民政府门户网站", ""),
              "全市会议召开");
    EXPECT_EQ(clean_document_title("“一对一”帮包活动——走进企业", ""), "“一对一”帮包活动——走进企业");
    EXPECT_EQ(clean_document_title("星原市人民政府门户网站-博物馆-星原美术馆", ""), "星原美术馆");
    EXPECT_EQ(site_name_in_title("全市会议召开 - 星原市教育局"), "星原市教育局");
    EXPECT_EQ(last_of_crumb("当前位置：首页 > 政务公开 > 通知公告 > 正文"), "通知公告");
    EXPECT_EQ(last_of_crumb("首页>>信息公开"), "信息公开");
}

}  // namespace
}  // namespace mingcha::extract
