#include "gather/net_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <cstring>

namespace mingcha::gather {

namespace {

// IANA special-purpose registries (RFC 6890 and successors). Cloud metadata services lie in
// 169.254/16, 100.64/10 and fd00::/8.
constexpr std::array kForbidden{
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
    "::/128",        "::1/128",         "100::/64",       "2001::/23",      "2001:db8::/32",
    "3fff::/20",     "5f00::/16",       "fc00::/7",       "fe80::/10",      "fec0::/10",
    "ff00::/8"};

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kMappedBits = 96;

IpAddress from_v4(const std::uint8_t* four) {
    IpAddress address;
    std::memcpy(address.bytes.data(), kMappedPrefix.data(), kMappedPrefix.size());
    std::memcpy(address.bytes.data() + kMappedPrefix.size(), four, 4);
    return address;
}

const std::vector<Network>& forbidden() {
    static const std::vector<Network> networks = [] {
        std::vector<Network> list;
        for (std::string_view text : kForbidden) list.push_back(*parse_network(text));
        return list;
    }();
    return networks;
}

// The IPv4 address that an IPv6 one leads to: v4-compatible (::a.b.c.d), NAT64 (64:ff9b::/96), 6to4
// (2002::/16).
std::optional<IpAddress> embedded_v4(const IpAddress& address) {
    static const Network kCompatible = *parse_network("::/96");
    static const Network kNat64 = *parse_network("64:ff9b::/96");
    static const Network kNat64Local = *parse_network("64:ff9b:1::/48");
    static const Network k6to4 = *parse_network("2002::/16");
    if (kCompatible.contains(address) || kNat64.contains(address) ||
        kNat64Local.contains(address)) {
        return from_v4(address.bytes.data() + 12);
    }
    if (k6to4.contains(address)) return from_v4(address.bytes.data() + 2);
    return std::nullopt;
}

bool is_forbidden(const IpAddress& address) {
    for (const Network& network : forbidden()) {
        if (network.contains(address)) return true;
    }
    return false;
}

}  // namespace

bool IpAddress::is_v4() const {
    return std::memcmp(bytes.data(), kMappedPrefix.data(), kMappedPrefix.size()) == 0;
}

std::optional<IpAddress> parse_ip(std::string_view text) {
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    if (text.empty() || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
    const std::string terminated(text);
    std::array<std::uint8_t, 4> four{};
    if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return from_v4(four.data());
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

std::optional<IpAddress> ip_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return from_v4(reinterpret_cast<const std::uint8_t*>(&v4.sin_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        IpAddress result;
        std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
        return result;
    }
    return std::nullopt;
}

std::string format_ip(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool v4 = address.is_v4();
    inet_ntop(v4 ? AF_INET : AF_INET6, address.bytes.data() + (v4 ? 12 : 0), text.data(),
              text.size());
    return text.data();
}

bool Network::contains(const IpAddress& address) const {
    const std::size_t whole = static_cast<std::size_t>(prefix) / 8;
    if (std::memcmp(base.bytes.data(), address.bytes.data(), whole) != 0) return false;
    const int rest = prefix % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

Result<Network> parse_network(std::string_view text) {
    static constexpr std::string_view kHint =
        "write a network as 127.0.0.0/8 or fd00::/8, or one address";
    const std::size_t slash = text.find('/');
    const std::string_view literal = text.substr(0, slash);
    const auto base = parse_ip(literal);
    if (!base)
        return fail("", "\"" + std::string(text) + "\" is no network address", std::string(kHint));
    const bool v4 = literal.find(':') == std::string_view::npos;
    const int widest = v4 ? 32 : 128;
    int prefix = widest;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || prefix < 0 ||
            prefix > widest) {
            return fail(
                "",
                "\"" + std::string(text) + "\" has a prefix outside 0–" + std::to_string(widest),
                std::string(kHint));
        }
    }
    return Network{*base, v4 ? prefix + kMappedBits : prefix};
}

bool NetGuard::permits(const IpAddress& address) const {
    for (const Network& network : allowed_) {
        if (network.contains(address)) return true;
    }
    if (is_forbidden(address)) return false;
    if (address.is_v4()) return true;
    const auto inner = embedded_v4(address);
    return !inner || permits(*inner);
}

}  // namespace mingcha::gather
