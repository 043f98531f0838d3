// A crawl against servers that behave, refuse, loop, lie and flood.
#include "gather/crawl.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "tests/testing/local_server.h"

namespace mingcha::gather {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;

// Remembers what it is told; finds links by the crudest scan that serves these pages.
class Recorder final : public Handler {
public:
    struct Seen {
        Visit visit;
        std::string body;
    };

    bool visit(int /*worker*/, const Visit& what, std::string_view body,
               FoundLinks& found) override {
        if (what.is_html) {
            for (std::size_t at = body.find("href=\""); at != std::string_view::npos;
                 at = body.find("href=\"", at + 1)) {
                std::string url(body.substr(at + 6, body.find('"', at + 6) - at - 6));
                const std::string base = what.response.url;
                if (url.starts_with('/')) url = base.substr(0, base.find('/', 8)) + url;
                found.add(url, url.ends_with(".pdf") ? LinkKind::attachment : LinkKind::page);
            }
        }
        const std::lock_guard lock(mutex_);
        Seen& seen = visits[what.url];
        seen.body = std::string(body.substr(0, 100));
        seen.visit.page = what.page;
        seen.visit.is_html = what.is_html;
        seen.visit.state = what.state;
        seen.visit.reason = what.reason;
        seen.visit.attempts = what.attempts;
        seen.visit.depth = what.depth;
        seen.visit.hops = what.hops;
        seen.visit.external = what.external;
        seen.visit.response.status = what.response.status;
        seen.visit.response.as_browser = what.response.as_browser;
        seen.visit.response.url = what.response.url;
        return !fail_visits;
    }

    bool finish(int /*worker*/, const SiteEnd& end) override {
        const std::lock_guard lock(mutex_);
        ends[end.target->key] = end;
        return true;
    }

    const Visit& at(const std::string& url) {
        EXPECT_TRUE(visits.contains(url)) << url;
        return visits[url].visit;
    }

    std::map<std::string, Seen> visits;
    std::map<std::string, SiteEnd> ends;
    bool fail_visits = false;

private:
    std::mutex mutex_;
};

CrawlOptions loopback(const LocalServer& server) {
    CrawlOptions options;
    options.fetch.resolve_all = server.address();
    options.fetch.guard = NetGuard({*parse_network("127.0.0.0/8")});
    options.rate = 0;
    options.workers = 2;
    options.first_retry_ms = 5;
    return options;
}

CrawlTotals run(const CrawlOptions& options, const std::vector<Target>& targets, Handler& handler) {
    const std::atomic<bool> stop = false;
    auto totals = crawl(options, targets, handler, stop);
    EXPECT_TRUE(totals);
    return *totals;
}

std::vector<Target> one_site() {
    return {{"1234567890", "http://www.a.gov.cn/", false, {}}};
}

std::string link(const std::string& url) {
    return "<a href=\"" + url + "\">x</a>";
}

TEST(Crawl, ReadsASiteBreadthFirstAndEachPageOnce) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/")
            return answer("<html>" + link("/a") + link("/b") + link("https://a.gov.cn/a"));
        if (request.target == "/a")
            return answer("<html>" + link("/c") + link("/") + link("/a?PHPSESSID=1"));
        if (request.target == "/c") return answer("<html>end");
        if (request.target == "/b") return answer("<html>" + link("/c") + link("/b.pdf"));
        if (request.target == "/b.pdf")
            return answer("%PDF", "200 OK", "Content-Type: application/pdf\r\n");
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    const CrawlTotals totals = run(loopback(server), one_site(), seen);
    EXPECT_EQ(totals.pages, 4U);
    EXPECT_EQ(server.count("/c"), 1);
    EXPECT_EQ(server.count("/a"), 1);
    EXPECT_EQ(totals.requests, server.requests().size());
    EXPECT_EQ(seen.at("http://www.a.gov.cn/c").depth, 2);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/b.pdf").state, LinkState::fine);
    EXPECT_FALSE(seen.at("http://www.a.gov.cn/b.pdf").page);
    const SiteEnd& end = seen.ends["1234567890"];
    EXPECT_TRUE(end.visited);
    EXPECT_EQ(end.cut_short.code, ReasonCode::none);
    EXPECT_NE(server.requests().front().head.find("Mingcha"), std::string::npos);
}

