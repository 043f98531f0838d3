// Accounts that pages name: captions of QR pictures and links to where an account lives; share
// buttons, posts and words without a name are none.
#include "audit/named_accounts.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

class Pages : public ::testing::Test {
protected:
    Pages() {
        facts_.site.site_code = "9999000001";
        facts_.site.url = "http://yz.gov.cn/";
        facts_.visited = true;
        page_.facts.url = "http://yz.gov.cn/";
        page_.facts.kind = PageKind::home;
        page_.http_status = 200;
    }

    void text(const char* words) { page_.facts.text_blocks.push_back({words, TextPart::main}); }
    void link(const char* url, const char* words, bool hidden = false) {
        Link link;
        link.url = url;
        link.text = words;
        link.external = true;
        link.hidden = hidden;
        page_.facts.links.push_back(link);
    }
    std::vector<NamedAccount> named() {
        facts_.pages = {page_};
        return accounts_named_on(SiteView(facts_, at(*parse_date("2031-01-01"))));
    }

    SiteFacts facts_;
    PageRecord page_;
};

TEST_F(Pages, CaptionsNameAccountsInBothOrders) {
    text("扫一扫关注“云泽发布”微信公众号");
    text("官方微博：云泽在线 欢迎关注");
    text("抖音号「云泽交警」");
    const auto found = named();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].type, "微信公众号");
    EXPECT_EQ(found[0].name, "云泽发布");
    EXPECT_EQ(found[0].page, "http://yz.gov.cn/");
    EXPECT_EQ(found[1].type, "新浪微博");
    EXPECT_EQ(found[1].name, "云泽在线");
    EXPECT_EQ(found[2].type, "抖音");
    EXPECT_EQ(found[2].name, "云泽交警");
}

TEST_F(Pages, WordsWithoutANameAreNone) {
    text("官方微信");
    text("微信公众号二维码");
    text("分享到新浪微博");
    text("微信公众号：");
    text("本局加强微信公众号管理，规范新浪微博发布");
    link("https://service.weibo.com/share/share.php?url=x", "分享到微博");
    link("https://weibo.com/1234/Abcd", "转发");
    link("https://mp.weixin.qq.com/s/abcdef", "一篇推文");
    link("https://weibo.com/u/55", "云泽微博", true);  // nobody sees it
    link("https://notweibo.com/u/55", "别处");
    EXPECT_TRUE(named().empty());
}

TEST_F(Pages, LinksToWhereAnAccountLivesCountOnce) {
    link("https://weibo.com/u/55", "云泽发布");
    link("https://www.weibo.com/u/66", "官方微博");
    link("https://weibo.com/u/55", "云泽发布");
    const auto found = named();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "云泽发布");
    EXPECT_EQ(found[0].url, "https://weibo.com/u/55");
    EXPECT_EQ(found[1].name, "");
    EXPECT_EQ(found[1].type, "新浪微博");
}

TEST_F(Pages, AHostilePageIsCutOff) {
    std::string many;
    for (int i = 0; i < 5'000; ++i) many += "微信公众号：号" + std::to_string(i) + "号 ";
    text(many.c_str());
    EXPECT_EQ(named().size(), kMaxNamedAccounts);
}

TEST(Platforms, AreOneUnderSeveralWords) {
    EXPECT_TRUE(is_same_platform("微信公众号", "微信服务号"));
    EXPECT_TRUE(is_same_platform("新浪微博", "微博"));
    EXPECT_FALSE(is_same_platform("微信订阅号", "新浪微博"));
    EXPECT_FALSE(is_same_platform("微信视频号", "微信订阅号"));
}

}  // namespace
}  // namespace mingcha::audit
