// Coming in and what keeps others out.
#include <gtest/gtest.h>

#include "people/totp.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

class SessionTest : public ConsoleFixture {
protected:
    Answer first(const std::string& token, const std::string& password = kPassword) {
        const nlohmann::json body{{"token", token}, {"name", "root"}, {"password", password}};
        return ask({}, "POST", "/first-start", body.dump());
    }
    std::string token() const { return first_link_.substr(first_link_.find('=') + 1); }
    Answer try_in(const std::string& name, const std::string& password,
                  const std::string& code = "") {
        nlohmann::json body{{"name", name}, {"password", password}};
        if (!code.empty()) body["totp"] = code;
        return ask({}, "POST", "/session", body.dump());
    }
    static std::string type(const Answer& answer) { return answer.json.value("type", ""); }
};

TEST_F(SessionTest, StartsWithTheTokenOfTheTerminalOnce) {
    ASSERT_EQ(first_link_.rfind("/first-start?token=", 0), 0U) << first_link_;
    EXPECT_EQ(ask({}, "GET", "/session").json["first_start"], true);
    EXPECT_EQ(ask({}, "GET", "/about").json["first_start"], true);
    EXPECT_EQ(first("wrong").status, 403);
    const Answer weak = first(token(), "short");
    EXPECT_EQ(weak.status, 422);
    EXPECT_NE(weak.json["detail"].get<std::string>().find("至少 10 位"), std::string::npos);
    const Answer in = first(token());
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_EQ(in.json["person"]["id"], "root");
    EXPECT_EQ(in.json["whole"], true);
    EXPECT_NE(in.cookie.find("HttpOnly; SameSite=Strict"), std::string::npos) << in.cookie;
    EXPECT_EQ(first(token()).status, 409);
    EXPECT_EQ(ask({}, "GET", "/session").json.contains("first_start"), false);
}

TEST_F(SessionTest, TellsNobodyWhatWasWrong) {
    ASSERT_EQ(first(token()).status, 201);
    const Answer password = try_in("root", "Other-Hill9");
    const Answer name = try_in("nobody", "Other-Hill9");
    EXPECT_EQ(password.status, 401);
    EXPECT_EQ(password.body, name.body);
    EXPECT_EQ(try_in("root", kPassword).status, 201);
}

TEST_F(SessionTest, LocksAfterFailures) {
    ASSERT_EQ(first(token()).status, 201);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(try_in("root", "Other-Hill9").status, 401);
    const Answer locked = try_in("root", kPassword);
    EXPECT_EQ(locked.status, 429) << "even with the right one";
    EXPECT_EQ(locked.json["retry_after"], 30);
    now_.seconds += 30;
    EXPECT_EQ(try_in("root", kPassword).status, 201);
}

TEST_F(SessionTest, EndsWhenIdleAndAfterItsHours) {
    ASSERT_EQ(first(token()).status, 201);
    Visitor who = sign_in("root");
    now_.seconds += 29 * 60;
    EXPECT_EQ(ask(who, "GET", "/session").status, 200);
    now_.seconds += 30 * 60;
    EXPECT_EQ(ask(who, "GET", "/session").status, 401);
    who = sign_in("root");
    for (int i = 0; i < 59; ++i) {
        now_.seconds += 10 * 60;
        EXPECT_EQ(ask(who, "GET", "/session").status, 200) << i;
    }
    now_.seconds += 10 * 60;
    EXPECT_EQ(ask(who, "GET", "/session").status, 401) << "ten hours";
}

TEST_F(SessionTest, WantsItsTokenWithEveryChange) {
    ASSERT_EQ(first(token()).status, 201);
    Visitor who = sign_in("root");
    const std::string right = who.csrf;
    for (const std::string wrong : {"", "x", "token-1-0123456789"}) {
        who.csrf = wrong;
        EXPECT_EQ(type(ask(who, "PATCH", "/settings", "{}")), "urn:mingcha:csrf-token");
    }
    who.csrf = right;
    EXPECT_EQ(ask(who, "PATCH", "/settings", "{}").status, 200);
    httpd::Request elsewhere = request("POST", "/api/v1/session", "{}");
    elsewhere.headers.emplace_back("Sec-Fetch-Site", "cross-site");
    EXPECT_EQ(raw(elsewhere).status, 403);
}

