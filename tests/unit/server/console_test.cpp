// The console: who may see it, and that names from outside never become markup.
#include "server/console.h"

#include <gtest/gtest.h>

#include "server/pages.h"
#include "server/tokens.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::server {
namespace {

httpd::Request get(const std::string& path, const std::string& query = "",
                   const std::string& cookie = "") {
    httpd::Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.target = query.empty() ? path : path + "?" + query;
    if (!cookie.empty()) request.headers.emplace_back("Cookie", cookie);
    return request;
}

std::string header(const httpd::Response& response, const std::string& name) {
    for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
    }
    return "";
}

class ConsoleTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened = store::Store::open(folder_.path());
        ASSERT_TRUE(opened) << opened.error().text();
        store_ = std::move(*opened);
        console_ = std::make_unique<Console>(
            *store_,
            ConsoleOptions{.data_dir = folder_.path(),
                           .make_token = [this] { return "token-" + std::to_string(++tokens_); },
                           .now = [] { return at(*parse_date("2021-11-09")); },
                           .on_link = [this](const std::string& path) { links_.push_back(path); }});
    }

    // Follows the newest link; the cookie as a browser would send it.
    std::string sign_in() {
        const httpd::Response in = console_->respond(get("/sign-in", query_of(links_.back())));
        const std::string cookie = header(in, "Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }
    static std::string query_of(const std::string& link) { return link.substr(link.find('?') + 1); }

    mingcha::testing::TempDir folder_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Console> console_;
    std::vector<std::string> links_;
    int tokens_ = 0;
};

TEST_F(ConsoleTest, ShowsStrangersTheSignInPageOnly) {
    for (const std::string path :
         {"/", "/campaigns/2021Q4", "/campaigns/2021Q4/sites/1", "/campaigns/2021Q4/due", "/x"}) {
        const httpd::Response out = console_->respond(get(path));
        EXPECT_EQ(out.status, 401) << path;
        EXPECT_NE(out.body.find("<h1>登录</h1>"), std::string::npos) << path;
    }
    EXPECT_EQ(console_->respond(get("/", "", "mingcha_session=token-9")).status, 401);
    EXPECT_EQ(console_->respond(get("/", "", "mingcha_session=")).status, 401);
}

TEST_F(ConsoleTest, TellsAnyoneThatItIsAlive) {
    const httpd::Response health = console_->respond(get("/healthz"));
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.body, "ok\n");
    EXPECT_EQ(header(console_->respond(get("/style.css")), "Content-Type"),
              "text/css; charset=utf-8");
}

