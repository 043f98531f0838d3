#include "model/registry.h"

#include <gtest/gtest.h>

#include "model/verdict.h"

namespace mingcha {
namespace {

TEST(Registry, SiteCodesAreOpaqueButShaped) {
    EXPECT_TRUE(is_site_code("3415220046"));
    EXPECT_TRUE(is_site_code("bm07000001"));
    for (const char* code :
         {"", "34152200", "310000000044", "BM07000001", "341522004x", "bm0700001", "3415220046 "}) {
        EXPECT_FALSE(is_site_code(code)) << code;
    }
}

TEST(Registry, AccountCodesHaveSixteenPlaces) {
    EXPECT_TRUE(is_account_code("341500M010WX0001"));
    for (const char* code : {"", "无", "341500m010WX0001", "341500M010W10001", "341500M010WX001",
                             "341500N010WX0001"}) {
        EXPECT_FALSE(is_account_code(code)) << code;
    }
}

TEST(Registry, AnAccountWithoutCodeIsKnownByTypeAndName) {
    Account account;
    account.type = "微信订阅号";
    account.name = "云泽　发布";
    EXPECT_EQ(account_key(account), "微信订阅号/云泽 发布");
    account.account_code = "999900M001WX0001";
    EXPECT_EQ(account_key(account), "999900M001WX0001");
}

TEST(Registry, WordsOfTheRegistriesAreUnderstood) {
    EXPECT_EQ(parse_site_kind("政府门户网站"), SiteKind::portal);
    EXPECT_EQ(parse_site_kind("门户网站"), SiteKind::portal);
    EXPECT_EQ(parse_site_kind("devzone"), SiteKind::devzone);
    EXPECT_EQ(parse_site_kind("论坛"), std::nullopt);
    EXPECT_EQ(parse_site_state("关停中"), SiteState::closing);
    EXPECT_EQ(to_chinese(SiteKind::special), "专项网站");
}

TEST(Finding, IdentityIsTargetRuleAndPlace) {
    const std::string id = finding_id("9999000001", "link-availability", "http://a/b");
    EXPECT_EQ(id.size(), 16U);
    EXPECT_EQ(id, finding_id("9999000001", "link-availability", "http://a/b"));
    EXPECT_NE(id, finding_id("9999000001", "link-availability", "http://a/c"));
    EXPECT_NE(finding_id("a", "bc", "d"), finding_id("ab", "c", "d"));
}

}  // namespace
}  // namespace mingcha
