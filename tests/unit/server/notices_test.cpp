// Channels, notices, exemptions, demands and backups over the API.
#include <gtest/gtest.h>

#include <mutex>

#include "app/backups.h"
#include "base/text.h"
#include "httpd/server.h"
#include "store/rows.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

class NoticesApi : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("boss", Role::administrator);
        boss_ = sign_in("boss");
    }
    // A receiver of webhooks that keeps what it was sent.
    std::string receiver(int status) {
        auto started = httpd::Server::start({}, [this, status](const httpd::Request& request) {
            const std::lock_guard lock(mutex_);
            bodies_.push_back(request.body);
            httpd::Response out;
            out.status = status;
            return out;
        });
        receiver_ = std::move(*started);
        return "http://127.0.0.1:" + std::to_string(receiver_->port()) + "/hook?token=t0p-secret";
    }
    Answer add_hook(const std::string& address) {
        const nlohmann::json body{{"id", "hook"},       {"kind", "webhook"},
                                  {"name", "接收程序"}, {"address", address},
                                  {"office_id", "top"}, {"key", "sign-secret"}};
        return ask(boss_, "POST", "/channels", body.dump());
    }

    Visitor boss_;
    std::mutex mutex_;
    std::vector<std::string> bodies_;
    std::unique_ptr<httpd::Server> receiver_;
};

TEST_F(NoticesApi, ATestMessageArrivesAndNoSecretIsShown) {
    const Answer added = add_hook(receiver(200));
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.json["has_secret"], true);
    EXPECT_TRUE(added.json["address"].get<std::string>().ends_with("/hook"));
    const Answer tried = ask(boss_, "POST", "/channels/hook/tests", "{}");
    ASSERT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(tried.json["state"], "sent");
    {
        const std::lock_guard lock(mutex_);
        ASSERT_EQ(bodies_.size(), 1U);
        EXPECT_NE(bodies_[0].find("测试"), std::string::npos);
    }
    std::string said = added.body + tried.body;
    for (const char* path : {"/channels", "/notices", "/audit-log", "/backups"}) {
        const Answer answer = ask(boss_, "GET", path);
        EXPECT_EQ(answer.status, 200) << path;
        said += answer.body;
    }
    EXPECT_EQ(said.find("t0p-secret"), std::string::npos);
    EXPECT_EQ(said.find("sign-secret"), std::string::npos);
    EXPECT_EQ(ask(boss_, "GET", "/channels").json["items"][0]["tried_well"], true);
}

TEST_F(NoticesApi, AFailedTestSaysWhy) {
    ASSERT_EQ(add_hook(receiver(403)).status, 201);
    const Answer tried = ask(boss_, "POST", "/channels/hook/tests", "{}");
    ASSERT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(tried.json["state"], "given_up");
    EXPECT_NE(tried.json["reason"].get<std::string>().find("403"), std::string::npos);
    EXPECT_EQ(ask(boss_, "POST", "/channels/other/tests", "{}").status, 404);
    EXPECT_EQ(ask(boss_, "PATCH", "/channels/hook", R"({"enabled":false})").json["enabled"], false);
    EXPECT_EQ(ask(boss_, "DELETE", "/channels/hook").status, 204);
    EXPECT_TRUE(ask(boss_, "GET", "/channels").json["items"].empty());
}

TEST_F(NoticesApi, SettingsAreChecked) {
    const std::string good =
        R"({"on":true,"hour":9,"within":5,"remind_days":[1,3],)"
        R"("origin":"http://10.1.1.1:8080/","sender":"明察"})";
    const Answer set = ask(boss_, "PUT", "/notice-settings", good);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.json["origin"], "http://10.1.1.1:8080");
    EXPECT_EQ(set.json["remind_days"][0], 3);
    const std::string bad =
        R"({"on":true,"hour":9,"within":5,"remind_days":[1],"origin":"javascript:x","sender":""})";
    EXPECT_EQ(ask(boss_, "PUT", "/notice-settings", bad).status, 422);
}

class Exempting : public NoticesApi {
protected:
    void SetUp() override {
        NoticesApi::SetUp();
        add_person("contact", Role::unit_contact, "finance");
        add_person("chief", Role::reviewer, "north");
        contact_ = sign_in("contact");
        chief_ = sign_in("chief");
    }
    static std::string filing(const std::string& site, Instant from, Instant to) {
        return nlohmann::json{{"kind", "downtime"},
                              {"site_code", site},
                              {"from", format_instant(from)},
                              {"to", format_instant(to)},
                              {"reason", "机房停电检修"}}
            .dump();
    }
    std::string own_site() {
        return ask(contact_, "GET", of_campaign("/sites")).json["items"][0]["site_code"];
    }
    Instant later(std::int64_t seconds) const { return {now_.seconds + seconds}; }
    Visitor contact_, chief_;
};

