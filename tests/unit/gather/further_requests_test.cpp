// What is asked for besides pages and links: style sheets before the home page is read, documents
// as a whole, and the site's own search.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

#include "gather/crawl.h"
#include "tests/testing/local_server.h"

namespace mingcha::gather {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;

constexpr std::size_t kLargeDocument = kDocumentBytes + 100;

struct Seen {
    std::string url, final_url;
    std::size_t bytes = 0;
    Guise guise = Guise::own;
    LinkState state = LinkState::not_checked;
    bool page = false, document = false, sheet = false;
};

class Notes final : public Handler {
public:
    bool visit(int /*worker*/, const Visit& what, std::string_view body,
               FoundLinks& found) override {
        if (what.is_html && what.guise == Guise::own) {
            for (std::size_t at = body.find("href="); at != std::string_view::npos;
                 at = body.find("href=", at + 1)) {
                const std::string_view rest = body.substr(at + 5);
                const std::string_view url = rest.substr(0, rest.find('>'));
                const bool file = url.ends_with('x') || url.ends_with('X') || url.ends_with('f');
                found.add(url, file ? LinkKind::attachment : LinkKind::page);
            }
        }
        const std::lock_guard lock(mutex_);
        seen.push_back({what.url, what.response.url, body.size(), what.guise, what.state, what.page,
                        what.document, what.sheet});
        return true;
    }
    bool finish(int /*worker*/, const SiteEnd& end) override {
        ends.push_back(end);
        return true;
    }
    std::vector<SearchAsk> searches(const Target& /*target*/) override {
        ++asked_for_searches;
        return asks;
    }
    std::vector<std::string> sheets_of(int /*worker*/, const Visit& home,
                                       std::string_view /*body*/) override {
        sheets_of_home = home.url;
        return sheets;
    }

    const Seen* find(std::string_view url) const {
        const auto found = std::find_if(seen.begin(), seen.end(),
                                        [&](const Seen& each) { return each.url == url; });
        return found == seen.end() ? nullptr : &*found;
    }
    std::size_t place(std::string_view url) const {
        return static_cast<std::size_t>(find(url) - seen.data());
    }
    std::size_t count(bool Seen::*what) const {
        return static_cast<std::size_t>(
            std::count_if(seen.begin(), seen.end(), [&](const Seen& each) { return each.*what; }));
    }

