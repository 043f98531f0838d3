// The courier against servers on loopback: what goes over the wire, and every way it fails.
#include "courier/courier.h"

#include <gtest/gtest.h>

#include <mutex>

#include "httpd/server.h"
#include "tests/testing/smtp_server.h"

namespace mingcha::courier {
namespace {

using notify::Answered;
using notify::Channel;
using notify::ChannelKind;
using notify::ChannelSecret;
using notify::MailSecurity;
using notify::Message;
using notify::Outcome;
using testing::SmtpManners;
using testing::SmtpServer;

constexpr std::int64_t kShortMs = 700;

Message message() {
    Message out;
    out.id = "id-1";
    out.title = "【预警】某局";
    out.lines = {"一行"};
    return out;
}

class CourierTest : public ::testing::Test {
protected:
    // A server that answers with what `answer` says and keeps what it was asked.
    std::string serve(std::function<httpd::Response()> answer) {
        auto started = httpd::Server::start({}, [this, answer](const httpd::Request& request) {
            const std::lock_guard lock(mutex_);
            asked_.push_back(request);
            return answer();
        });
        EXPECT_TRUE(started);
        server_ = std::move(*started);
        return "http://127.0.0.1:" + std::to_string(server_->port()) + "/send";
    }
    Answered post(ChannelKind kind, const std::string& address, const ChannelSecret& secret = {}) {
        Channel channel;
        channel.kind = kind;
        channel.address = address;
        CurlCourier courier({kShortMs, kShortMs});
        return courier.carry({channel, secret, message_, "", "", {1'700'000'000}});
    }
    Answered mail(const std::string& address, MailSecurity security, const std::string& user = "",
                  const std::string& password = "") {
        Channel channel;
        channel.kind = ChannelKind::smtp;
        channel.address = address;
        channel.security = security;
        channel.from = "from@city.example";
        channel.user = user;
        CurlCourier courier({kShortMs, kShortMs});
        const ChannelSecret secret{"", password};
        return courier.carry(
            {channel, secret, message_, "to@unit.example", "明察", {1'700'000'000}});
    }
    std::vector<httpd::Request> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

    Message message_ = message();
    std::mutex mutex_;
    std::vector<httpd::Request> asked_;
    std::unique_ptr<httpd::Server> server_;
};

httpd::Response said(int status, std::string body) {
    httpd::Response out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

TEST_F(CourierTest, BringsARobotItsMessage) {
    const auto url = serve([] { return said(200, R"({"errcode":0,"errmsg":"ok"})"); });
    EXPECT_EQ(post(ChannelKind::wecom, url, {"key=1", ""}).outcome, Outcome::sent);
    ASSERT_EQ(asked().size(), 1U);
    EXPECT_EQ(asked()[0].method, "POST");
    EXPECT_EQ(asked()[0].target, "/send?key=1");
    EXPECT_EQ(asked()[0].header("Content-Type"), "application/json");
    EXPECT_NE(asked()[0].body.find("【预警】某局"), std::string::npos);
}

TEST_F(CourierTest, HearsWhatARobotSaysWithStatus200) {
    const auto url = serve([] { return said(200, R"({"errcode":93000,"errmsg":"invalid"})"); });
    const Answered answered = post(ChannelKind::wecom, url, {"key=very-secret", ""});
    EXPECT_EQ(answered.outcome, Outcome::never);
    EXPECT_NE(answered.reason.find("93000"), std::string::npos);
    EXPECT_EQ(answered.reason.find("very-secret"), std::string::npos);
}

TEST_F(CourierTest, HearsADingtalkErrcode) {
    const auto url =
        serve([] { return said(200, R"({"errcode":310000,"errmsg":"sign not match"})"); });
    const Answered answered = post(ChannelKind::dingtalk, url, {"access_token=a", "SEC"});
    EXPECT_EQ(answered.outcome, Outcome::never);
    EXPECT_NE(answered.reason.find("sign not match"), std::string::npos);
    EXPECT_NE(asked()[0].target.find("&sign="), std::string::npos);
}

TEST_F(CourierTest, GivesAWebhookItsKeys) {
    const auto url = serve([] { return said(204, ""); });
    EXPECT_EQ(post(ChannelKind::webhook, url, {"", "k"}).outcome, Outcome::sent);
    EXPECT_EQ(asked()[0].header("Idempotency-Key"), "id-1");
    EXPECT_TRUE(asked()[0].header("X-Mingcha-Signature").starts_with("sha256="));
}

TEST_F(CourierTest, ComesAgainAfter5xx) {
    const auto url = serve([] { return said(503, "busy"); });
    EXPECT_EQ(post(ChannelKind::webhook, url).outcome, Outcome::later);
}

TEST_F(CourierTest, FollowsNoRedirect) {
    const auto url = serve([] {
        httpd::Response out = said(307, "");
        out.headers.emplace_back("Location", "/elsewhere");
        return out;
    });
    EXPECT_EQ(post(ChannelKind::webhook, url).outcome, Outcome::never);
    EXPECT_EQ(asked().size(), 1U);
}

TEST_F(CourierTest, WaitsNoLongerThanItsLimits) {
    const auto url = serve([] {
        httpd::Response out = said(200, "");
        out.delay_ms = 5'000;
        return out;
    });
    const Answered answered = post(ChannelKind::webhook, url);
    EXPECT_EQ(answered.outcome, Outcome::later);
    EXPECT_NE(answered.reason.find("超时"), std::string::npos) << answered.reason;
}

TEST_F(CourierTest, ReadsNoEndlessAnswer) {
    const auto url = serve([] { return said(200, std::string(8U << 20, 'x')); });
    EXPECT_EQ(post(ChannelKind::wecom, url, {"key=1", ""}).outcome, Outcome::never) << "no errcode";
}

TEST_F(CourierTest, SaysThatNobodyListens) {
    const Answered answered = post(ChannelKind::webhook, "http://127.0.0.1:9/send");
    EXPECT_EQ(answered.outcome, Outcome::later);
    EXPECT_NE(answered.reason.find("连接不上"), std::string::npos) << answered.reason;
}

TEST_F(CourierTest, GoesToNoLinkLocalAddress) {
    for (const char* url : {"http://169.254.169.254/latest/meta-data", "http://[fe80::1]/",
                            "http://[::ffff:169.254.169.254]/"}) {
        const Answered answered = post(ChannelKind::webhook, url);
        EXPECT_EQ(answered.outcome, Outcome::never) << url;
        EXPECT_NE(answered.reason.find("链路本地"), std::string::npos) << answered.reason;
    }
}

TEST_F(CourierTest, BringsAMail) {
    SmtpServer server;
    EXPECT_EQ(mail(server.address(), MailSecurity::none).outcome, Outcome::sent);
    ASSERT_EQ(server.mails().size(), 1U);
    const testing::SmtpMail mail = server.mails()[0];
    EXPECT_EQ(mail.from, "from@city.example");
    EXPECT_EQ(mail.to, "to@unit.example");
    EXPECT_NE(mail.data.find("\r\nSubject: =?UTF-8?B?"), std::string::npos) << mail.data;
    EXPECT_TRUE(mail.user.empty());
}

TEST_F(CourierTest, SignsInWhereTheServerAsks) {
    SmtpManners manners;
    manners.asks_for_login = true;
    manners.user = "wzjc";
    manners.password = "授权码";
    SmtpServer server(manners);
    EXPECT_EQ(mail(server.address(), MailSecurity::none, "wzjc", "授权码").outcome, Outcome::sent);
    EXPECT_EQ(server.mails().size(), 1U);
}

TEST_F(CourierTest, GivesUpWhereTheLoginIsRefused) {
    SmtpManners manners;
    manners.asks_for_login = true;
    manners.user = "wzjc";
    manners.password = "right";
    SmtpServer server(manners);
    const Answered answered = mail(server.address(), MailSecurity::none, "wzjc", "not-it");
    EXPECT_EQ(answered.outcome, Outcome::never);
    EXPECT_NE(answered.reason.find("拒绝登录"), std::string::npos) << answered.reason;
    EXPECT_NE(answered.reason.find("535"), std::string::npos) << answered.reason;
    EXPECT_EQ(answered.reason.find("not-it"), std::string::npos);
    EXPECT_TRUE(server.mails().empty());
}

TEST_F(CourierTest, TellsALastingRefusalFromAPassingOne) {
    SmtpManners unknown;
    unknown.after_rcpt = "550 5.1.1 no such user";
    SmtpServer refuses(unknown);
    const Answered never = mail(refuses.address(), MailSecurity::none);
    EXPECT_EQ(never.outcome, Outcome::never);
    EXPECT_NE(never.reason.find("550"), std::string::npos) << never.reason;
    SmtpManners greylist;
    greylist.after_rcpt = "451 4.7.1 come again";
    SmtpServer delays(greylist);
    EXPECT_EQ(mail(delays.address(), MailSecurity::none).outcome, Outcome::later);
    SmtpManners full;
    full.after_data = "452 4.3.1 disk full";
    SmtpServer is_full(full);
    EXPECT_EQ(mail(is_full.address(), MailSecurity::none).outcome, Outcome::later);
    EXPECT_TRUE(is_full.mails().empty());
}

TEST_F(CourierTest, SaysNothingInThePlainWhereTlsWasAskedFor) {
    SmtpServer server;
    const Answered starttls = mail(server.address(), MailSecurity::starttls, "wzjc", "pw");
    EXPECT_EQ(starttls.outcome, Outcome::never);
    EXPECT_NE(starttls.reason.find("STARTTLS"), std::string::npos) << starttls.reason;
    EXPECT_NE(mail(server.address(), MailSecurity::tls).outcome, Outcome::sent);
    EXPECT_TRUE(server.mails().empty());
}

TEST_F(CourierTest, DoesNotWaitForASilentServer) {
    SmtpManners manners;
    manners.silent = true;
    SmtpServer server(manners);
    EXPECT_EQ(mail(server.address(), MailSecurity::none).outcome, Outcome::later);
}

}  // namespace
}  // namespace mingcha::courier