TEST_F(SessionTest, SignsOut) {
    ASSERT_EQ(first(token()).status, 201);
    const Visitor who = sign_in("root");
    EXPECT_EQ(ask(who, "DELETE", "/session").status, 204);
    EXPECT_EQ(ask(who, "GET", "/session").status, 401);
}

TEST_F(SessionTest, EndsTheOthersWhenThePasswordChanges) {
    ASSERT_EQ(first(token()).status, 201);
    const Visitor here = sign_in("root"), there = sign_in("root");
    const auto change = [&](const std::string& old, const std::string& wanted) {
        return ask(here, "PUT", "/session/password",
                   nlohmann::json{{"password", old}, {"new_password", wanted}}.dump());
    };
    EXPECT_EQ(change("wrong", "Other-Hill9").status, 403);
    EXPECT_EQ(change(kPassword, kPassword).status, 422) << "the same";
    EXPECT_EQ(change(kPassword, "Other-Hill9").status, 204);
    EXPECT_EQ(ask(here, "GET", "/session").status, 200);
    EXPECT_EQ(ask(there, "GET", "/session").status, 401);
    EXPECT_EQ(try_in("root", kPassword).status, 401);
    EXPECT_EQ(try_in("root", "Other-Hill9").status, 201);
}

TEST_F(SessionTest, WantsAnInitialPasswordChanged) {
    ASSERT_EQ(first(token()).status, 201);
    const Visitor root = sign_in("root");
    const Answer added = ask(root, "POST", "/people",
                             R"({"id":"lisi","office_id":"top",
                                 "grants":[{"role":"reader","office_id":"top"}]})");
    ASSERT_EQ(added.status, 201) << added.body;
    const std::string drawn = added.json["initial_password"];
    const Visitor lisi = sign_in("lisi", drawn);
    EXPECT_EQ(type(ask(lisi, "GET", "/campaigns")), "urn:mingcha:password-change-wanted");
    EXPECT_EQ(ask(lisi, "GET", "/session").json["must_change_password"], true);
    EXPECT_EQ(ask(lisi, "PUT", "/session/password",
                  nlohmann::json{{"password", drawn}, {"new_password", "Other-Hill9"}}.dump())
                  .status,
              204);
    EXPECT_EQ(ask(lisi, "GET", "/campaigns").status, 200);
    EXPECT_EQ(ask(root, "PATCH", "/people/lisi", R"({"disabled":true})").status, 200);
    EXPECT_EQ(ask(lisi, "GET", "/campaigns").status, 401) << "at once";
    EXPECT_EQ(try_in("lisi", "Other-Hill9").status, 401);
}

TEST_F(SessionTest, AsksForASecondFactor) {
    ASSERT_EQ(first(token()).status, 201);
    const Visitor who = sign_in("root");
    EXPECT_EQ(ask(who, "PUT", "/session/totp", R"({"totp":"123456"})").status, 409);
    const Answer drawn = ask(who, "POST", "/session/totp", "{}");
    ASSERT_EQ(drawn.status, 201) << drawn.body;
    const std::string secret =
        *people::from_base32(drawn.json["secret"].get<std::string>());
    const auto code = [&] { return people::totp_code(secret, now_.seconds / 30); };
    EXPECT_EQ(try_in("root", kPassword).status, 201) << "not before a code of it was shown";
    EXPECT_EQ(ask(who, "PUT", "/session/totp", R"({"totp":"000000"})").status, 422);
    EXPECT_EQ(
        ask(who, "PUT", "/session/totp", nlohmann::json{{"totp", code()}}.dump()).status, 204);
    EXPECT_EQ(type(try_in("root", kPassword)), "urn:mingcha:code-wanted");
    EXPECT_EQ(try_in("root", kPassword, code()).status, 401) << "used already";
    now_.seconds += 30;
    EXPECT_EQ(try_in("root", kPassword, code()).status, 201);
    now_.seconds += 30;
    EXPECT_EQ(
        ask(who, "DELETE", "/session/totp", nlohmann::json{{"totp", code()}}.dump()).status, 204);
    EXPECT_EQ(try_in("root", kPassword).status, 201);
}