TEST(Crawl, TellsDeadFromBlocked) {
    LocalServer server([](const LocalRequest& request) {
        const bool browser = request.head.find("Chrome/") != std::string::npos;
        if (request.target == "/") {
            return answer("<html>" + link("/gone") + link("/wall") + link("/shy") +
                          link("/broken") + link("/challenge") + link("/bot404"));
        }
        if (request.target == "/wall") return answer("no", "403 Forbidden");
        if (request.target == "/shy")
            return browser ? answer("<html>hello") : answer("no", "412 Precondition Failed");
        if (request.target == "/bot404")
            return browser ? answer("<html>hello") : answer("no", "404 Not Found");
        if (request.target == "/broken") return answer("no", "500 Internal Server Error");
        if (request.target == "/challenge") return answer("<html><script>__jsl_clearance</script>");
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    run(loopback(server), one_site(), seen);
    const auto state = [&](const char* path) {
        return seen.at(std::string("http://www.a.gov.cn") + path).state;
    };
    EXPECT_EQ(state("/gone"), LinkState::dead);
    EXPECT_EQ(server.count("/gone"), 2);
    EXPECT_EQ(state("/wall"), LinkState::blocked);
    EXPECT_EQ(state("/shy"), LinkState::fine);
    EXPECT_TRUE(seen.at("http://www.a.gov.cn/shy").response.as_browser);
    EXPECT_TRUE(seen.at("http://www.a.gov.cn/shy").is_html);
    EXPECT_EQ(state("/bot404"), LinkState::blocked);
    EXPECT_EQ(state("/broken"), LinkState::dead);
    EXPECT_EQ(server.count("/broken"), 3);
    EXPECT_EQ(state("/challenge"), LinkState::blocked);
}

TEST(Crawl, FollowsRedirectsAndEndsThoseThatLoop) {
    LocalServer server([](const LocalRequest& request) {
        const auto to = [](const std::string& where) {
            return answer("", "302 Found", "Location: " + where + "\r\n");
        };
        if (request.target == "/") return to("/home");
        if (request.target == "/home")
            return answer("<html>" + link("/loop") + link("/once") + link("/out") +
                          link("/cookie"));
        if (request.target == "/loop") return to("/loop");
        if (request.target == "/once") return to("/there");
        if (request.target == "/there") return answer("<html>there");
        if (request.target == "/out") return to("http://other.example.cn/x");
        if (request.target == "/x") return answer("<html>elsewhere" + link("/y"));
        if (request.target == "/cookie") {
            if (request.head.find("Cookie: k=1") != std::string::npos)
                return answer("<html>let in");
            return answer("", "302 Found", "Location: /cookie\r\nSet-Cookie: k=1; Path=/\r\n");
        }
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    run(loopback(server), one_site(), seen);
    EXPECT_TRUE(seen.ends["1234567890"].visited);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/").response.url, "http://www.a.gov.cn/home");
    EXPECT_EQ(seen.at("http://www.a.gov.cn/loop").state, LinkState::dead);
    EXPECT_LE(server.count("/loop"), 4);
    EXPECT_TRUE(seen.at("http://www.a.gov.cn/once").is_html);
    EXPECT_FALSE(seen.at("http://www.a.gov.cn/out").is_html);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/out").state, LinkState::fine);
    EXPECT_EQ(server.count("/y"), 0);
    EXPECT_TRUE(seen.at("http://www.a.gov.cn/cookie").is_html);
}

TEST(Crawl, InternalAddressesAreRefusedAlsoAfterARedirect) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/")
            return answer("<html>" + link("/in") + link("http://10.0.0.1/secret"));
        if (request.target == "/in")
            return answer("", "302 Found", "Location: http://169.254.169.254/meta\r\n");
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    run(loopback(server), one_site(), seen);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/in").reason.code, ReasonCode::refused);
    EXPECT_EQ(seen.at("http://10.0.0.1/secret").reason.code, ReasonCode::refused);
    EXPECT_EQ(seen.at("http://10.0.0.1/secret").state, LinkState::not_checked);

    Recorder closed;
    CrawlOptions options = loopback(server);
    options.fetch.guard = NetGuard();
    run(options, one_site(), closed);
    EXPECT_FALSE(closed.ends["1234567890"].visited);
    EXPECT_EQ(closed.ends["1234567890"].unvisited.code, ReasonCode::refused);
}

TEST(Crawl, ASiteThatIsNotThereIsAFactAndTheRunGoesOn) {
    LocalServer server([](const LocalRequest& request) {
        if (request.host == "rubbish.gov.cn")
            return std::string("\x01\x02 not http at all\r\n\r\n");
        if (request.host == "down.gov.cn") return answer("down", "503 Service Unavailable");
        if (request.host == "moved.gov.cn")
            return answer("", "302 Found", "Location: http://new.gov.cn/\r\n");
        return answer("<html>fine");
    });
    Recorder seen;
    const CrawlTotals totals = run(loopback(server),
                                   {{"1", "http://rubbish.gov.cn/", false, {}},
                                    {"2", "http://down.gov.cn/", false, {}},
                                    {"3", "http://127.0.0.1:1/", false, {}},
                                    {"4", "http://fine.gov.cn/", false, {}},
                                    {"5", "no url at all", false, {}},
                                    {"6", "http://moved.gov.cn/", false, {}}},
                                   seen);
    EXPECT_EQ(totals.targets, 6U);
    EXPECT_TRUE(seen.ends["4"].visited);
    for (const char* key : {"1", "2", "3", "5", "6"}) {
        EXPECT_FALSE(seen.ends[key].visited) << key;
        EXPECT_EQ(seen.ends[key].unvisited.code, ReasonCode::site) << key;
        EXPECT_FALSE(seen.ends[key].unvisited.text.empty()) << key;
    }
    EXPECT_EQ(seen.at("http://127.0.0.1:1/").attempts, 2);
}

TEST(Crawl, StopsAtItsBudgetAndSaysSo) {
    std::atomic<int> next = 0;
    LocalServer server([&next](const LocalRequest&) {  // a calendar without end
        std::string page = "<html>";
        for (int i = 0; i < 10; ++i) page += link("/day/" + std::to_string(++next));
        return answer(page);
    });
    Recorder seen;
    CrawlOptions options = loopback(server);
    options.max_pages = 40;
    const CrawlTotals totals = run(options, one_site(), seen);
    EXPECT_EQ(totals.pages, 40U);
    EXPECT_LE(server.requests().size(), 80U);
    EXPECT_EQ(seen.ends["1234567890"].cut_short.code, ReasonCode::budget);
    EXPECT_TRUE(seen.ends["1234567890"].visited);
}

TEST(Crawl, RequestsOfAllKindsStayWithinTwiceThePages) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/") {
            std::string page = "<html>";
            for (int i = 0; i < 300; ++i) page += link("/gone/" + std::to_string(i));
            return answer(page);
        }
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    CrawlOptions options = loopback(server);
    options.max_pages = 50;
    run(options, one_site(), seen);
    EXPECT_LE(server.requests().size(), 100U);
}

TEST(Crawl, KeepsToTheRate) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target != "/") return answer("<html>x");
        return answer("<html>" + link("/1") + link("/2") + link("/3") + link("/4"));
    });
    Recorder seen;
    CrawlOptions options = loopback(server);
    options.rate = 20;
    const CrawlTotals totals = run(options, one_site(), seen);
    EXPECT_EQ(totals.requests, 6U);
    EXPECT_GE(totals.seconds, 5 * 0.05 - 0.01);  // five gaps between six requests
}

