// The question ledger and the yearly forms over the API.
#include <gtest/gtest.h>

#include "base/base64.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;
using Json = nlohmann::json;

constexpr const char* kPortal = "9999000001";
constexpr const char* kSouthern = "9999000003";

class LedgerApi : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("jiancha", Role::inspector);
        add_person("fuhe", Role::reviewer);
        add_person("chayue", Role::reader);
        inspector_ = sign_in("jiancha");
        reviewer_ = sign_in("fuhe");
        reader_ = sign_in("chayue");
    }

    Answer step(const char* site, const Json& body) {
        return ask(inspector_, "POST", of_campaign(std::string("/questions/") + site + "/steps"),
                   body.dump());
    }
    void plan() {
        const Answer planned = ask(reviewer_, "POST", of_campaign("/question-plan"), "{}");
        ASSERT_EQ(planned.status, 200) << planned.body;
        ASSERT_EQ(planned.json["planned"], 3);
    }
    Json question(const char* site, const Visitor& who) {
        return ask(who, "GET", of_campaign(std::string("/questions/") + site)).json;
    }

    Visitor inspector_, reviewer_, reader_;
};

TEST_F(LedgerApi, FollowsAQuestionFromThePlanToTheWordOnItsReply) {
    plan();
    Json page = ask(reader_, "GET", of_campaign("/questions")).json;
    EXPECT_EQ(page["total"], 3);
    EXPECT_EQ(page["counts"]["planned"], 3);
    // 2021-11-05 is a Friday: the fifth working day is Friday the 12th, which is today.
    ASSERT_EQ(step(kPortal, {{"step", "asked"},
                             {"at", "2021-11-05 09:05"},
                             {"channel", "县长信箱 A0231"},
                             {"receipt_no", "A0231"},
                             {"query_code", "7788"}})
                  .status,
              200);
    Json portal = question(kPortal, reader_);
    EXPECT_EQ(portal["question"]["standing"], "not_due");
    EXPECT_EQ(portal["question"]["days_left"], 0);
    EXPECT_EQ(portal["question"]["last_day"], "2021-11-12");
    EXPECT_EQ(portal["receipt_no"], nullptr) << "a reader does not look answers up";
    EXPECT_EQ(portal.dump().find("A0231"), std::string::npos);
    EXPECT_EQ(question(kPortal, inspector_)["receipt_no"], "A0231");
    EXPECT_EQ(ask(reader_, "GET", of_campaign("/questions")).json["limits_today"], 1);

    const Json reply{{"step", "replied"},
                     {"at", "2021-11-09 15:00"},
                     {"url", "http://s9999000001.example.gov.cn/letter/1.html"},
                     {"excerpt", "您好，编号 A0231 的来信已办理。"}};
    EXPECT_EQ(step(kPortal, reply).json["question"]["standing"], "to_judge");
    const Answer judged = step(kPortal, {{"step", "judged"}, {"effective", true}});
    ASSERT_EQ(judged.status, 200) << judged.body;
    EXPECT_EQ(judged.json["question"]["standing"], "answered");
    EXPECT_EQ(judged.json["question"]["band"], "within_5");
    EXPECT_EQ(judged.json["question"]["workdays"], 2);
    EXPECT_EQ(judged.json["steps"].size(), 4U);
    EXPECT_EQ(question(kPortal, reader_).dump().find("A0231"), std::string::npos);
    page = ask(reader_, "GET", of_campaign("/questions?standing=answered")).json;
    EXPECT_EQ(page["total"], 1);
    EXPECT_EQ(page["bands"][2]["count"], 1);
    EXPECT_EQ(page["measured"], 1);
    EXPECT_EQ(page["not_measured"], 2) << "planned, and not asked: not measured";
}

TEST_F(LedgerApi, SaysLateOnceTheFifthWorkingDayIsOver) {
    plan();
    ASSERT_EQ(step(kPortal, {{"step", "asked"}, {"at", "2021-11-04 09:00"}}).status, 200);
    const Json at_the_end =
        ask(reader_, "GET", of_campaign("/questions/9999000001?on=2021-11-11")).json["question"];
    EXPECT_EQ(at_the_end["standing"], "late") << "end of the fifth day";
    const Json before =
        ask(reader_, "GET", of_campaign("/questions/9999000001?on=2021-11-10")).json["question"];
    EXPECT_EQ(before["standing"], "not_due");
    EXPECT_EQ(before["days_left"], 1);
    const Json today = question(kPortal, reader_)["question"];
    EXPECT_EQ(today["standing"], "late");
    EXPECT_EQ(today["days_over"], 1);
    EXPECT_EQ(today["band"], "over_5");
}

TEST_F(LedgerApi, TellsWhoseDoingItIsThatAQuestionDidNotGetOut) {
    plan();
    ASSERT_EQ(step(kPortal, {{"step", "not_sent"}, {"reason", "form_broken"}}).status, 200);
    const Json broken = question(kPortal, reader_)["question"];
    EXPECT_EQ(broken["standing"], "not_sent");
    EXPECT_EQ(broken["not_sent"]["theirs"], true);
    EXPECT_EQ(step(kPortal, {{"step", "not_sent"}, {"reason", "no_idea"}}).status, 422);
}