TEST_F(ConsoleTest, SignsInOncePerLink) {
    ASSERT_EQ(links_.size(), 1U);
    const std::string first = query_of(links_.front());
    const httpd::Response in = console_->respond(get("/sign-in", first));
    EXPECT_EQ(in.status, 303);
    EXPECT_EQ(header(in, "Location"), "/");
    const std::string cookie = header(in, "Set-Cookie");
    EXPECT_NE(cookie.find("; HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("; SameSite=Strict"), std::string::npos);
    const std::string pair = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(pair.find(first.substr(6)), std::string::npos) << "the link's secret is no session";
    EXPECT_EQ(console_->respond(get("/", "", "other=1; " + pair)).status, 200);

    const httpd::Response again = console_->respond(get("/sign-in", first));
    EXPECT_EQ(again.status, 401);
    EXPECT_EQ(header(again, "Set-Cookie"), "");
    ASSERT_EQ(links_.size(), 2U);
    EXPECT_EQ(console_->respond(get("/sign-in", query_of(links_.back()))).status, 303);
}

TEST_F(ConsoleTest, KeepsTheLinkForAWrongTokenAndForHead) {
    EXPECT_EQ(console_->respond(get("/sign-in", "token=wrong")).status, 401);
    EXPECT_EQ(console_->respond(get("/sign-in", "token=")).status, 401);
    EXPECT_EQ(console_->respond(get("/sign-in")).status, 401);
    httpd::Request preview = get("/sign-in", query_of(links_.front()));
    preview.method = "HEAD";
    EXPECT_EQ(console_->respond(preview).status, 401);
    EXPECT_EQ(console_->respond(get("/sign-in", query_of(links_.front()))).status, 303);
}

TEST_F(ConsoleTest, EndsTheOldestSessionBeyondTheLimit) {
    const std::string first = sign_in();
    for (std::size_t i = 1; i < kMaxSessions; ++i) sign_in();
    EXPECT_EQ(console_->respond(get("/", "", first)).status, 200);
    sign_in();
    EXPECT_EQ(console_->respond(get("/", "", first)).status, 401);
}

TEST_F(ConsoleTest, AnswersUnknownAddressesWith404) {
    const std::string cookie = sign_in();
    for (const std::string path :
         {"/nothing", "/campaigns", "/campaigns/", "/campaigns/none", "/campaigns/none/sites/1",
          "/campaigns/none/due", "/campaigns/../x", "/campaigns/%3Cscript%3E"}) {
        EXPECT_EQ(console_->respond(get(path, "", cookie)).status, 404) << path;
    }
}

TEST_F(ConsoleTest, ChangesNothing) {
    httpd::Request post = get("/");
    post.method = "POST";
    const httpd::Response out = console_->respond(post);
    EXPECT_EQ(out.status, 405);
    EXPECT_EQ(header(out, "Allow"), "GET, HEAD");
}

TEST_F(ConsoleTest, SendsSecurityHeadersWithEveryAnswer) {
    for (const std::string path : {"/", "/healthz", "/metrics", "/style.css", "/sign-in"}) {
        const httpd::Response out = console_->respond(get(path));
        const std::string policy = header(out, "Content-Security-Policy");
        EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << path;
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << path;
        EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos) << path;
        EXPECT_EQ(header(out, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(header(out, "Referrer-Policy"), "no-referrer") << path;
    }
}

TEST_F(ConsoleTest, CountsAnswersAndSignIns) {
    console_->respond(get("/healthz"));
    console_->respond(get("/"));
    console_->respond(get("/sign-in", "token=wrong"));
    sign_in();
    const std::string text = console_->respond(get("/metrics")).body;
    EXPECT_NE(text.find("mingcha_http_responses_total{class=\"2xx\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("mingcha_http_responses_total{class=\"3xx\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("mingcha_http_responses_total{class=\"4xx\"} 2\n"), std::string::npos);
    EXPECT_NE(text.find("mingcha_sign_ins_total{result=\"accepted\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("mingcha_sign_ins_total{result=\"refused\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("mingcha_sessions 1\n"), std::string::npos);
}

// --- pages ----------------------------------------------------------------------------------

const std::string kAttack = "\"><script>alert(1)</script>'<img src=x onerror=y>";

void expect_harmless(const std::string& page) {
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("style=\""), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos) << "the text itself is shown";
}

CampaignResult hostile_result() {
    CampaignResult result;
    result.campaign.id = "2021Q4";
    result.campaign.title = kAttack;
    result.ruleset = kAttack;
    result.grade_note = kAttack;
    result.warnings = {kAttack};
    SiteResult site;
    site.checked = true;
    site.passed = false;
    site.site.site_code = kAttack;
    site.site.name = kAttack;
    site.site.unit = kAttack;
    site.site.url = "javascript:alert(1)";
    site.grade = kAttack;
    ScoredFinding finding;
    finding.finding.id = kAttack;
    finding.finding.rule = kAttack;
    finding.finding.problem = kAttack;
    finding.finding.reason = kAttack;
    finding.finding.places = {"javascript:alert(1)", "http://a.test/" + kAttack};
    finding.finding.evidence = {{.url = "http://a.test/" + kAttack,
                                 .at = {1},
                                 .excerpt = kAttack,
                                 .sha256 = kAttack,
                                 .warc = kAttack,
                                 .screenshot = ""}};
    site.findings = {finding};
    site.not_measured = {{kAttack, {ReasonCode::blocked, kAttack}}};
    result.sites = {site};
    AccountResult account;
    account.passed = false;
    account.account.name = kAttack;
    account.account.type = kAttack;
    account.account.account_code = kAttack;
    account.account.operator_name = kAttack;
    account.problems = {kAttack};
    result.accounts = {account};
    return result;
}

TEST(Pages, EscapeWhatCameFromOutside) {
    const CampaignResult result = hostile_result();
    expect_harmless(campaign_page(result));
    expect_harmless(site_page(result, result.sites.front(), Ruleset{}));
    expect_harmless(campaigns_page({result.campaign}));
    app::DueList list;
    list.entries.push_back({{kAttack, kAttack, audit::DueKind::column, kAttack, kAttack, {}, {}, 0},
                            kAttack,
                            kAttack});
    expect_harmless(due_page(result.campaign, list));
    expect_harmless(error_page({kAttack, kAttack, kAttack}));
}

TEST(Pages, LinkToWebAddressesOnly) {
    const CampaignResult result = hostile_result();
    const std::string page = site_page(result, result.sites.front(), Ruleset{});
    EXPECT_EQ(page.find("href=\"javascript:"), std::string::npos);
    EXPECT_NE(page.find("javascript:alert(1)"), std::string::npos) << "shown as text";
}

TEST(Pages, NeverShowTheUnmeasuredAsANumberOrAPass) {
    CampaignResult result;
    SiteResult site;
    site.scored = true;
    site.site.name = "示例网";
    result.sites = {site};
    const std::string page = campaign_page(result);
    EXPECT_NE(page.find("未检查"), std::string::npos);
    EXPECT_EQ(page.find(">合格<"), std::string::npos);
    EXPECT_EQ(page.find("0.00%"), std::string::npos);
}

TEST(Pages, SayHowManyPlacesAreLeftOut) {
    CampaignResult result;
    SiteResult site;
    ScoredFinding finding;
    for (int i = 0; i < 60; ++i) {
        finding.finding.places.push_back("http://a.test/" + std::to_string(i));
    }
    site.findings = {finding};
    EXPECT_NE(site_page(result, site, Ruleset{}).find("另有 10 处未列出"), std::string::npos);
}

TEST(Tokens, AreLongAndDiffer) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 64U);
    EXPECT_EQ(token.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(token, random_token());
}

TEST(Tokens, AreTheSameOnlyWhenEveryByteIs) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
    EXPECT_FALSE(same_secret("", "a"));
}

}  // namespace
}  // namespace mingcha::server
