// Certificates as libcurl shows them, and dates of heads.
#include "gather/certificate.h"

#include <gtest/gtest.h>
#include <openssl/x509_vfy.h>

namespace mingcha::gather {
namespace {

const Instant kNow = *parse_instant("2021-11-12T18:00:00+08:00");

std::vector<std::string_view> lines(std::string_view until) {
    static std::string expires;
    expires = "Expire date:" + std::string(until);
    return {"Subject:CN = www.a.gov.cn", "Issuer:C = CN, O = Example CA", expires,
            "X509v3 Subject Alternative Name:DNS:www.a.gov.cn, DNS:*.b.gov.cn"};
}

TEST(Certificates, SaysWhoUntilWhenAndWhyNot) {
    const auto good =
        read_certificate(lines("Nov 12 10:00:00 2022 GMT"), "www.a.gov.cn", X509_V_OK, kNow);
    EXPECT_TRUE(good.trusted);
    EXPECT_EQ(good.issuer, "C = CN, O = Example CA");
    EXPECT_EQ(good.expires, *parse_instant("2022-11-12T18:00:00+08:00"));
    const auto expired = read_certificate(lines("Nov 11 10:00:00 2021 GMT"), "www.a.gov.cn",
                                          X509_V_ERR_CERT_HAS_EXPIRED, kNow);
    EXPECT_FALSE(expired.trusted);
    EXPECT_EQ(expired.problem, "证书已过期");
    const auto self = read_certificate(lines("Nov 12 10:00:00 2022 GMT"), "www.a.gov.cn",
                                       X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, kNow);
    EXPECT_EQ(self.problem, "自签名证书");
    const auto other =
        read_certificate(lines("Nov 12 10:00:00 2022 GMT"), "www.c.gov.cn", X509_V_OK, kNow);
    EXPECT_EQ(other.problem, "证书域名与网站不符");
    const auto silent = read_certificate({}, "www.a.gov.cn", X509_V_OK, kNow);
    EXPECT_TRUE(silent.trusted);
    EXPECT_FALSE(silent.expires);
    const auto nonsense = read_certificate({"Expire date:soon", ":", ""}, "a", X509_V_OK, kNow);
    EXPECT_FALSE(nonsense.expires);
}

TEST(Certificates, NamesMatchOneLabel) {
    EXPECT_TRUE(names_host("WWW.a.gov.cn", "www.a.gov.cn"));
    EXPECT_TRUE(names_host("*.a.gov.cn", "www.a.gov.cn"));
    EXPECT_FALSE(names_host("*.a.gov.cn", "a.gov.cn"));
    EXPECT_FALSE(names_host("*.a.gov.cn", "x.www.a.gov.cn"));
    EXPECT_FALSE(names_host("*", "a"));
    EXPECT_FALSE(names_host("", "a"));
}

TEST(Heads, DatesAreReadOrNot) {
    EXPECT_EQ(http_time("Fri, 05 Nov 2021 01:30:00 GMT"),
              *parse_instant("2021-11-05T09:30:00+08:00"));
    EXPECT_FALSE(http_time(""));
    EXPECT_FALSE(http_time("yesterday"));
    EXPECT_FALSE(http_time(std::string(1000, '1')));
}

TEST(Heads, EachGuiseAsksInItsWay) {
    const std::string own = request_head("http://a.gov.cn/x", false, "");
    EXPECT_NE(own.find("Mingcha"), std::string::npos);
    const std::string robot = request_head("http://a.gov.cn/x", false, "", Guise::robot);
    EXPECT_NE(robot.find("Baiduspider"), std::string::npos);
    EXPECT_EQ(robot.find("Referer"), std::string::npos);
    const std::string searcher = request_head("http://a.gov.cn/x", false, "", Guise::searcher);
    EXPECT_NE(searcher.find("Referer: https://www.baidu.com/"), std::string::npos);
    EXPECT_NE(searcher.find("Chrome"), std::string::npos);
    EXPECT_EQ(searcher.find("Mingcha"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::gather
