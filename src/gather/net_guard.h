// Which network addresses may be asked (design §7). In: an address after DNS. Out: yes or no. Every
// socket of the fetcher passes here before it connects, so a redirect or a changed DNS answer
// cannot get round it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sockaddr;

namespace mingcha::gather {

// IPv4 is kept as its v4-mapped IPv6 form, so that both are compared in one way.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    bool is_v4() const;  // v4-mapped
    bool operator==(const IpAddress&) const = default;
};

std::optional<IpAddress> parse_ip(std::string_view text);  // literal, IPv6 also in brackets
std::optional<IpAddress> ip_of(const sockaddr& address);
std::string format_ip(const IpAddress& address);

struct Network {
    IpAddress base;
    int prefix = 128;  // bits of the 128; IPv4 prefixes are stored + 96

    bool contains(const IpAddress& address) const;
};

// "127.0.0.0/8", "fd00::/8", or one address. Errors: no address, prefix out of range.
Result<Network> parse_network(std::string_view text);

class NetGuard {
public:
    NetGuard() = default;
    explicit NetGuard(std::vector<Network> allowed) : allowed_(std::move(allowed)) {}

    // False for private, loopback, link-local, shared, multicast, reserved and metadata addresses,
    // also inside v4-mapped, v4-compatible, NAT64 and 6to4 addresses, unless a network that holds
    // them was allowed by name.
    bool permits(const IpAddress& address) const;

private:
    std::vector<Network> allowed_;
};

}  // namespace mingcha::gather
