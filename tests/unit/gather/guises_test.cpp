// A second look: pages asked for as a search engine and as its visitor, and what external
// addresses show.
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "gather/crawl.h"
#include "tests/testing/local_server.h"

namespace mingcha::gather {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;

struct Seen {
    std::string url, final_url, body;
    Guise guise = Guise::own;
    LinkState state = LinkState::not_checked;
    bool is_html = false, peeked = false, external = false;
};

class Notes final : public Handler {
public:
    bool visit(int /*worker*/, const Visit& what, std::string_view body,
               FoundLinks& found) override {
        if (what.is_html && what.guise == Guise::own) {
            for (std::size_t at = body.find("href="); at != std::string_view::npos;
                 at = body.find("href=", at + 1)) {
                const std::string_view rest = body.substr(at + 5);
                found.add(rest.substr(0, rest.find('>')), LinkKind::page);
            }
        }
        const std::lock_guard lock(mutex_);
        seen.push_back({what.url, what.response.url, std::string(body.substr(0, 200)), what.guise,
                        what.state, what.is_html, what.peeked, what.external});
        return true;
    }
    bool finish(int /*worker*/, const SiteEnd& /*end*/) override { return true; }

    std::vector<Seen> of(Guise guise) const {
        std::vector<Seen> list;
        for (const Seen& each : seen) {
            if (each.guise == guise) list.push_back(each);
        }
        return list;
    }

    std::vector<Seen> seen;

private:
    std::mutex mutex_;
};

std::string home() {
    std::string html = "<html>";
    for (int i = 1; i <= 9; ++i)
        html += "<a href=http://a.gov.cn/" + std::to_string(i) + ".html>x</a>";
    return html + "<a href=http://other.example/>o</a><a href=http://file.example/>f</a>";
}

std::string serve(const LocalRequest& request) {
    const bool robot = request.head.find("Baiduspider") != std::string::npos;
    const bool searcher = request.head.find("Referer: https://www.baidu.com/") != std::string::npos;
    if (request.host == "other.example") {
        return answer("<html><title>别处</title><a href=http://other.example/deeper>y</a>" +
                      std::string(200'000, 'z'));
    }
    if (request.host == "file.example")
        return answer("%PDF", "200 OK", "Content-Type: application/pdf\r\n");
    if (request.host == "bet.example") return answer("<html>bet");
    if (request.target == "/robots.txt") return answer("", "404 Not Found");
    if (request.target == "/" && robot) return answer("<html>for robots");
    if (request.target == "/" && searcher)
        return answer("", "302 Found", "Location: http://bet.example/\r\n");
    if (robot) return answer("no", "403 Forbidden");
    if (searcher) return answer("", "500 Internal Server Error");
    return answer(request.target == "/" ? home() : "<html>page");
}

void crawl_into(Notes& notes, const LocalServer& server, std::size_t pages, std::size_t max_pages) {
    CrawlOptions options;
    options.fetch.resolve_all = server.address();
    options.fetch.guard = NetGuard({*parse_network("127.0.0.0/8")});
    options.rate = 0;
    options.workers = 2;
    options.first_retry_ms = 5;
    options.guised_pages = pages;
    options.max_pages = max_pages;
    const std::vector<Target> targets{{"1234567890", "http://a.gov.cn/", false, {}}};
    const std::atomic<bool> stop = false;
    EXPECT_TRUE(crawl(options, targets, notes, stop));
}

TEST(Guises, ShowWhatSearchEnginesAreShown) {
    LocalServer server(serve);
    Notes notes;
    crawl_into(notes, server, 3, 1000);
    EXPECT_EQ(notes.of(Guise::own).size(), 12U);  // home, nine pages, two external links
    const auto robots = notes.of(Guise::robot);
    const auto searchers = notes.of(Guise::searcher);
    ASSERT_EQ(robots.size(), 3U);
    ASSERT_EQ(searchers.size(), 3U);
    for (const Seen& each : robots) {
        if (each.url == "http://a.gov.cn/") {
            EXPECT_TRUE(each.is_html);
            EXPECT_EQ(each.body, "<html>for robots");
            EXPECT_EQ(each.state, LinkState::fine);
        } else {
            EXPECT_EQ(each.state, LinkState::blocked) << each.url;
        }
    }
    for (const Seen& each : searchers) {
        if (each.url != "http://a.gov.cn/") continue;
        EXPECT_EQ(each.final_url, "http://bet.example/");
    }
    // One answer each, whatever it was.
    EXPECT_EQ(server.requests().size(), 1U + 12U + 6U + 1U);
}

TEST(Guises, AreFewWhereTheBudgetIsSmall) {
    LocalServer server(serve);
    const auto robots = [&](std::size_t pages, std::size_t max_pages) {
        Notes notes;
        crawl_into(notes, server, pages, max_pages);
        return notes.of(Guise::robot).size();
    };
    EXPECT_EQ(robots(3, 20), 1U);
    EXPECT_EQ(robots(3, 4), 0U);
    EXPECT_EQ(robots(0, 1000), 0U);
}

TEST(Guises, ExternalPagesAreLookedAtAndNotFollowed) {
    LocalServer server(serve);
    Notes notes;
    crawl_into(notes, server, 0, 1000);
    int looked = 0;
    for (const Seen& each : notes.seen) {
        if (!each.external) {
            EXPECT_FALSE(each.peeked);
            continue;
        }
        EXPECT_FALSE(each.is_html);
        EXPECT_EQ(each.peeked, each.url == "http://other.example/");
        if (each.peeked) {
            ++looked;
            EXPECT_TRUE(each.body.starts_with("<html><title>别处"));
        } else {
            EXPECT_TRUE(each.body.empty());
        }
    }
    EXPECT_EQ(looked, 1);
    EXPECT_EQ(server.count("/deeper"), 0);
}

}  // namespace
}  // namespace mingcha::gather