TEST(Crawl, ARetryAfterBeyondTheBudgetEndsTheHost) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/")
            return answer("<html>" + link("/a") + link("/b") + link("/c") + link("/d") +
                          link("/e") + link("/f"));
        if (request.target == "/robots.txt") return answer("no", "404 Not Found");
        return answer("later", "429 Too Many Requests", "Retry-After: 3600\r\n");
    });
    Recorder seen;
    run(loopback(server), one_site(), seen);
    EXPECT_EQ(seen.ends["1234567890"].cut_short.code, ReasonCode::refused);
    EXPECT_LE(server.requests().size(), 6U);  // robots, home and the four that were under way
}

TEST(Crawl, ARobotsBanIsReportedAndDoesNotStop) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/robots.txt")
            return answer("User-agent: *\nDisallow: /\n", "200 OK", "Content-Type: text/plain\r\n");
        return answer("<html>x");
    });
    Recorder seen;
    run(loopback(server), one_site(), seen);
    EXPECT_TRUE(seen.ends["1234567890"].visited);
    EXPECT_TRUE(seen.ends["1234567890"].robots_forbids);
    EXPECT_EQ(seen.ends["1234567890"].robots, "User-agent: *\nDisallow: /\n");
}

TEST(Crawl, LargeBodiesAreCut) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/big") return answer(std::string(11'000'000, 'x'));
        if (request.target == "/big.pdf")
            return answer(std::string(11'000'000, 'x'), "200 OK",
                          "Content-Type: application/pdf\r\n");
        return answer("<html>" + link("/big") + link("/big.pdf"));
    });
    Recorder seen;
    const CrawlTotals totals = run(loopback(server), one_site(), seen);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/big").reason.code, ReasonCode::budget);
    EXPECT_FALSE(seen.at("http://www.a.gov.cn/big").is_html);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/big.pdf").state, LinkState::fine);
    EXPECT_LT(totals.bytes, 12'000'000U);
}

