// From a server's answers to the facts of a site: searches, attachments and style sheets.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/gathering.h"
#include "app/inspect.h"
#include "gather/limits.h"
#include "office/xlsx_write.h"
#include "store/facts_load.h"
#include "store/warc_file.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;

constexpr std::string_view kHome = "http://www.one.gov.cn/";
const std::string kHtml = "Content-Type: text/html; charset=utf-8\r\n";

std::string html(const std::string& title, const std::string& body) {
    return answer(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + title +
            "_某市人民政府</title><link rel=stylesheet href=\"/css/site.css\"></head><body>"
            "<form action=\"/so/\"><input name=q placeholder=请输入关键词></form>" +
            body + "</body></html>",
        "200 OK", kHtml);
}

std::string article(const std::string& title, const std::string& more = {}) {
    return html(
        title,
        "<h1>" + title +
            "</h1><div>发布时间：2021-09-01 来源：某办</div>"
            "<div class=content><p>某市今天召开全市重点工程推进会，听取各县区工程进展情况"
            "汇报，研究部署下一阶段工作。会议指出，今年以来各项工程进展顺利。</p><p>会议强调，"
            "要紧盯目标任务，压实各方责任，加强要素保障，及时协调解决困难和问题。</p>" +
            more + "</div>");
}

std::string workbook() {
    office::Table table;
    table.head = {"序号", "姓名"};
    table.widths = {1, 1};
    table.rows = {{"1", "张三"}};
    return *office::write_xlsx({{"名单", table}});
}

std::string serve(const LocalRequest& request) {
    if (request.target == "/") {
        return html("首页",
                    "<ul><li><a href=\"/1.html\">某市召开重点工程推进会议部署工作</a></li>"
                    "<li><a href=\"/2.html\">某市公示拟发放补贴人员名单</a></li></ul>"
                    "<div class=gone><a href=\"http://stranger.example/\">x</a></div>");
    }
    if (request.target == "/1.html") return article("某市召开重点工程推进会议部署工作");
    if (request.target == "/2.html") {
        return article("某市公示拟发放补贴人员名单",
                       "<p>附件：<a href=\"/f/1.xlsx\">人员名单</a></p>");
    }
    if (request.target == "/f/1.xlsx") {
        return answer(workbook(), "200 OK", "Content-Type: application/octet-stream\r\n");
    }
    if (request.target == "/css/site.css") {
        return answer(".gone{position:absolute;left:-9999px}", "200 OK",
                      "Content-Type: text/css\r\n");
    }
    if (request.target.starts_with("/so/?q=")) {
        return html("搜索结果", "<p>抱歉，没有找到相关结果</p>");
    }
    return answer("no", "404 Not Found");
}

TEST(FurtherFacts, AreKeptAndLoaded) {
    LocalServer server(serve);
    testing::TempDir dir;
    GatheringOptions options;
    options.data_dir = dir.path();
    options.campaign = "2021Q4";
    options.as_of = *parse_instant("2021-11-12T23:59:59+08:00");
    options.crawl.fetch.resolve_all = server.address();
    options.crawl.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
    options.crawl.rate = 0;
    options.crawl.first_retry_ms = 5;
    options.crawl.searches = gather::kSearches;
    options.crawl.documents = gather::kDocuments;
    options.crawl.sheets = gather::kSheets;
    options.crawl.ipv6 = true;
    options.make_analyse = [as_of = options.as_of] { return page_analyser(as_of); };
    Site site;
    site.site_code = "1111111111";
    site.url = kHome;
    const std::atomic<bool> go_on = false;
    const auto totals = gather_targets(options, {{site.site_code, site.url, false, {}}}, go_on);
    ASSERT_TRUE(totals) << totals.error().text();
    auto index = store::GatherIndex::open(store::evidence_folder(dir.path()));
    ASSERT_TRUE(index);
    const auto loaded = store::load_site_facts(dir.path(), **index, "2021Q4", site);
    ASSERT_TRUE(loaded) << loaded.error().text();
    const SiteFacts& facts = loaded->facts;
    ASSERT_EQ(facts.pages.size(), 3U);

    // The stranger's link is hidden by a rule of the site's own sheet, already on the home page.
    const auto& links = facts.pages.front().facts.links;
    const auto stranger = std::find_if(links.begin(), links.end(), [](const Link& link) {
        return link.url == "http://stranger.example/";
    });
    ASSERT_NE(stranger, links.end());
    EXPECT_TRUE(stranger->hidden && stranger->by_sheet);
    EXPECT_EQ(stranger->hidden_by, HiddenBy::off_screen);

    // Both articles were looked for, and the page of results is evidence.
    std::size_t searches = 0;
    for (const PageRecord& page : facts.pages) {
        for (const GuisedView& view : page.guised) {
            if (view.guise != Guise::search) continue;
            ++searches;
            EXPECT_TRUE(view.read);
            EXPECT_TRUE(view.facts.says_not_found);
            EXPECT_TRUE(view.final_url.starts_with("http://www.one.gov.cn/so/?q=%E6%9F%90"));
            EXPECT_TRUE(store::read_warc(store::evidence_folder(dir.path()) / view.archive.warc,
                                         view.archive.offset));
        }
    }
    EXPECT_EQ(searches, 2U);

    ASSERT_EQ(facts.documents.size(), 1U);
    const PageRecord& document = facts.documents.front();
    EXPECT_EQ(document.facts.url, "http://www.one.gov.cn/f/1.xlsx");
    EXPECT_EQ(document.facts.main_text, "序号 姓名\n1 张三\n");
    EXPECT_EQ(document.facts.title, "人员名单");
    EXPECT_EQ(document.facts.document_title, "某市公示拟发放补贴人员名单");
    ASSERT_TRUE(document.facts.publish_date);
    EXPECT_EQ(document.facts.publish_date->date, *make_date(2021, 9, 1));
    EXPECT_FALSE(document.archive.warc.empty());

    // Names are resolved to IPv4 by the options: nothing was asked over IPv6.
    EXPECT_FALSE(facts.ipv6);
    // The sheet is no link that could be broken.
    for (const LinkCheck& link : facts.links) EXPECT_NE(link.kind, LinkKind::style);
}

}  // namespace
}  // namespace mingcha::app
