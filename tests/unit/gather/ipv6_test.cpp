// IPv6: when it is asked for, and what answers and silences mean.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <optional>
#include <thread>

#include "gather/crawl.h"
#include "gather/ipv6.h"

namespace mingcha::gather {
namespace {

constexpr std::string_view kUrl = "http://www.qinghe.gov.cn/";

FetchOptions with(std::vector<std::string> connect_to, std::string resolve_all) {
    FetchOptions options;
    options.connect_to = std::move(connect_to);
    options.resolve_all = std::move(resolve_all);
    return options;
}

TEST(Ipv6, IsAskedForWhereTheAnswerMeansSomething) {
    EXPECT_TRUE(asks_over_ipv6({}, kUrl, "8.8.8.8"));
    EXPECT_TRUE(asks_over_ipv6({}, kUrl, ""));
    // A name that leads into a private network here may have a public IPv6 address elsewhere.
    EXPECT_FALSE(asks_over_ipv6({}, kUrl, "10.1.2.3"));
    EXPECT_FALSE(asks_over_ipv6(with({}, "127.0.0.1:8000"), kUrl, "127.0.0.1"));
    EXPECT_TRUE(asks_over_ipv6(with({}, "[::1]:8000"), kUrl, "::1"));
    EXPECT_FALSE(
        asks_over_ipv6(with({"www.qinghe.gov.cn:80:127.0.0.1:8000"}, ""), kUrl, "8.8.8.8"));
    EXPECT_TRUE(asks_over_ipv6(with({"WWW.qinghe.gov.cn:80:[::1]:8000"}, ""), kUrl, "::1"));
    EXPECT_FALSE(asks_over_ipv6(with({"::127.0.0.1:8000"}, ""), kUrl, "8.8.8.8"));
    // Of another host or port.
    EXPECT_TRUE(asks_over_ipv6(with({"a.gov.cn:80:127.0.0.1:80"}, ""), kUrl, "8.8.8.8"));
    EXPECT_TRUE(
        asks_over_ipv6(with({"www.qinghe.gov.cn:443:127.0.0.1:80"}, ""), kUrl, "8.8.8.8"));
    EXPECT_FALSE(asks_over_ipv6({}, "http://8.8.8.8/", "8.8.8.8"));
    EXPECT_TRUE(asks_over_ipv6({}, "http://[2400:3200::1]/", "2400:3200::1"));
}

FetchResponse failed(Failure failure, std::string address = "") {
    FetchResponse response;
    response.failure = failure;
    response.address = std::move(address);
    return response;
}

Assessment dead() {
    return {Next::done, LinkState::dead, {ReasonCode::site, "无法连接"}};
}

TEST(Ipv6, ANameWithoutAddressIsTheSitesFault) {
    Ipv6Line line;
    const Assessment said = assess_ipv6(failed(Failure::name_not_found), dead(), line);
    EXPECT_EQ(said.state, LinkState::dead);
    EXPECT_NE(said.reason.text.find("AAAA"), std::string::npos);
    EXPECT_FALSE(line.proved);
}

TEST(Ipv6, ARefusalIsTheSitesFault) {
    Ipv6Line line;
    const auto refused = failed(Failure::refused, "2400:3200::1");
    EXPECT_EQ(assess_ipv6(refused, dead(), line).state, LinkState::dead);
}

TEST(Ipv6, ASilenceCountsOnlyWhereOurLineIsProved) {
    Ipv6Line line;
    for (const Failure failure : {Failure::timeout, Failure::unreachable}) {
        const Assessment said = assess_ipv6(failed(failure), dead(), line);
        EXPECT_EQ(said.state, LinkState::not_checked);
        EXPECT_EQ(said.reason.code, ReasonCode::ours);
    }
    FetchResponse other;
    other.status = 200;
    other.address = "2400:3200::2";
    EXPECT_EQ(assess_ipv6(other, {Next::done, LinkState::fine, {}}, line).state, LinkState::fine);
    EXPECT_TRUE(line.proved);
    const Assessment said = assess_ipv6(failed(Failure::timeout, "2400:3200::1"), dead(), line);
    EXPECT_EQ(said.state, LinkState::dead);
    EXPECT_EQ(said.reason.text, "无法连接（地址 2400:3200::1）");
}

TEST(Ipv6, LoopbackAndPrivateAddressesProveNothing) {
    Ipv6Line line;
    for (const char* address : {"::1", "fd00::2", "127.0.0.1"}) {
        FetchResponse response;
        response.status = 200;
        response.address = address;
        (void)assess_ipv6(response, {Next::done, LinkState::fine, {}}, line);
        EXPECT_FALSE(line.proved) << address;
    }
}

// Answers every connection on [::1] with one page; open() is false where the machine has no ::1.
class Ipv6Server {
public:
    Ipv6Server() {
        handle_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in6 here{};
        here.sin6_family = AF_INET6;
        here.sin6_addr = in6addr_loopback;
        socklen_t size = sizeof here;
        open_ = handle_ >= 0 &&
                ::bind(handle_, reinterpret_cast<sockaddr*>(&here), sizeof here) == 0 &&
                ::listen(handle_, 16) == 0 &&
                ::getsockname(handle_, reinterpret_cast<sockaddr*>(&here), &size) == 0;
        if (!open_) return;
        port_ = ntohs(here.sin6_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Ipv6Server() {
        if (open_) ::shutdown(handle_, SHUT_RDWR);
        if (thread_.joinable()) thread_.join();
        if (handle_ >= 0) ::close(handle_);
    }
    Ipv6Server(const Ipv6Server&) = delete;
    Ipv6Server& operator=(const Ipv6Server&) = delete;

    bool open() const { return open_; }
    std::string address() const { return "[::1]:" + std::to_string(port_); }

private:
    void serve() const {
        while (true) {
            const int peer = ::accept4(handle_, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer < 0) return;
            std::string request;
            std::array<char, 4096> part{};
            while (request.find("\r\n\r\n") == std::string::npos) {
                const auto got = ::recv(peer, part.data(), part.size(), 0);
                if (got <= 0) break;
                request.append(part.data(), static_cast<std::size_t>(got));
            }
            const bool robots = request.find("/robots.txt") != std::string::npos;
            const std::string_view answer =
                robots ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                       : "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n"
                         "Connection: close\r\n\r\n<html>x</ht>";
            [[maybe_unused]] const auto sent =
                ::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(peer);
        }
    }

    int handle_ = -1;
    bool open_ = false;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

class Notes final : public Handler {
public:
    bool visit(int /*worker*/, const Visit& what, std::string_view /*body*/,
               FoundLinks& /*found*/) override {
        const std::lock_guard lock(mutex_);
        if (what.guise == Guise::over_ipv6) {
            state = what.state;
            text = what.reason.text;
            connected = what.response.phases.connect_ms.has_value();
        } else {
            ++others;
        }
        return true;
    }
    bool finish(int /*worker*/, const SiteEnd& /*end*/) override { return true; }

    std::optional<LinkState> state;
    std::string text;
    bool connected = false;
    int others = 0;

private:
    std::mutex mutex_;
};

void crawl_into(Notes& notes, const std::string& resolve_all, bool ipv6) {
    CrawlOptions options;
    options.fetch.resolve_all = resolve_all;
    options.fetch.guard = NetGuard({*parse_network("127.0.0.0/8"), *parse_network("::1")});
    options.rate = 0;
    options.workers = 1;
    options.first_retry_ms = 5;
    options.ipv6 = ipv6;
    const std::vector<Target> targets{{"1234567890", std::string(kUrl), false, {}}};
    const std::atomic<bool> stop = false;
    EXPECT_TRUE(crawl(options, targets, notes, stop));
}

TEST(Ipv6, TheHomePageIsAskedForOnceMore) {
    const Ipv6Server server;
    if (!server.open()) GTEST_SKIP() << "this machine has no ::1";
    Notes notes;
    crawl_into(notes, server.address(), true);
    EXPECT_EQ(notes.others, 1);
    ASSERT_TRUE(notes.state);
    EXPECT_EQ(*notes.state, LinkState::fine);
    EXPECT_TRUE(notes.connected);
    EXPECT_NE(notes.text.find("地址 ::1，连接 "), std::string::npos) << notes.text;
    Notes without;
    crawl_into(without, server.address(), false);
    EXPECT_FALSE(without.state);
}

}  // namespace
}  // namespace mingcha::gather