TEST(Crawl, OtherHostsAreOnlyTestedAndAtMostFifty) {
    LocalServer server([](const LocalRequest& request) {
        if (request.host != "www.a.gov.cn") return answer("<html>" + link("/deeper"));
        std::string page = "<html>";
        for (int i = 0; i < 80; ++i) page += link("http://h" + std::to_string(i) + ".cn/");
        return answer(page);
    });
    Recorder seen;
    const CrawlTotals totals = run(loopback(server), one_site(), seen);
    EXPECT_EQ(totals.pages, 1U);
    EXPECT_EQ(totals.requests, 52U);  // robots, home, fifty
    EXPECT_EQ(server.count("/deeper"), 0);
}

TEST(Crawl, AnAccountIsOnePageAndItsLinks) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/post/2") return answer("no", "404 Not Found");
        if (request.target == "/me")
            return answer("<html>" + link("/menu") + link("http://b.cn/package"));
        return answer("<html>" + link("/deeper"));
    });
    Recorder seen;
    run(loopback(server),
        {{"account", "http://w.cn/me", true, {"http://w.cn/post/1", "http://w.cn/post/2"}}}, seen);
    EXPECT_TRUE(seen.ends["account"].visited);
    EXPECT_EQ(seen.at("http://w.cn/menu").state, LinkState::fine);
    EXPECT_EQ(seen.at("http://b.cn/package").state, LinkState::fine);
    EXPECT_EQ(seen.at("http://w.cn/post/1").state, LinkState::fine);
    EXPECT_EQ(seen.at("http://w.cn/post/2").state, LinkState::dead);
    EXPECT_EQ(server.count("/deeper"), 0);
    EXPECT_EQ(server.count("/robots.txt"), 0);
}

