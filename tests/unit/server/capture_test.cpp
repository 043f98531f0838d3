// Pictures by a phone: the link of a task opens once, for this task only and for half an hour.
#include <gtest/gtest.h>

#include "app/audit_log.h"
#include "app/captures.h"
#include "base/digest.h"
#include "store/rows.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;
using namespace std::string_literals;

constexpr const char* kSite = "9999000001";
constexpr const char* kRule = "smart-search";
// The smallest JPEG that has all its parts, with a place in its Exif and without.
const std::string kFrame = "\xFF\xC0\0\x0B\x08\0\x10\0\x20\x01\x01\x11\0"s;
const std::string kRest = kFrame + "\xFF\xDA\0\x08\x01\x01\0\0\x3F\0pixels\xFF\xD9"s;
const std::string kPlain = "\xFF\xD8"s + kRest;
const std::string kWithPlace = "\xFF\xD8\xFF\xE1\0\x22"s +
                               "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01"s +
                               "\0\0\0\x1A\0\0\0\0"s + kRest;

class Phone : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("inspector", Role::inspector);
        add_person("north", Role::inspector, "north");
        add_person("south", Role::inspector, "south");
        inspector_ = sign_in("inspector");
    }

    std::string new_token(const Visitor& who) {
        const Answer link = ask(who, "POST", links(), body("rule", kRule));
        EXPECT_EQ(link.status, 201) << link.body;
        const std::string path = link.json.value("path", "");
        return path.substr(path.find('#') + 1);
    }
    static std::string links() {
        return of_campaign("/worksheets/" + std::string(kSite) + "/capture-links");
    }
    static std::string body(const char* name, const std::string& value) {
        return nlohmann::json{{name, value}}.dump();
    }
    Answer open(const std::string& token) {
        const Answer answer = ask({}, "POST", "/capture", body("token", token));
        if (answer.status == 200) key_ = answer.json.at("key").get<std::string>();
        return answer;
    }
    Answer phone(const std::string& method, const std::string& path,
                 const std::string& bytes = "") {
        httpd::Request sent = request(method, std::string(kApi) + path, bytes);
        sent.headers.emplace_back("X-Capture-Key", key_);
        return raw(sent);
    }
    nlohmann::json line_of_sheet() {
        const Answer sheet =
            ask(inspector_, "GET", of_campaign("/worksheets/" + std::string(kSite)));
        for (const auto& line : sheet.json.at("lines")) {
            if (line.at("rule") == kRule) return line;
        }
        return {};
    }

    Visitor inspector_;
    std::string key_;
};

TEST_F(Phone, SendsPicturesThatComeToTheTask) {
    const Answer page = open(new_token(inspector_));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.json.at("items").size(), 0U);
    now_ = Instant{now_.seconds + 60};
    const Answer sent = phone("POST", "/capture/pictures", kWithPlace);
    ASSERT_EQ(sent.status, 200) << sent.body;
    ASSERT_EQ(
        phone("PUT", "/capture/note", R"({"last_seen":"2021-10-01","remark":"打不开"})").status,
        200);
    const nlohmann::json captures = line_of_sheet().at("captures");
    ASSERT_EQ(captures.size(), 2U);
    EXPECT_EQ(captures[0].at("sha256"), sha256_hex(kPlain));
    EXPECT_EQ(captures[0].at("had_location"), true);
    EXPECT_EQ(captures[0].at("by"), "inspector");
    EXPECT_EQ(captures[0].at("at"), format_instant(now_));
    EXPECT_EQ(captures[1].at("last_seen"), "2021-10-01");
    EXPECT_EQ(captures[1].at("remark"), "打不开");
    const Answer picture = ask(inspector_, "GET", of_campaign("/captures/1"));
    EXPECT_EQ(picture.body, kPlain) << "kept without the place";
    EXPECT_EQ(picture.content_type, "image/jpeg");
    EXPECT_EQ(ask(sign_in("south"), "GET", of_campaign("/captures/1")).status, 404);
    const auto log = app::audit_page(*store_, {"inspector", "capture.picture", 0, 10});
    ASSERT_TRUE(log);
    ASSERT_EQ(log->total, 1);
    EXPECT_NE(log->entries.front().detail.find(sha256_hex(kPlain)), std::string::npos);
}

