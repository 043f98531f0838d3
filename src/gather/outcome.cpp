#include "gather/outcome.h"

#include <curl/curl.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace mingcha::gather {

namespace {

// Confirmed twice: what a second try seldom changes. The others get all kMaxTries.
constexpr int kConfirmations = 2;

// Statuses by which firewalls and bot walls refuse, whatever the standard meant by them.
constexpr std::array kRefusals{401, 403, 405, 406, 407, 412, 418, 429, 444, 451, 468,
                               493, 494, 511, 521, 522, 523, 525, 526, 529, 567, 999};

// Marks of the pages that Chinese cloud firewalls and WAF appliances answer with.
constexpr std::array<std::string_view, 16> kWallMarks{
    "__jsl_clearance", "acw_sc__v2", "创宇盾",         "安全狗",      "yunsuo_session",
    "云防护",          "网站防火墙", "Web应用防火墙",  "WAF拦截",     "您的请求可能存在威胁",
    "cf-challenge",    "cf_chl_opt", "请求被安全策略", "_waf_block_", "probe.js?",
    "人机验证"};
constexpr std::size_t kWallPageBytes = 24 * 1024;  // such pages are small
constexpr std::int64_t kLongestWait = 7 * 86400;

bool is_refusal(int status) {
    for (int refusal : kRefusals) {
        if (status == refusal) return true;
    }
    return false;
}

Assessment dead(std::string text) {
    return {Next::done, LinkState::dead, {ReasonCode::site, std::move(text)}};
}

Assessment blocked(std::string text) {
    return {Next::done, LinkState::blocked, {ReasonCode::blocked, std::move(text)}};
}

Assessment unchecked(ReasonCode code, std::string text) {
    return {Next::done, LinkState::not_checked, {code, std::move(text)}};
}

// A failure that says "dead" of the site's own addresses, and nothing of other people's hosts,
// where our own way there may be at fault.
Assessment silent(const Tries& tries, int needed, std::string text) {
    if (tries.failures + 1 < needed) return {Next::try_again, {}, {}};
    if (tries.own_host) return dead(std::move(text));
    return unchecked(ReasonCode::ours, "外部主机" + text);
}

Assessment assess_failure(const FetchResponse& response, const Tries& tries) {
    switch (response.failure) {
        case Failure::bad_url:
            return dead("地址无效");
        case Failure::forbidden_address:
            return unchecked(ReasonCode::refused,
                             fmt::format("地址 {} 属内部网络，按规定不访问", response.address));
        case Failure::name_not_found:
            if (tries.failures + 1 < kConfirmations) return {Next::try_again, {}, {}};
            return dead("域名不存在");
        case Failure::name_unresolved:
            if (tries.failures + 1 < kMaxTries) return {Next::try_again, {}, {}};
            return unchecked(ReasonCode::ours, "域名服务器没有应答");
        case Failure::refused:
            if (tries.failures + 1 < kConfirmations) return {Next::try_again, {}, {}};
            return dead("连接被拒绝");
        case Failure::unreachable:
            return silent(tries, kMaxTries, "无法连接");
        case Failure::timeout:
            return silent(tries, kConfirmations, fmt::format("{} 秒内没有应答", kRequestSeconds));
        case Failure::tls:
            return silent(tries, kConfirmations, "HTTPS 握手失败");
        case Failure::protocol:
            return silent(tries, kConfirmations, "应答不是有效的 HTTP");
        case Failure::head_too_large:
            return silent(tries, 1, "应答头过大");
        case Failure::internal:
            if (tries.failures + 1 < kMaxTries) return {Next::try_again, {}, {}};
            break;
        case Failure::none:
            break;
    }
    return unchecked(ReasonCode::ours, "本程序资源不足，未能完成请求");
}

}  // namespace

Assessment assess(const FetchResponse& response, const Tries& tries) {
    if (response.failure != Failure::none) return assess_failure(response, tries);
    const int status = response.status;
    if (status >= 200 && status < 300) {
        if (!tries.gone_to_robot) return {};
        return blocked("对本程序应答 404，对浏览器正常");
    }
    if (status == 304) return {};
    if (status >= 300 && status < 400) {
        if (!header_value(response.head, "location").empty()) return {Next::follow, {}, {}};
        return dead(fmt::format("HTTP {} 没有给出跳转地址", status));
    }
    if (is_refusal(status)) {
        if (!tries.as_browser) return {Next::ask_as_browser, {}, {}};
        return blocked(fmt::format("HTTP {}", status));
    }
    if (status >= 500) {
        if (tries.failures + 1 < kMaxTries) return {Next::try_again, {}, {}};
        return dead(fmt::format("HTTP {}", status));
    }
    if (!tries.as_browser) return {Next::ask_as_browser, {}, {}};
    return dead(fmt::format("HTTP {}", status));
}

std::int64_t retry_after_seconds(std::string_view head, Instant now) {
    const std::string_view value = header_value(head, "retry-after");
    if (value.empty()) return -1;
    std::int64_t seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec == std::errc::result_out_of_range) return kLongestWait;
    if (read.ec == std::errc{}) return std::clamp<std::int64_t>(seconds, 0, kLongestWait);
    const time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    if (date < 0) return -1;
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(date) - now.seconds, 0, kLongestWait);
}

bool is_wall_page(std::string_view body, std::string_view head) {
    if (header_value(head, "server").starts_with("yunjiasu") && body.size() < 512) return true;
    if (body.size() > kWallPageBytes) return false;
    for (std::string_view mark : kWallMarks) {
        if (body.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace mingcha::gather
