// robots.txt, options, headers, packed bodies, traps: what needs no network.
#include <gtest/gtest.h>
#include <zlib.h>

#include "base/site_url.h"
#include "gather/client_redirect.h"
#include "gather/fetcher.h"
#include "gather/frontier.h"
#include "gather/outcome.h"
#include "gather/robots.h"
#include "gather/unpack.h"

namespace mingcha::gather {
namespace {

std::string gzip(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST(Robots, OurGroupCountsBeforeTheGeneralOne) {
    const auto all = read_robots("User-agent: *\nDisallow: /\nCrawl-delay: 2.5\n");
    EXPECT_TRUE(all.forbids);
    EXPECT_EQ(all.crawl_delay_ms, 2500);
    const auto ours =
        read_robots("User-agent: *\nDisallow: /\n\nUser-agent: Mingcha\nDisallow: /admin\n");
    EXPECT_FALSE(ours.forbids);
    const auto shared =
        read_robots("User-agent: a\nUser-agent: *\nDisallow: / # all\nCrawl-delay: 99");
    EXPECT_TRUE(shared.forbids);
    EXPECT_EQ(shared.crawl_delay_ms, 5000);
    EXPECT_FALSE(read_robots("User-agent: Baiduspider\nDisallow: /\n").forbids);
    EXPECT_FALSE(read_robots("").forbids);
    EXPECT_EQ(read_robots("User-agent: *\nCrawl-delay: -3\n").crawl_delay_ms, 0);
}

TEST(Options, AreCheckedForTheirForm) {
    EXPECT_TRUE(checked_connect_to("www.a.cn:80:127.0.0.1:8080"));
    EXPECT_TRUE(checked_connect_to("www.a.cn:443:[::1]:8080"));
    for (const char* text :
         {"", "a:80", "a:80:b", "a:x:b:80", "a:80:b:0", "a:80:b:99999", ":80:b:80"}) {
        EXPECT_FALSE(checked_connect_to(text)) << text;
    }
    EXPECT_TRUE(checked_resolve_all("127.0.0.1:8080"));
    EXPECT_TRUE(checked_resolve_all("[::1]:80"));
    for (const char* text : {"", "localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0"}) {
        EXPECT_FALSE(checked_resolve_all(text)) << text;
    }
}

TEST(Headers, AreFoundWhateverTheirCase) {
    const std::string head = "HTTP/1.1 200 OK\r\nCONTENT-type:  text/html \r\nX: 1\r\n\r\n";
    EXPECT_EQ(header_value(head, "content-type"), "text/html");
    EXPECT_EQ(header_value(head, "x"), "1");
    EXPECT_EQ(header_value(head, "location"), "");
}

TEST(Unpack, UndoesGzipWithinTheCap) {
    const std::string text(100'000, 'a');
    std::string out;
    EXPECT_EQ(unpack(gzip(text), "gzip", 1'000'000, out), Unpacked::unpacked);
    EXPECT_EQ(out, text);
    EXPECT_EQ(unpack(gzip(text), "gzip", text.size(), out), Unpacked::unpacked);
    EXPECT_EQ(unpack(gzip(text), "gzip", text.size() - 1, out), Unpacked::too_large);
    EXPECT_EQ(out.size(), text.size() - 1);
    EXPECT_EQ(unpack(gzip(text).substr(0, 60), "gzip", 1'000'000, out), Unpacked::damaged);
    EXPECT_EQ(unpack("plain", "gzip", 1000, out), Unpacked::as_is);
    EXPECT_EQ(unpack("plain", "", 1000, out), Unpacked::as_is);
    EXPECT_EQ(unpack("plain", "lzma", 1000, out), Unpacked::unknown_encoding);
}

TEST(Unpack, ABombStopsAtTheCap) {
    std::string out;
    EXPECT_EQ(unpack(gzip(std::string(50'000'000, '\0')), "gzip", 10'000'000, out),
              Unpacked::too_large);
    EXPECT_EQ(out.size(), 10'000'000U);
}

TEST(ClientRedirect, StubsLeadOnAndPagesDoNot) {
    EXPECT_EQ(
        client_redirect("<html><META HTTP-EQUIV='Refresh' Content='0; URL=/index.html'></html>"),
        "/index.html");
    EXPECT_EQ(client_redirect("<meta http-equiv=refresh content=\"1;url='a.jsp?x=1&amp;y=2'\">"),
              "a.jsp?x=1&y=2");
    EXPECT_EQ(client_redirect("<script>window.location.href = \"/portal/\";</script>"), "/portal/");
    EXPECT_EQ(client_redirect("<script>location.replace('main.htm')</script>正在跳转"), "main.htm");
    EXPECT_EQ(client_redirect("<script>if (location.host == 'a') x()</script>"), "");
    EXPECT_EQ(client_redirect("<meta http-equiv=\"Content-Type\" content=\"text/html\">"), "");
    std::string shown = "<meta http-equiv=refresh content='300;url=/'>";
    for (int i = 0; i < 20; ++i) shown += "<p>通知公告某市人民政府</p>";
    EXPECT_EQ(client_redirect(shown), "");
    EXPECT_EQ(
        client_redirect(std::string(5000, ' ') + "<meta http-equiv=refresh content='0;url=/'>"),
        "");
}

TEST(Traps, LoopsAreSeenAndDatesAreNot) {
    EXPECT_TRUE(looks_like_trap("http://a.cn/x/y/x/y/x/y"));
    EXPECT_TRUE(looks_like_trap("http://a.cn/" + std::string(2100, 'a')));
    EXPECT_FALSE(looks_like_trap("http://a.cn/2021/11/11/11/t1.html"));
    EXPECT_FALSE(looks_like_trap("http://a.cn/art/2021/11/5/art_12_345.html"));
    std::string deep = "http://a.cn";
    for (int i = 0; i < 30; ++i) deep += "/" + std::to_string(i);
    EXPECT_TRUE(looks_like_trap(deep));
}

TEST(PageKey, WhatIsOnePageHasOneKey) {
    const auto same = [](const char* a, const char* b) { return page_key(a) == page_key(b); };
    EXPECT_TRUE(same("http://www.a.gov.cn/x", "https://a.gov.cn/x"));
    EXPECT_TRUE(same("http://A.gov.cn", "http://a.gov.cn/#top"));
    EXPECT_TRUE(same("http://a.cn/x;jsessionid=1F?p=2", "http://a.cn/x?p=2"));
    EXPECT_TRUE(same("http://a.cn/x?PHPSESSID=9&p=2", "http://a.cn/x?p=2"));
    EXPECT_FALSE(same("http://a.cn/x?p=1", "http://a.cn/x?p=2"));
    EXPECT_FALSE(same("http://a.cn/x", "http://a.cn/X"));
    EXPECT_FALSE(same("http://a.cn:8080/x", "http://a.cn/x"));
}

TEST(OnSite, HostAndTwinAndThePortWhereOneIsRegistered) {
    const auto on = [](const char* home, const char* url) {
        return on_site(*split_site_url(home), *split_site_url(url));
    };
    EXPECT_TRUE(on("http://www.a.gov.cn/", "https://a.gov.cn/x"));
    EXPECT_TRUE(on("http://a.gov.cn/", "http://www.A.gov.cn:8080/x"));
    EXPECT_FALSE(on("http://a.gov.cn/", "http://b.a.gov.cn/"));
    EXPECT_FALSE(on("http://127.0.0.1:8001/", "http://127.0.0.1:8002/"));
    EXPECT_FALSE(split_site_url("ftp://a.cn/"));
    EXPECT_FALSE(split_site_url("http://"));
    EXPECT_FALSE(split_site_url("http://a.cn:port/"));
}

FetchResponse status(int code) {
    FetchResponse response;
    response.status = code;
    response.head = "HTTP/1.1 " + std::to_string(code) + " x\r\n\r\n";
    return response;
}

FetchResponse failure(Failure what) {
    FetchResponse response;
    response.failure = what;
    return response;
}

TEST(Assess, ARefusalIsNeverDead) {
    for (int code : {401, 403, 405, 412, 418, 429, 521}) {
        EXPECT_EQ(assess(status(code), {}).next, Next::ask_as_browser) << code;
        Tries asked;
        asked.as_browser = true;
        const Assessment last = assess(status(code), asked);
        EXPECT_EQ(last.next, Next::done);
        EXPECT_EQ(last.state, LinkState::blocked) << code;
        EXPECT_EQ(last.reason.code, ReasonCode::blocked);
    }
}

TEST(Assess, GoneIsConfirmedByAskingAsABrowser) {
    EXPECT_EQ(assess(status(404), {}).next, Next::ask_as_browser);
    Tries asked;
    asked.as_browser = asked.gone_to_robot = true;
    EXPECT_EQ(assess(status(404), asked).state, LinkState::dead);
    EXPECT_EQ(assess(status(200), asked).state, LinkState::blocked);
}

TEST(Assess, FailuresAreConfirmedBeforeTheyCount) {
    for (Failure what : {Failure::refused, Failure::name_not_found}) {
        EXPECT_EQ(assess(failure(what), {}).next, Next::try_again);
        Tries once;
        once.failures = 1;
        EXPECT_EQ(assess(failure(what), once).state, LinkState::dead);
    }
    Tries often;
    often.failures = 2;
    EXPECT_EQ(assess(status(503), {}).next, Next::try_again);
    EXPECT_EQ(assess(status(503), often).state, LinkState::dead);
    EXPECT_EQ(assess(failure(Failure::name_unresolved), often).state, LinkState::not_checked);
    EXPECT_EQ(assess(failure(Failure::timeout), often).state, LinkState::dead);
    often.own_host = false;  // silence of another host may be our own line
    EXPECT_EQ(assess(failure(Failure::timeout), often).state, LinkState::not_checked);
    EXPECT_EQ(assess(failure(Failure::forbidden_address), {}).reason.code, ReasonCode::refused);
}

TEST(RetryAfter, SecondsAndDates) {
    const Instant now{1'600'000'000};
    EXPECT_EQ(retry_after_seconds("HTTP/1.1 503\r\nRetry-After: 120\r\n\r\n", now), 120);
    EXPECT_EQ(retry_after_seconds(
                  "HTTP/1.1 503\r\nRetry-After: Sun, 13 Sep 2020 12:27:40 GMT\r\n\r\n", now),
              60);
    EXPECT_EQ(retry_after_seconds("HTTP/1.1 503\r\n\r\n", now), -1);
    EXPECT_EQ(retry_after_seconds("HTTP/1.1 503\r\nRetry-After: soon\r\n\r\n", now), -1);
}

}  // namespace
}  // namespace mingcha::gather
