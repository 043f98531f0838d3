// Feeds of accounts over loopback: read once, asked on condition, and what could not be read is
// said.
#include "app/account_feeds.h"

#include <gtest/gtest.h>

#include "store/rows.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

constexpr const char* kRss = "Content-Type: application/rss+xml\r\n";

std::string rss(const char* items) {
    return std::string("<rss version=\"2.0\"><channel><title>云泽发布</title>") + items +
           "</channel></rss>";
}

std::string serve(const LocalRequest& request) {
    const std::string fresh =
        "<item><title>停水通知</title><link>http://media.example/1</link>"
        "<pubDate>2021-11-05 09:05</pubDate></item>"
        "<item><title>以后的</title><pubDate>2021-12-24 09:05</pubDate></item>";
    if (request.target == "/rss") {
        if (request.head.find("If-None-Match: \"v1\"") != std::string::npos) {
            return "HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n";
        }
        return answer(rss(fresh.c_str()), "200 OK", std::string(kRss) + "ETag: \"v1\"\r\n");
    }
    if (request.target == "/moved") {
        return answer("", "302 Found", "Location: /rss\r\n");
    }
    if (request.target == "/login") return answer("<!DOCTYPE html><html>请登录</html>");
    if (request.target == "/big") {
        return answer(std::string(100U << 20, ' '), "200 OK", kRss);
    }
    if (request.target == "/broken") return answer("<rss><channel>", "200 OK", kRss);
    return answer("gone", "404 Not Found");
}

class AccountFeeds : public ::testing::Test {
protected:
    AccountFeeds() : server_(serve), store_(std::move(*store::Store::open(dir_.path()))) {
        request_.data_dir = dir_.path();
        request_.campaign.id = "2021Q4";
        request_.campaign.window = {*parse_date("2021-11-01"), *parse_date("2021-11-12")};
        request_.campaign.as_of = end_of(request_.campaign.window.to);
        request_.options.fetch.resolve_all = server_.address();
        request_.options.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
        request_.options.rate = 0;
        request_.options.first_retry_ms = 1;
    }

    void add(const char* code, const char* path) {
        Account account;
        account.account_code = code;
        account.type = "新浪微博";
        account.name = "云泽发布";
        account.feed = std::string("http://media.example") + path;
        EXPECT_TRUE(store::save<Account>(*store_, {}, {account}));
    }

    FeedsSummary collect() {
        const auto summary = collect_feeds(*store_, request_, stop_);
        EXPECT_TRUE(summary) << summary.error().text();
        return summary.value_or(FeedsSummary{});
    }

    std::vector<Post> posts() { return *store::load<Post>(*store_); }
    std::vector<AccountLook> looks() { return *store::load<AccountLook>(*store_); }

    TempDir dir_;
    LocalServer server_;
    std::unique_ptr<store::Store> store_;
    FeedsRequest request_;
    std::atomic<bool> stop_ = false;
};

constexpr const char* kCode = "999900M010XL0001";

TEST_F(AccountFeeds, PostsAreKeptAndTheNextAnswerIsAskedOnCondition) {
    add(kCode, "/moved");
    const FeedsSummary first = collect();
    EXPECT_EQ(first.read, 1U);
    ASSERT_EQ(posts().size(), 2U);
    EXPECT_EQ(posts()[0].title, "停水通知");
    EXPECT_EQ(posts()[0].by, PostSource::feed);
    ASSERT_EQ(looks().size(), 1U);
    EXPECT_EQ(looks()[0].state, LookState::seen);
    // The planned one is later than as_of.
    EXPECT_EQ(looks()[0].last_post, *parse_date("2021-11-05"));

    const FeedsSummary second = collect();
    EXPECT_EQ(second.unchanged, 1U);
    EXPECT_EQ(second.read, 0U);
    EXPECT_EQ(second.posts, 0U);
    EXPECT_EQ(posts().size(), 2U);
    EXPECT_EQ(looks()[0].last_post, *parse_date("2021-11-05"));
}

TEST_F(AccountFeeds, RowsOfPeopleStand) {
    add(kCode, "/rss");
    Post post;
    post.account_key = kCode;
    post.url = "http://media.example/1";
    post.title = "停水通知（更正）";
    post.published_at = *parse_instant("2021-11-05 09:05");
    post.interactions = 7;
    ASSERT_TRUE(store::save<Post>(*store_, {}, {post}));
    collect();
    ASSERT_EQ(posts().size(), 2U);
    EXPECT_EQ(posts()[0].title, "停水通知（更正）");
    EXPECT_EQ(posts()[0].interactions, 7);
}

void expect_not_collected(const std::vector<AccountLook>& looks, ReasonCode code,
                          const char* what) {
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].state, LookState::not_collected);
    EXPECT_EQ(looks[0].reason.code, code) << looks[0].reason.text;
    EXPECT_NE(looks[0].reason.text.find(what), std::string::npos) << looks[0].reason.text;
    EXPECT_FALSE(looks[0].last_post);
}

TEST_F(AccountFeeds, AWebPageIsNoFeed) {
    add(kCode, "/login");
    EXPECT_EQ(collect().failed, 1U);
    expect_not_collected(looks(), ReasonCode::site, "网页");
    EXPECT_TRUE(posts().empty());
}

TEST_F(AccountFeeds, AHundredMegabytesAreNotTaken) {
    add(kCode, "/big");
    EXPECT_EQ(collect().failed, 1U);
    expect_not_collected(looks(), ReasonCode::site, "大于 8 MB");
}

TEST_F(AccountFeeds, BrokenXmlAndNothingThere) {
    add(kCode, "/broken");
    add("999900M010XL0002", "/none");
    EXPECT_EQ(collect().failed, 2U);
    const auto both = looks();
    ASSERT_EQ(both.size(), 2U);
    EXPECT_NE(both[0].reason.text.find("/broken:1"), std::string::npos) << both[0].reason.text;
    EXPECT_NE(both[1].reason.text.find("404"), std::string::npos) << both[1].reason.text;
}

TEST_F(AccountFeeds, OnlyRunningAccountsThatWereAskedFor) {
    add(kCode, "/rss");
    request_.only = {"9999000001"};
    EXPECT_EQ(collect().asked, 0U);
    EXPECT_EQ(server_.count("/rss"), 0);
}

}  // namespace
}  // namespace mingcha::app
