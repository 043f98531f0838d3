#include "gather/home_visits.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "gather/next_hop.h"
#include "gather/outcome.h"
#include "gather/unpack.h"

namespace mingcha::gather {

namespace {

constexpr int kPollMs = 100;  // how soon a stop is seen

// Of firewalls and bot walls. Not those by which a gateway says that the site behind it is gone
// (522 and its like): there the site is not to be opened. 521 is a bot wall's in China.
constexpr std::array kWallStatus{403, 405, 406, 412, 418, 429, 444, 468, 493, 494, 521, 567, 999};
// A proxy or sign-in page between us and the network.
constexpr std::array kOurGateway{407, 511};

using Clock = std::chrono::steady_clock;

std::int64_t ms_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

template <std::size_t N>
bool is_one_of(const std::array<int, N>& list, int status) {
    return std::find(list.begin(), list.end(), status) != list.end();
}

// What a site's address means before it is asked: http:// is understood.
std::string first_url(std::string_view registered) {
    std::string url(trim(registered));
    if (url.find("://") == std::string::npos) url = "http://" + url;
    return resolve(url, "");
}

struct OneVisit {
    VisitOutcome outcome;
    std::string url;
    std::string cookie;
    bool as_browser = false;
    int hops = 0;
};

std::string failure_text(const FetchResponse& response) {
    switch (response.failure) {
        case Failure::bad_url:
            return "网址无效";
        case Failure::forbidden_address:
            return fmt::format("地址 {} 属内部网络，按规定不访问", response.address);
        case Failure::name_not_found:
            return "域名不存在";
        case Failure::name_unresolved:
            return "域名服务器没有应答";
        case Failure::refused:
            return "连接被拒绝";
        case Failure::unreachable:
            return "无法连接";
        case Failure::timeout:
            if (!response.phases.connect_ms) return "连接超时";
            return response.head.empty() ? "已连接，没有应答" : "应答没有传完";
        case Failure::tls:
            return "HTTPS 握手失败";
        case Failure::protocol:
            return "应答不是有效的 HTTP，或中途断开";
        case Failure::head_too_large:
            return "应答头过大";
        case Failure::none:
        case Failure::internal:
            break;
    }
    return "本程序资源不足，未能完成请求";
}

VisitDoubt doubt_of(const FetchResponse& response) {
    if (response.failure == Failure::name_unresolved) return VisitDoubt::name_unanswered;
    if (response.failure == Failure::internal || response.failure == Failure::bad_url ||
        response.failure == Failure::forbidden_address) {
        return VisitDoubt::ours;
    }
    return is_one_of(kOurGateway, response.status) ? VisitDoubt::ours : VisitDoubt::none;
}

bool shows_wall(const FetchResponse& response) {
    std::string unpacked;
    const auto how = unpack(response.body.bytes(), header_value(response.head, "content-encoding"),
                            kVisitBodyBytes, unpacked);
    const std::string& body = how == Unpacked::as_is ? response.body.bytes() : unpacked;
    return is_wall_page(body, response.head);
}

class NetworkVisitor final : public HomeVisitor {
public:
    explicit NetworkVisitor(std::unique_ptr<Fetcher> fetcher) : fetcher_(std::move(fetcher)) {}

    std::vector<VisitOutcome> visit(const std::vector<std::string>& urls,
                                    const std::atomic<bool>& stop) override {
        const auto began = Clock::now();
        ++round_;
        visits_.clear();
        visits_.resize(urls.size());
        done_.clear();
        std::size_t next = 0;
        std::size_t open = 0;
        while ((next < urls.size() || open > 0) && !stop) {
            for (; next < urls.size() && open < kVisitsAtOnce; ++next, ++open) {
                OneVisit& visit = visits_[next];
                visit.outcome.index = next;
                visit.outcome.started_ms = ms_between(began, Clock::now());
                visit.url = first_url(urls[next]);
                ask(next);
            }
            for (FetchResponse& response : fetcher_->wait(kPollMs)) {
                if (response.token / kRound != round_) continue;  // given up in an earlier call
                if (take(response.token % kRound, response)) --open;
            }
        }
        return std::move(done_);
    }

private:
    static constexpr std::uint64_t kRound = 1ULL << 32U;