TEST_F(Phone, SendsTheSamePictureOnce) {
    open(new_token(inspector_));
    phone("POST", "/capture/pictures", kPlain);
    const Answer again = phone("POST", "/capture/pictures", kWithPlace);
    EXPECT_EQ(again.json.at("items").size(), 1U);
}

TEST_F(Phone, TakesAPictureBack) {
    open(new_token(inspector_));
    phone("POST", "/capture/pictures", kPlain);
    EXPECT_EQ(phone("DELETE", "/capture/pictures/1").json.at("items").size(), 0U);
    EXPECT_EQ(line_of_sheet().at("captures").size(), 0U);
    EXPECT_EQ(phone("DELETE", "/capture/pictures/1").status, 422);
    EXPECT_EQ(phone("DELETE", "/capture/pictures/one").status, 404);
}

TEST_F(Phone, OpensALinkOnce) {
    const std::string token = new_token(inspector_);
    EXPECT_EQ(open(token).status, 200);
    EXPECT_EQ(open(token).status, 410);
    EXPECT_EQ(open("never made").status, 410);
    EXPECT_EQ(phone("GET", "/capture").status, 200) << "reloading the page is no second opening";
}

TEST_F(Phone, IsToldWhenHalfAnHourIsOver) {
    open(new_token(inspector_));
    now_ = Instant{now_.seconds + kCaptureSeconds - 1};
    EXPECT_EQ(phone("GET", "/capture").status, 200);
    now_ = Instant{now_.seconds + 1};
    EXPECT_EQ(phone("GET", "/capture").status, 410);
    EXPECT_EQ(phone("POST", "/capture/pictures", kPlain).status, 410);
    const std::string unused = new_token(inspector_ = sign_in("inspector"));
    now_ = Instant{now_.seconds + kCaptureSeconds};
    EXPECT_EQ(open(unused).status, 410);
}

TEST_F(Phone, EndsWhenItSaysSoOrWhenALinkIsMadeAnew) {
    open(new_token(inspector_));
    EXPECT_EQ(phone("DELETE", "/capture").status, 204);
    EXPECT_EQ(phone("GET", "/capture").status, 410);
    open(new_token(inspector_));
    const std::string anew = new_token(inspector_);
    EXPECT_EQ(phone("GET", "/capture").status, 410);
    EXPECT_EQ(open(anew).status, 200);
}

TEST_F(Phone, OfAnotherCountyGetsNoLink) {
    EXPECT_EQ(ask(sign_in("south"), "POST", links(), body("rule", kRule)).status, 404);
    EXPECT_EQ(ask(sign_in("north"), "POST", links(), body("rule", kRule)).status, 201);
    EXPECT_EQ(ask(inspector_, "POST", links(), body("rule", "no-such-rule")).status, 422);
}

TEST_F(Phone, MaySendLargeBodiesOnlyWithAKey) {
    httpd::Request head = request("POST", std::string(kApi) + "/capture/pictures");
    EXPECT_EQ(console_->body_limit(head), kMaxBody);
    open(new_token(inspector_));
    head.headers.emplace_back("X-Capture-Key", key_);
    EXPECT_EQ(console_->body_limit(head), kMaxUpload);
}

TEST_F(Phone, IsRefusedWhatIsNoPictureOrNoDay) {
    open(new_token(inspector_));
    EXPECT_EQ(phone("POST", "/capture/pictures", "<svg onload=alert(1)>").status, 422);
    EXPECT_EQ(phone("PUT", "/capture/note", R"({"last_seen":"2099-01-01"})").status, 422);
    EXPECT_EQ(phone("PUT", "/capture/note", R"({"last_seen":"1 Oct"})").status, 422);
    EXPECT_EQ(phone("PUT", "/capture/note", "{}").status, 422);
    EXPECT_EQ(line_of_sheet().at("captures").size(), 0U);
}

}  // namespace
}  // namespace mingcha::server