TEST(Crawl, AHomePageThatSendsTheVisitorOnIsFollowed) {
    LocalServer server([](const LocalRequest& request) {
        if (request.host == "loop.gov.cn")
            return answer("<meta http-equiv=refresh content='0;url=/'>");
        if (request.host == "away.gov.cn")
            return answer("<meta http-equiv=refresh content='0;url=http://b.cn/'>");
        if (request.target == "/")
            return answer("<script>location.href='portal/index.html'</script>");
        if (request.target == "/portal/index.html") return answer("<html>home" + link("/portal/a"));
        if (request.target == "/portal/a") return answer("<html>a" + link("/portal/index.html"));
        return answer("no", "404 Not Found");
    });
    Recorder seen;
    const CrawlTotals totals = run(loopback(server),
                                   {{"1", "http://a.gov.cn/", false, {}},
                                    {"2", "http://loop.gov.cn/", false, {}},
                                    {"3", "http://away.gov.cn/", false, {}}},
                                   seen);
    EXPECT_EQ(totals.pages, 2U);
    EXPECT_EQ(seen.at("http://a.gov.cn/").response.url, "http://a.gov.cn/portal/index.html");
    EXPECT_EQ(seen.at("http://a.gov.cn/").hops.size(), 1U);
    EXPECT_EQ(server.count("/portal/index.html"), 1);
    EXPECT_TRUE(seen.ends["1"].visited);
    EXPECT_FALSE(seen.ends["2"].visited);
    EXPECT_EQ(seen.ends["2"].unvisited.code, ReasonCode::site);
    EXPECT_NE(seen.ends["3"].unvisited.text.find("b.cn"), std::string::npos);
}

TEST(Crawl, SilenceIsWaitedForOnceMoreAndThenAFact) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/") return answer("<html>" + link("/slow") + link("/fine"));
        if (request.target == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        return answer("<html>x");
    });
    Recorder seen;
    CrawlOptions options = loopback(server);
    options.fetch.request_seconds = 1;
    run(options, one_site(), seen);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/slow").state, LinkState::dead);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/slow").attempts, 2);
    EXPECT_EQ(seen.at("http://www.a.gov.cn/fine").state, LinkState::fine);
}

TEST(Crawl, TheTimeOfASiteIsLimited) {
    std::atomic<int> next = 0;
    LocalServer server([&next](const LocalRequest&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return answer("<html>" + link("/" + std::to_string(++next)) +
                      link("/" + std::to_string(++next)));
    });
    Recorder seen;
    CrawlOptions options = loopback(server);
    options.max_seconds = 1;
    const CrawlTotals totals = run(options, one_site(), seen);
    EXPECT_LT(totals.seconds, 2.0);
    EXPECT_EQ(seen.ends["1234567890"].cut_short.code, ReasonCode::budget);
}

TEST(Crawl, StopsWhenStoringFailed) {
    LocalServer server([](const LocalRequest&) { return answer("<html>" + link("/a")); });
    Recorder seen;
    seen.fail_visits = true;
    EXPECT_TRUE(run(loopback(server), one_site(), seen).stopped);
    EXPECT_TRUE(seen.ends.empty());
}

TEST(Crawl, ConnectToLeadsOneHostElsewhere) {
    LocalServer server([](const LocalRequest&) { return answer("<html>x"); });
    CrawlOptions options = loopback(server);
    options.fetch.resolve_all.clear();
    options.fetch.connect_to = {"www.a.gov.cn:80:127.0.0.1:" + std::to_string(server.port())};
    Recorder seen;
    run(options, one_site(), seen);
    EXPECT_TRUE(seen.ends["1234567890"].visited);
}

TEST(Crawl, ResolveAllLeavesAddressLiteralsAlone) {
    LocalServer server([](const LocalRequest&) { return answer("<html>x"); });
    LocalServer other([](const LocalRequest&) { return answer("<html>other"); });
    Recorder seen;
    run(loopback(server), {{"1", "http://" + other.address() + "/", false, {}}}, seen);
    EXPECT_TRUE(seen.ends["1"].visited);
    EXPECT_EQ(server.requests().size(), 0U);
    EXPECT_EQ(other.count("/"), 1);
}

}  // namespace
}  // namespace mingcha::gather