TEST_F(LedgerApi, WantsProofOfAReplyAndKeepsIt) {
    plan();
    ASSERT_EQ(step(kPortal, {{"step", "asked"}, {"at", "2021-11-05 09:05"}}).status, 200);
    EXPECT_EQ(step(kPortal, {{"step", "replied"}, {"at", "2021-11-08 09:00"}}).status, 422);
    const Json proof{{"name", "答复.png"}, {"base64", "aGVsbG8="}};
    const Answer kept =
        step(kPortal, {{"step", "replied"}, {"at", "2021-11-08 09:00"}, {"proof", proof}});
    ASSERT_EQ(kept.status, 200) << kept.body;
    const Answer file = ask(reader_, "GET", of_campaign("/questions/9999000001/proof"));
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body, "hello");
    EXPECT_EQ(
        step(kPortal, {{"step", "replied"}, {"proof", {{"name", "a.exe"}, {"base64", ""}}}}).status,
        422);
}

TEST_F(LedgerApi, RefusesWhatCannotFollow) {
    plan();
    const Answer answer = step(kPortal, {{"step", "judged"}, {"effective", true}});
    EXPECT_EQ(answer.status, 422) << "nothing was asked";
    EXPECT_EQ(step(kPortal, {{"step", "planned"}}).status, 422);
    EXPECT_EQ(step("9999000099", {{"step", "asked"}}).status, 404);
}

TEST_F(LedgerApi, TakesItsOwnTableBackWithoutAChange) {
    plan();
    ASSERT_EQ(
        step(kPortal, {{"step", "asked"}, {"at", "2021-11-05 09:05"}, {"receipt_no", "A1"}}).status,
        200);
    const Answer table = ask(inspector_, "GET", of_campaign("/questions.csv"));
    ASSERT_EQ(table.status, 200);
    EXPECT_EQ(table.body.find("A1"), std::string::npos);
    EXPECT_EQ(ask(inspector_, "GET", of_campaign("/questions.xlsx")).status, 200);
    const Answer again =
        ask(inspector_, "POST", of_campaign("/question-table?file=a.csv"), table.body);
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.json["taken"], true) << again.body;
    EXPECT_EQ(again.json["steps"], 0) << again.body;
    const Answer wrong = ask(inspector_, "POST", of_campaign("/question-table?file=a.csv"),
                             "site_code,replied_at\n9999000001,gestern\n");
    EXPECT_EQ(wrong.json["taken"], false);
    EXPECT_EQ(wrong.json["faults"][0]["line"], 2);
}

TEST_F(LedgerApi, ShowsACountyItsOwnOnly) {
    plan();
    add_person("north", Role::inspector, "north");
    const Visitor north = sign_in("north");
    const Answer page = ask(north, "GET", of_campaign("/questions"));
    EXPECT_EQ(page.json["total"], 2);
    EXPECT_EQ(page.json["not_measured"], 2) << "bands of its own sites";
    EXPECT_EQ(page.body.find(kSouthern), std::string::npos);
    EXPECT_EQ(ask(north, "GET", of_campaign("/questions/9999000003")).status, 404);
    EXPECT_EQ(ask(north, "POST", of_campaign("/questions/9999000003/steps"), R"({"step":"asked"})")
                  .status,
              404);
    EXPECT_EQ(ask(north, "GET", of_campaign("/questions.csv")).body.find(kSouthern),
              std::string::npos);
    EXPECT_EQ(ask(north, "GET", of_campaign("/annual-forms")).json["total"], 2);
    EXPECT_EQ(ask(north, "GET", of_campaign("/annual-forms/9999000003")).status, 404);
}

class AnnualApi : public LedgerApi {
protected:
    Answer enter(const Json& values) {
        return ask(inspector_, "PUT", of_campaign("/annual-forms/9999000001/values?year=2021"),
                   Json{{"values", values}}.dump());
    }
    Answer office(const Visitor& who, const Json& body) {
        return ask(who, "POST", of_campaign("/annual-forms/9999000001/office-steps?year=2021"),
                   body.dump());
    }
};

TEST_F(AnnualApi, CountsWhatIsBegunAndWhatIsMissing) {
    Json page = ask(reader_, "GET", of_campaign("/annual-forms")).json;
    EXPECT_EQ(page["year"], 2021);
    EXPECT_EQ(page["counts"]["begun"], 0);
    const Answer entered = enter({{"visits", "123万"}});
    ASSERT_EQ(entered.status, 200) << entered.body;
    page = ask(reader_, "GET", of_campaign("/annual-forms?show=incomplete")).json;
    EXPECT_EQ(page["total"], 1);
    EXPECT_EQ(page["counts"]["begun"], 1);
    EXPECT_EQ(page["counts"]["total"], 3);
    EXPECT_EQ(page["items"][0]["subject"], kPortal);
    EXPECT_EQ(enter({{"nothing_known", "1"}}).status, 422);
    EXPECT_EQ(enter({{"visits", "许多"}}).status, 422);
}

TEST_F(AnnualApi, LetsAFormThroughOnlyWhenItIsWhole) {
    const Answer early = office(reviewer_, {{"to", "reviewed"}});
    EXPECT_EQ(early.status, 422) << "nothing is filled in";
    EXPECT_EQ(office(reviewer_, {{"to", "published"}}).status, 422);
    const Json form = ask(reader_, "GET", of_campaign("/annual-forms/9999000001?year=2021")).json;
    EXPECT_EQ(form["missing"].size(), form["row"]["missing"].get<std::size_t>());
    EXPECT_GT(form["missing"].size(), 10U);
    for (const char* format : {"docx", "xlsx", "html"}) {
        EXPECT_EQ(
            ask(reader_, "GET", of_campaign(std::string("/annual-forms/9999000001/form.") + format))
                .status,
            200);
    }
    const Json looks = ask(reader_, "GET", of_campaign("/annual-looks?year=2021")).json;
    ASSERT_EQ(looks["items"].size(), 3U);
    EXPECT_EQ(looks["items"][0]["place"], "not_measured") << "no site was visited";
}

}  // namespace
}  // namespace mingcha::server
