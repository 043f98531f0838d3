// Which addresses may be asked.
#include "gather/net_guard.h"

#include <gtest/gtest.h>

namespace mingcha::gather {
namespace {

bool permitted(const NetGuard& guard, std::string_view text) {
    const auto address = parse_ip(text);
    EXPECT_TRUE(address) << text;
    return address && guard.permits(*address);
}

TEST(NetGuard, RefusesWhatIsNotOnThePublicInternet) {
    const NetGuard guard;
    for (std::string_view text : {"127.0.0.1",
                                  "127.255.0.3",
                                  "10.1.2.3",
                                  "172.16.0.1",
                                  "172.31.255.255",
                                  "192.168.1.1",
                                  "169.254.169.254",
                                  "100.100.100.200",
                                  "0.0.0.0",
                                  "224.0.0.1",
                                  "255.255.255.255",
                                  "198.18.0.1",
                                  "::1",
                                  "::",
                                  "fe80::1",
                                  "fc00::1",
                                  "fd00:ec2::254",
                                  "ff02::1",
                                  "::ffff:127.0.0.1",
                                  "::ffff:10.0.0.1",
                                  "::127.0.0.1",
                                  "64:ff9b::7f00:1",
                                  "2002:7f00:1::",
                                  "2002:a00:1::1",
                                  "[::1]",
                                  "2001:db8::1"}) {
        EXPECT_FALSE(permitted(guard, text)) << text;
    }
}

TEST(NetGuard, PermitsPublicAddresses) {
    const NetGuard guard;
    for (std::string_view text :
         {"8.8.8.8", "172.32.0.1", "172.15.255.255", "100.128.0.1", "192.169.0.1", "2400:3200::1",
          "::ffff:8.8.8.8", "2002:808:808::"}) {
        EXPECT_TRUE(permitted(guard, text)) << text;
    }
}

TEST(NetGuard, OneNetworkIsAllowedAndNoMore) {
    const NetGuard guard({*parse_network("127.0.0.0/8")});
    EXPECT_TRUE(permitted(guard, "127.0.0.1"));
    EXPECT_TRUE(permitted(guard, "::ffff:127.9.9.9"));
    EXPECT_FALSE(permitted(guard, "10.0.0.1"));
    EXPECT_FALSE(permitted(guard, "::1"));
    const NetGuard six({*parse_network("fd00::/8"), *parse_network("10.1.0.0/20")});
    EXPECT_TRUE(permitted(six, "fd12::1"));
    EXPECT_FALSE(permitted(six, "fc00::1"));
    EXPECT_TRUE(permitted(six, "10.1.15.255"));
    EXPECT_FALSE(permitted(six, "10.1.16.0"));
}

TEST(NetGuard, NetworksAreReadStrictly) {
    for (std::string_view text : {"", "127.0.0.1/33", "127.0.0.1/-1", "127.0.0/8", "x/8", "::1/129",
                                  "127.0.0.1/", "127.0.0.1/8x"}) {
        EXPECT_FALSE(parse_network(text)) << text;
    }
    EXPECT_TRUE(parse_network("127.0.0.1"));
    EXPECT_TRUE(parse_network("0.0.0.0/0"));
}

}  // namespace
}  // namespace mingcha::gather
