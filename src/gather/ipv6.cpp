#include "gather/ipv6.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/site_url.h"
#include "base/text.h"

namespace mingcha::gather {

namespace {

// Any public address will do: a datagram socket looks up the route and sends nothing.
constexpr const char* kPublicAddress = "2400::1";
constexpr std::uint16_t kAnyPort = 443;
// 2000::/3, all that is given to the public (RFC 4291 §2.4).
constexpr std::uint8_t kPublicBits = 0x20, kPublicMask = 0xe0;

bool is_public(const IpAddress& address) {
    return (address.bytes[0] & kPublicMask) == kPublicBits && NetGuard().permits(address);
}

// HOST:PORT:ADDR:PORT, each of the first three perhaps in brackets.
std::vector<std::string_view> parts_of(std::string_view line) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t i = 0, open = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '[') ++open;
        if (i < line.size() && line[i] == ']' && open > 0) --open;
        if (i < line.size() && (line[i] != ':' || open > 0)) continue;
        parts.push_back(line.substr(from, i - from));
        from = i + 1;
    }
    return parts;
}

// What the command line puts in the place of the host; nullopt: nothing.
std::optional<std::string_view> given_address(const FetchOptions& options, const SiteUrl& url) {
    const std::string port = std::to_string(url.port);
    for (const std::string& line : options.connect_to) {
        const auto parts = parts_of(line);
        if (parts.size() != 4) continue;
        const bool host = parts[0].empty() || equals_ignoring_ascii_case(parts[0], url.host);
        if (host && (parts[1].empty() || parts[1] == port)) return parts[2];
    }
    if (options.resolve_all.empty()) return std::nullopt;
    return parts_of(options.resolve_all).front();
}

Assessment not_tried(std::string text) {
    return {Next::done, LinkState::not_checked, {ReasonCode::ours, std::move(text)}};
}

std::string phases_text(const FetchResponse& response) {
    std::string text = response.address.empty() ? "" : "地址 " + response.address;
    const auto phase = [&](std::string_view name, const std::optional<std::int64_t>& ms) {
        if (ms) text += fmt::format("{}{} {} 毫秒", text.empty() ? "" : "，", name, *ms);
    };
    phase("连接", response.phases.connect_ms);
    phase("首字节", response.phases.first_byte_ms);
    return text;
}

}  // namespace

bool asks_over_ipv6(const FetchOptions& options, std::string_view url,
                    std::string_view home_address) {
    const auto parts = split_site_url(url);
    if (!parts) return false;
    if (const auto literal = parse_ip(parts->host)) return !literal->is_v4();
    if (const auto given = given_address(options, *parts)) {
        const auto literal = parse_ip(*given);
        return !literal || !literal->is_v4();
    }
    const auto home = parse_ip(home_address);
    return !home || NetGuard().permits(*home);
}

bool has_ipv6_route() {
    const int handle = ::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (handle < 0) return false;
    sockaddr_in6 there{};
    there.sin6_family = AF_INET6;
    there.sin6_port = htons(kAnyPort);
    inet_pton(AF_INET6, kPublicAddress, &there.sin6_addr);
    sockaddr_in6 here{};
    socklen_t size = sizeof here;
    const bool found =
        ::connect(handle, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0 &&
        ::getsockname(handle, reinterpret_cast<sockaddr*>(&here), &size) == 0;
    ::close(handle);
    if (!found) return false;
    const auto own = ip_of(reinterpret_cast<const sockaddr&>(here));
    return own && is_public(*own);
}

Assessment assess_ipv6(const FetchResponse& response, Assessment assessment, Ipv6Line& line) {
    const auto address = parse_ip(response.address);
    if (response.status != 0 && address && is_public(*address)) line.proved = true;
    if (assessment.next != Next::done) return assessment;
    switch (response.failure) {
        case Failure::name_not_found:
            assessment.reason.text = "域名没有 IPv6 地址（AAAA 记录）";
            return assessment;
        case Failure::timeout:
        case Failure::unreachable:
        case Failure::name_unresolved:
            if (!line.proved && !has_ipv6_route()) {
                return not_tried("本机没有可用的 IPv6 网络，无法测试");
            }
            if (response.failure == Failure::name_unresolved) {
                return not_tried("域名服务器没有答复 AAAA 查询");
            }
            if (!line.proved) {
                return not_tried("IPv6 地址没有应答，但本次检查没有其他网站证实本机 IPv6 可用");
            }
            break;
        default:
            break;
    }
    const std::string phases = phases_text(response);
    if (phases.empty()) return assessment;
    std::string& text = assessment.reason.text;
    text = text.empty() ? phases : fmt::format("{}（{}）", text, phases);
    return assessment;
}

}  // namespace mingcha::gather