TEST_F(Exempting, AUnitFilesAndItsSupervisorGrants) {
    const std::string site = own_site();
    const Answer filed =
        ask(contact_, "POST", "/exemptions", filing(site, later(-7200), later(7200)));
    ASSERT_EQ(filed.status, 201) << filed.body;
    EXPECT_EQ(filed.json["may_decide"], false) << "not one's own";
    const std::string path = "/exemptions/" + filed.json["id"].get<std::string>() + "/decisions";
    EXPECT_EQ(ask(contact_, "POST", path, R"({"grant":true})").status, 403);
    EXPECT_TRUE(store::load<Exemption>(*store_)->empty()) << "nothing before the grant";
    EXPECT_EQ(ask(chief_, "GET", "/exemptions").json["waiting"], 1);
    const Answer granted = ask(chief_, "POST", path, R"({"grant":true})");
    ASSERT_EQ(granted.status, 200) << granted.body;
    EXPECT_EQ(granted.json["state"], "granted");
    const auto rows = store::load<Exemption>(*store_);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().rule, "site-unreachability");
    EXPECT_EQ(rows->front().from, now_) << "it does not work backwards";
    EXPECT_LE(rows->front().decided_at, rows->front().from);
    EXPECT_EQ(ask(chief_, "POST", path, R"({"grant":false,"reason":"改"})").status, 422) << "once";
}

TEST_F(Exempting, NobodySeesOrFilesForAnother) {
    EXPECT_EQ(
        ask(contact_, "POST", "/exemptions", filing("9999000003", later(3600), later(7200))).status,
        404);
    const Answer filed =
        ask(contact_, "POST", "/exemptions", filing(own_site(), later(3600), later(7200)));
    ASSERT_EQ(filed.status, 201);
    add_person("south", Role::reviewer, "south");
    const Visitor south = sign_in("south");
    EXPECT_TRUE(ask(south, "GET", "/exemptions").json["items"].empty());
    EXPECT_EQ(
        ask(south, "POST", "/exemptions/" + filed.json["id"].get<std::string>() + "/decisions",
            R"({"grant":true})")
            .status,
        404);
}

TEST_F(Exempting, ARefusalSaysWhyAndWhatIsOverCannotBeFiled) {
    EXPECT_EQ(
        ask(contact_, "POST", "/exemptions", filing(own_site(), later(-7200), later(-3600))).status,
        422);
    const Answer filed =
        ask(contact_, "POST", "/exemptions", filing(own_site(), later(3600), later(7200)));
    const std::string path = "/exemptions/" + filed.json["id"].get<std::string>() + "/decisions";
    EXPECT_EQ(ask(chief_, "POST", path, R"({"grant":false})").status, 422);
    EXPECT_EQ(ask(chief_, "POST", path, R"({"grant":false,"reason":"理由不足"})").status, 200);
    EXPECT_TRUE(store::load<Exemption>(*store_)->empty());
}

TEST_F(Exempting, AUnitRecordsADemandAsDoneWithProof) {
    const std::string unit = ask(contact_, "GET", of_campaign("/sites")).json["items"][0]["unit"];
    Demand demand{
        "d1",   kCampaign, "整改报告", date_of(later(5 * kSecondsPerDay)), {unit, "另一单位"},
        "boss", now_};
    ASSERT_TRUE(store::save<Demand>(*store_, {}, {demand}));
    const Answer seen = ask(contact_, "GET", of_campaign("/demands"));
    ASSERT_EQ(seen.status, 200) << seen.body;
    ASSERT_EQ(seen.json["items"][0]["tasks"].size(), 1U) << "its own task alone";
    EXPECT_EQ(seen.json["items"][0]["days_left"], 5);
    const std::string path = of_campaign("/demands/d1/unit-steps");
    const auto step = [&](const std::string& whose, const std::string& proof) {
        return nlohmann::json{{"action", "done"}, {"unit", whose}, {"proof", proof}}.dump();
    };
    EXPECT_EQ(ask(contact_, "POST", path, step(unit, "")).status, 422) << "no proof";
    EXPECT_EQ(ask(contact_, "POST", path, step("另一单位", "文号")).status, 404);
    const Answer done = ask(contact_, "POST", path, step(unit, "某发〔2031〕3号"));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json["items"][0]["tasks"][0]["state"], "done");
    const std::string office = of_campaign("/demands/d1/office-steps");
    const std::string again =
        nlohmann::json{{"action", "reopened"}, {"unit", unit}, {"note", "缺附件"}}.dump();
    EXPECT_EQ(ask(contact_, "POST", office, again).status, 403);
    EXPECT_EQ(ask(chief_, "POST", office, again).json["items"][0]["tasks"][0]["state"], "open");
}

TEST_F(NoticesApi, BackupsAreMadeVerifiedAndTaken) {
    const Answer made = ask(boss_, "POST", "/backups", "{}");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string name = made.json["name"];
    EXPECT_EQ(ask(boss_, "GET", "/backups").json["items"].size(), 1U);
    const std::string path = "/backups/" + name;
    const Answer sound = ask(boss_, "POST", path + "/verifications", "{}");
    ASSERT_EQ(sound.status, 200) << sound.body;
    EXPECT_EQ(sound.json["sound"], true) << sound.body;
    EXPECT_EQ(ask(boss_, "GET", path).status, 200);
    EXPECT_EQ(ask(boss_, "GET", "/backups/..%2Fdata%2Fmingcha.db").status, 404);
    std::filesystem::resize_file(app::backups_folder(data_dir()) / name, 700);
    EXPECT_EQ(ask(boss_, "POST", path + "/verifications", "{}").json["sound"], false);
}

}  // namespace
}  // namespace mingcha::server