TEST_F(SessionTest, WritesItAllDown) {
    ASSERT_EQ(first(token()).status, 201);
    try_in("root", "Other-Hill9");
    const Visitor who = sign_in("root");
    const Answer log = ask(who, "GET", "/audit-log?size=10");
    ASSERT_EQ(log.status, 200) << log.body;
    EXPECT_EQ(log.json["total"], 3);
    EXPECT_EQ(log.json["items"][0]["action"], "sign_in");
    EXPECT_EQ(log.json["items"][0]["result"], "done");
    EXPECT_EQ(log.json["items"][1]["result"], "refused");
    EXPECT_EQ(log.json["items"][2]["action"], "add_person");
    EXPECT_EQ(log.body.find("Other-Hill9"), std::string::npos);
    const Answer sound = ask(who, "GET", "/audit-log/verification");
    EXPECT_EQ(sound.json["sound"], true);
    EXPECT_EQ(sound.json["entries"], 3);
}

TEST_F(SessionTest, TakesBodiesThatFitOnly) {
    ASSERT_EQ(first(token()).status, 201);
    const Visitor who = sign_in("root");
    for (const std::string body :
         {"", "x", "[]", "{\"unknown\":1}", "{\"idle_minutes\":\"5\"}", "{\"idle_minutes\":1}",
          "{\"idle_minutes\":5.5}", "{\"separate_duties\":1}", "{\"a\":[[[[[[[[1]]]]]]]]}"}) {
        EXPECT_EQ(ask(who, "PATCH", "/settings", body).status, 422) << body;
    }
    EXPECT_EQ(ask(who, "GET", "/people?page=0").status, 422);
    EXPECT_EQ(ask(who, "GET", "/people?size=501").status, 422);
    EXPECT_EQ(ask(who, "GET", "/nothing").status, 404);
    const Answer wrong = ask(who, "PUT", "/settings", "{}");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.allow, "GET, PATCH");
    EXPECT_EQ(console_->body_limit(request("POST", "/api/v1/imports/sites")), kMaxBody)
        << "of strangers";
    httpd::Request upload = request("POST", "/api/v1/imports/sites");
    upload.headers.emplace_back("Cookie", who.cookie);
    EXPECT_EQ(console_->body_limit(upload), kMaxUpload);
}

class Bundled : public ConsoleFixture {
protected:
    void SetUp() override {
        bundle_ = {{"/assets/a-1.js", "text/javascript; charset=utf-8", "\"e1\"", "packed", true},
                   {"/index.html", "text/html; charset=utf-8", "\"e2\"", "page", false}};
        ConsoleFixture::SetUp();
    }
    Answer get(const std::string& path, const std::string& etag = "") {
        httpd::Request asked = request("GET", path);
        asked.headers.emplace_back("Accept-Encoding", "gzip, deflate");
        if (!etag.empty()) asked.headers.emplace_back("If-None-Match", etag);
        return raw(asked);
    }
};

TEST_F(Bundled, ServesThePageForEveryAddressOfIts) {
    for (const std::string path : {"/", "/index.html", "/first-start", "/c/2021Q4/sites/1"}) {
        const Answer page = get(path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.body, "page");
        EXPECT_EQ(page.policy.find("unsafe"), std::string::npos);
        EXPECT_NE(page.policy.find("script-src 'self'"), std::string::npos);
    }
    EXPECT_EQ(get("/assets/a-1.js").body, "packed");
    EXPECT_EQ(get("/assets/a-1.js", "\"e1\"").status, 304);
    EXPECT_EQ(get("/assets/none.js").status, 404);
    EXPECT_EQ(get("/../etc/passwd").body, "page");
    EXPECT_EQ(get("/api/v2/x").status, 404);
    EXPECT_EQ(raw(request("POST", "/")).status, 405);
}

TEST_F(Bundled, TellsThatItIsAlive) {
    EXPECT_EQ(get("/healthz").body, "ok\n");
    EXPECT_NE(get("/metrics").body.find("mingcha_sessions 0"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::server