    std::vector<Seen> seen;
    std::vector<SiteEnd> ends;
    std::vector<SearchAsk> asks;
    std::vector<std::string> sheets;
    std::string sheets_of_home;
    int asked_for_searches = 0;

private:
    std::mutex mutex_;
};

std::string serve(const LocalRequest& request) {
    constexpr const char* kFile = "Content-Type: application/octet-stream\r\n";
    if (request.target == "/") {
        return answer(
            "<html><a href=http://a.gov.cn/1.html>x</a><a href=http://a.gov.cn/2.html>x</a>"
            "<a href=http://a.gov.cn/f/1.docx>x</a><a href=http://a.gov.cn/f/2.XLSX>x</a>"
            "<a href=http://a.gov.cn/f/large.xlsx>x</a><a href=http://a.gov.cn/f/3.pdf>x</a>"
            "<a href=http://a.gov.cn/f/5.doc>x</a><a href=http://other.example/4.docx>x</a>");
    }
    if (request.target == "/f/large.xlsx") {
        return answer(std::string(kLargeDocument, 'x'), "200 OK", kFile);
    }
    if (request.target.ends_with("docx") || request.target.ends_with("XLSX") ||
        request.target.ends_with("pdf") || request.target.ends_with("doc")) {
        return answer(std::string(100'000, 'x'), "200 OK", kFile);
    }
    if (request.target == "/a.css") return answer("a{}", "200 OK", "Content-Type: text/css\r\n");
    if (request.target.ends_with(".css")) return answer("", "404 Not Found");
    if (request.target == "/robots.txt") return answer("", "404 Not Found");
    if (request.target.starts_with("/so?q=away")) {
        return answer("", "302 Found", "Location: http://so.example/\r\n");
    }
    return answer("<html>page");
}

CrawlOptions options_for(const LocalServer& server) {
    CrawlOptions options;
    options.fetch.resolve_all = server.address();
    options.fetch.guard = NetGuard({*parse_network("127.0.0.0/8")});
    options.rate = 0;
    options.workers = 2;
    options.first_retry_ms = 5;
    return options;
}

void run(Notes& notes, const CrawlOptions& options) {
    const std::vector<Target> targets{{"1234567890", "http://a.gov.cn/", false, {}}};
    const std::atomic<bool> stop = false;
    EXPECT_TRUE(crawl(options, targets, notes, stop));
    EXPECT_EQ(notes.ends.size(), 1U);
}

TEST(FurtherRequests, AreNoneWhereNobodyWantsThem) {
    LocalServer server(serve);
    Notes notes;
    notes.sheets = {"http://a.gov.cn/a.css"};
    notes.asks = {{"http://a.gov.cn/1.html", "http://a.gov.cn/so?q=1"}};
    run(notes, options_for(server));
    EXPECT_EQ(notes.asked_for_searches, 0);
    EXPECT_TRUE(notes.sheets_of_home.empty());
    EXPECT_EQ(notes.count(&Seen::document), 0U);
    EXPECT_EQ(notes.count(&Seen::sheet), 0U);
}

TEST(FurtherRequests, SheetsComeBeforeTheHomePageIsRead) {
    LocalServer server(serve);
    Notes notes;
    notes.sheets = {"http://a.gov.cn/a.css", "http://a.gov.cn/gone.css",
                    "http://other.example/b.css"};
    CrawlOptions options = options_for(server);
    options.sheets = 6;
    run(notes, options);
    EXPECT_EQ(notes.sheets_of_home, "http://a.gov.cn/");
    ASSERT_NE(notes.find("http://a.gov.cn/a.css"), nullptr);
    EXPECT_EQ(notes.find("http://a.gov.cn/a.css")->bytes, 3U);
    EXPECT_TRUE(notes.find("http://a.gov.cn/a.css")->sheet);
    EXPECT_EQ(notes.find("http://a.gov.cn/gone.css")->bytes, 0U);
    EXPECT_EQ(notes.find("http://other.example/b.css"), nullptr);  // not of the site
    EXPECT_LT(notes.place("http://a.gov.cn/a.css"), notes.place("http://a.gov.cn/"));
    EXPECT_LT(notes.place("http://a.gov.cn/gone.css"), notes.place("http://a.gov.cn/"));
    EXPECT_TRUE(notes.ends.front().visited);
    EXPECT_EQ(notes.ends.front().pages, 3U);
}

TEST(FurtherRequests, SheetsAreAsManyAsTheBudgetSays) {
    LocalServer server(serve);
    Notes notes;
    for (int i = 0; i < 20; ++i) {
        notes.sheets.push_back("http://a.gov.cn/" + std::to_string(i) + ".css");
    }
    CrawlOptions options = options_for(server);
    options.sheets = 4;
    run(notes, options);
    EXPECT_EQ(notes.count(&Seen::sheet), 4U);
    EXPECT_EQ(notes.ends.front().pages, 3U);
}

TEST(FurtherRequests, DocumentsAreReceivedWhole) {
    LocalServer server(serve);
    Notes notes;
    CrawlOptions options = options_for(server);
    options.documents = 40;
    run(notes, options);
    EXPECT_EQ(notes.find("http://a.gov.cn/f/1.docx")->bytes, 100'000U);
    EXPECT_EQ(notes.find("http://a.gov.cn/f/2.XLSX")->bytes, 100'000U);
    EXPECT_EQ(notes.find("http://a.gov.cn/f/3.pdf")->bytes, 100'000U);
    EXPECT_FALSE(notes.find("http://a.gov.cn/f/5.doc")->document);
    EXPECT_FALSE(notes.find("http://other.example/4.docx")->document);
    // Too large: tested as a link, not read.
    EXPECT_EQ(notes.find("http://a.gov.cn/f/large.xlsx")->bytes, 0U);
    EXPECT_EQ(notes.find("http://a.gov.cn/f/large.xlsx")->state, LinkState::fine);
}

TEST(FurtherRequests, DocumentsAreAsManyAsTheBudgetSays) {
    LocalServer server(serve);
    Notes notes;
    CrawlOptions options = options_for(server);
    options.documents = 1;
    run(notes, options);
    EXPECT_EQ(notes.count(&Seen::document), 1U);
}

TEST(FurtherRequests, TheSearchIsAskedOnceThePagesAreRead) {
    LocalServer server(serve);
    Notes notes;
    notes.asks = {{"http://a.gov.cn/1.html", "http://a.gov.cn/so?q=1"},
                  {"http://a.gov.cn/2.html", "http://a.gov.cn/so?q=away"},
                  {"http://a.gov.cn/2.html", "http://so.example/?q=2"},
                  {"http://a.gov.cn/unknown.html", "http://a.gov.cn/so?q=3"}};
    CrawlOptions options = options_for(server);
    options.searches = 4;
    run(notes, options);
    EXPECT_EQ(notes.asked_for_searches, 1);
    std::vector<Seen> searches;
    for (std::size_t i = 0; i < notes.seen.size(); ++i) {
        if (notes.seen[i].guise != Guise::search) continue;
        searches.push_back(notes.seen[i]);
        EXPECT_GT(i, notes.place("http://a.gov.cn/2.html"));
    }
    // A form of another host is not followed; nor is a title looked for of a page nobody knows.
    ASSERT_EQ(searches.size(), 2U);
    std::sort(searches.begin(), searches.end(),
              [](const Seen& a, const Seen& b) { return a.url < b.url; });
    EXPECT_EQ(searches[0].url, "http://a.gov.cn/1.html");
    EXPECT_EQ(searches[0].final_url, "http://a.gov.cn/so?q=1");
    EXPECT_EQ(searches[1].final_url, "http://so.example/");
    EXPECT_EQ(notes.ends.front().pages, 3U);
}

TEST(FurtherRequests, NoMoreSearchesThanTheBudgetSays) {
    LocalServer server(serve);
    Notes notes;
    for (int i = 0; i < 10; ++i) {
        notes.asks.push_back(
            {"http://a.gov.cn/1.html", "http://a.gov.cn/so?q=" + std::to_string(i)});
    }
    CrawlOptions options = options_for(server);
    options.searches = 4;
    run(notes, options);
    const auto searches = std::count_if(notes.seen.begin(), notes.seen.end(), [](const Seen& each) {
        return each.guise == Guise::search;
    });
    EXPECT_EQ(searches, 4);
}

}  // namespace
}  // namespace mingcha::gather