    void ask(std::size_t index) {
        const OneVisit& visit = visits_[index];
        FetchRequest request;
        request.token = round_ * kRound + index;
        request.url = visit.url;
        request.as_browser = visit.as_browser;
        request.cookie = visit.cookie;
        request.html_cap = request.other_cap = kVisitBodyBytes;
        request.fresh = true;
        fetcher_->start(std::move(request));
    }

    // True: the visit is over.
    bool take(std::size_t index, const FetchResponse& response) {
        OneVisit& visit = visits_[index];
        VisitOutcome& outcome = visit.outcome;
        outcome.elapsed_ms += response.elapsed_ms;
        outcome.http_status = response.status;
        outcome.phases = response.phases;
        if (follows(visit, response)) {
            ask(index);
            return false;
        }
        settle(visit, response);
        done_.push_back(outcome);
        return true;
    }

    // A redirect, or the one further try as a browser: begins the next exchange.
    static bool follows(OneVisit& visit, const FetchResponse& response) {
        if (response.failure != Failure::none || visit.outcome.elapsed_ms >= kOpenMs) return false;
        const int status = response.status;
        const std::string_view location = header_value(response.head, "location");
        if (status >= 300 && status < 400 && !location.empty()) {
            if (++visit.hops > kMaxRedirects) return false;
            const std::string target = resolve(visit.url, location);
            if (target.empty()) return false;
            const bool same_host = host_part(target) == host_part(visit.url);
            visit.cookie = same_host ? with_cookies(std::move(visit.cookie), response.head) : "";
            visit.url = target;
            return true;
        }
        const bool refused = status >= 400 && status < 500;
        const bool wall = refused || is_one_of(kWallStatus, status) ||
                          (status >= 200 && status < 300 && shows_wall(response));
        if (!wall || visit.as_browser) return false;
        visit.as_browser = true;
        visit.cookie = with_cookies(std::move(visit.cookie), response.head);
        visit.outcome.elapsed_ms = 0;  // a wall's time is not the site's
        return true;
    }

    static std::string_view host_part(std::string_view url) {
        const std::size_t scheme = url.find("://");
        if (scheme == std::string_view::npos) return url;
        const std::string_view rest = url.substr(scheme + 3);
        return rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
    }

    static void settle(OneVisit& visit, const FetchResponse& response) {
        VisitOutcome& outcome = visit.outcome;
        outcome.doubt = doubt_of(response);
        if (response.failure != Failure::none) {
            outcome.error = failure_text(response);
            return;
        }
        const int status = response.status;
        if (status >= 200 && status < 300) {
            if (shows_wall(response)) {
                outcome.walled = true;
                outcome.error = "防火墙的验证或拦截页面";
            } else if (outcome.elapsed_ms >= kOpenMs) {
                outcome.error = fmt::format("打开用时超过（含）{}秒", kOpenMs / 1000);
            } else {
                outcome.opened = true;
            }
        } else if (is_one_of(kWallStatus, status)) {
            outcome.walled = true;
            outcome.error = fmt::format("防火墙或访问限制拒绝（HTTP {}）", status);
        } else if (status >= 300 && status < 400) {
            outcome.error = visit.hops > kMaxRedirects
                                ? fmt::format("跳转超过{}次", kMaxRedirects)
                                : fmt::format("HTTP {} 没有给出可用的跳转地址", status);
        } else {
            outcome.error = fmt::format("HTTP {}", status);
        }
    }

    std::unique_ptr<Fetcher> fetcher_;
    std::uint64_t round_ = 0;
    std::vector<OneVisit> visits_;
    std::vector<VisitOutcome> done_;
};

}  // namespace

Result<std::unique_ptr<HomeVisitor>> make_home_visitor(FetchOptions options) {
    auto fetcher = Fetcher::create(std::move(options));
    if (!fetcher) return Fail(fetcher.error());
    return std::unique_ptr<HomeVisitor>(std::make_unique<NetworkVisitor>(std::move(*fetcher)));
}

}  // namespace mingcha::gather
