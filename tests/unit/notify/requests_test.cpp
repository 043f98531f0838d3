// What robots and webhooks are sent, held against their documentation.
#include "notify/requests.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/hmac.h"
#include "base/text.h"

namespace mingcha::notify {
namespace {

using Json = nlohmann::json;

const Instant kNow{1'700'000'000};

Message message() {
    Message out;
    out.id = "0123456789abcdef";
    out.kind = "digest";
    out.unit = "某局";
    out.title = "【预警】某局：2 项";
    out.lines = {"1. 首页", "2. 栏目“通知公告”"};
    out.link = "http://10.0.0.1:8080/c/2031Q4/due";
    return out;
}

Channel robot(ChannelKind kind) {
    Channel channel;
    channel.id = "robot";
    channel.kind = kind;
    channel.name = "群";
    channel.address = "https://robot.example/send";
    return channel;
}

std::string header(const HttpPost& post, std::string_view name) {
    for (const auto& [key, value] : post.headers) {
        if (key == name) return value;
    }
    return {};
}

TEST(Wecom, TakesTextWithTheKeyInItsAddress) {
    const HttpPost post = post_of(robot(ChannelKind::wecom), {"key=693a", ""}, message(), kNow);
    EXPECT_EQ(post.url, "https://robot.example/send?key=693a");
    const Json body = Json::parse(post.body);
    EXPECT_EQ(body["msgtype"], "text");
    const std::string content = body["text"]["content"];
    EXPECT_NE(content.find("【预警】某局：2 项\n1. 首页"), std::string::npos) << content;
    EXPECT_NE(content.find("http://10.0.0.1:8080/c/2031Q4/due"), std::string::npos);
}

TEST(Wecom, KeepsItsLimitsAndSaysWhatIsLeftOut) {
    Message long_one = message();
    for (int i = 0; i < 500; ++i) long_one.lines.push_back("栏目“某某某某某某某某某某”还有三天");
    Channel channel = robot(ChannelKind::wecom);
    const Json plain = Json::parse(post_of(channel, {"key=1", ""}, long_one, kNow).body);
    EXPECT_LE(plain["text"]["content"].get<std::string>().size(), 2048U);
    EXPECT_NE(plain["text"]["content"].get<std::string>().find("行未列出"), std::string::npos);
    channel.markdown = true;
    const Json marked = Json::parse(post_of(channel, {"key=1", ""}, long_one, kNow).body);
    EXPECT_LE(marked["markdown"]["content"].get<std::string>().size(), 4096U);
}

TEST(Wecom, MentionsNobodyForAStrangersTitle) {
    Message hostile = message();
    hostile.lines = {"栏目“<@all>”",
                     "一行\n两行\r\n<font color=\"warning\">红</font> [点](http://x)"};
    Channel channel = robot(ChannelKind::wecom);
    const Json plain = Json::parse(post_of(channel, {"key=1", ""}, hostile, kNow).body);
    EXPECT_EQ(plain["text"]["content"].get<std::string>().find("<@"), std::string::npos);
    EXPECT_NE(plain["text"]["content"].get<std::string>().find("一行 两行 "), std::string::npos);
    channel.markdown = true;
    const std::string marked =
        Json::parse(post_of(channel, {"key=1", ""}, hostile, kNow).body)["markdown"]["content"];
    EXPECT_EQ(marked.find('<'), std::string::npos) << marked;
    EXPECT_EQ(marked.find("[点]("), std::string::npos) << marked;
}

// HMAC-SHA256 of RFC 4231, test case 2.
TEST(Hmac, IsThatOfTheRfc) {
    std::string hex;
    for (const char c : hmac_sha256("Jefe", "what do ya want for nothing?")) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[static_cast<unsigned char>(c) >> 4U];
        hex += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    EXPECT_EQ(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// base64(HMAC-SHA256(key = secret, "TIMESTAMP\nSECRET")), reckoned with openssl dgst.
TEST(Dingtalk, SignsAsItsDocumentationSays) {
    EXPECT_EQ(dingtalk_sign("this is secret", 1577262236757),
              "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
    const HttpPost post =
        post_of(robot(ChannelKind::dingtalk), {"access_token=abc", "SECxyz"}, message(), kNow);
    EXPECT_TRUE(post.url.starts_with(
        "https://robot.example/send?access_token=abc&timestamp=1700000000000&sign="))
        << post.url;
    EXPECT_EQ(post.url.find_first_of("+/ \n", 40), std::string::npos) << "percent-encoded";
    EXPECT_EQ(post.url.find("SECxyz"), std::string::npos);
    const Json body = Json::parse(post.body);
    EXPECT_EQ(body["msgtype"], "text");
    EXPECT_EQ(body["at"]["isAtAll"], false);
}

TEST(Dingtalk, NeedsNoSignatureWhereTheRobotHasNone) {
    Channel channel = robot(ChannelKind::dingtalk);
    channel.markdown = true;
    const HttpPost post = post_of(channel, {"access_token=abc", ""}, message(), kNow);
    EXPECT_EQ(post.url, "https://robot.example/send?access_token=abc");
    const Json body = Json::parse(post.body);
    EXPECT_EQ(body["markdown"]["title"], "【预警】某局：2 项");
}

TEST(Webhook, IsSignedAndToldApart) {
    const HttpPost post = post_of(robot(ChannelKind::webhook), {"", "k"}, message(), kNow);
    EXPECT_EQ(post.url, "https://robot.example/send");
    EXPECT_EQ(header(post, "Idempotency-Key"), "0123456789abcdef");
    EXPECT_EQ(header(post, "X-Mingcha-Timestamp"), "1700000000");
    std::string hex;
    for (const char c : hmac_sha256("k", "1700000000." + post.body)) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[static_cast<unsigned char>(c) >> 4U];
        hex += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    EXPECT_EQ(header(post, "X-Mingcha-Signature"), "sha256=" + hex);
    EXPECT_EQ(Json::parse(post.body)["unit"], "某局");
}

TEST(Answers, OfRobotsAreInTheirBody) {
    const auto wecom = [](int status, std::string_view body) {
        return read_answer(ChannelKind::wecom, status, body);
    };
    EXPECT_EQ(wecom(200, R"({"errcode":0,"errmsg":"ok"})").outcome, Outcome::sent);
    const Answered wrong = wecom(200, R"({"errcode":93000,"errmsg":"invalid webhook url"})");
    EXPECT_EQ(wrong.outcome, Outcome::never);
    EXPECT_NE(wrong.reason.find("93000"), std::string::npos);
    EXPECT_NE(wrong.reason.find("invalid webhook url"), std::string::npos);
    EXPECT_EQ(wecom(200, R"({"errcode":45009,"errmsg":"api freq out of limit"})").outcome,
              Outcome::later);
    EXPECT_EQ(wecom(200, "<html>登录</html>").outcome, Outcome::never);
    EXPECT_EQ(wecom(200, R"({"errcode":"0"})").outcome, Outcome::never) << "no number";
    EXPECT_EQ(
        read_answer(ChannelKind::dingtalk, 200, R"({"errcode":310000,"errmsg":"sign not match"})")
            .outcome,
        Outcome::never);
    EXPECT_EQ(
        read_answer(ChannelKind::dingtalk, 200, R"({"errcode":130101,"errmsg":"send too fast"})")
            .outcome,
        Outcome::later);
}

TEST(Answers, OfWebhooksAreTheirStatus) {
    const auto outcome = [](int status) {
        return read_answer(ChannelKind::webhook, status, "<secret page>").outcome;
    };
    EXPECT_EQ(outcome(200), Outcome::sent);
    EXPECT_EQ(outcome(202), Outcome::sent);
    EXPECT_EQ(outcome(302), Outcome::never) << "no redirect is followed";
    EXPECT_EQ(outcome(403), Outcome::never);
    EXPECT_EQ(outcome(429), Outcome::later);
    EXPECT_EQ(outcome(503), Outcome::later);
    EXPECT_EQ(read_answer(ChannelKind::webhook, 403, "<secret page>").reason.find("secret"),
              std::string::npos);
}

}  // namespace
}  // namespace mingcha::notify
