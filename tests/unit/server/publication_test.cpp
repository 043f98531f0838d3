// The circular over the API: its texts, submission and approval, and what keeps it back.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/campaigns.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

constexpr const char* kClean = "2022Q1";

// Beside the campaign in which findings wait, one that people inspected and where none does.
class PublicationApi : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        Campaign campaign;
        campaign.id = kClean;
        campaign.ruleset = "luan-2021";
        campaign.title = "2022年第一季度";
        campaign.window = {*parse_date("2022-02-07"), *parse_date("2022-02-14")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.by_hand = true;
        campaign.fields = {{"office", "云泽市人民政府办公室"}, {"city", "云泽市"},
                           {"issue_date", "2022-02-25"},       {"rectify_by", "2022-03-31"},
                           {"recipients", "各县区人民政府"},   {"report_to", "市政府办公室"}};
        ASSERT_TRUE(app::create_campaign(*store_, ruleset::builtin_sources(), campaign));
        add_findings();  // again: a new campaign lets the other one be judged anew
        add_person("writer", Role::inspector);
        add_person("boss", Role::approver);
        writer_ = sign_in("writer");
        boss_ = sign_in("boss");
    }

    static std::string of_clean(const std::string& rest) {
        return "/campaigns/" + std::string(kClean) + rest;
    }
    Answer standing() { return ask(writer_, "GET", of_clean("/publication")); }

    Visitor writer_, boss_;
};

TEST_F(PublicationApi, IsKeptBackByWhatWaits) {
    const Answer answer = ask(writer_, "GET", of_campaign("/publication"));
    ASSERT_EQ(answer.status, 200);
    std::vector<std::string> kinds;
    for (const auto& each : answer.json["obstacles"]) kinds.push_back(each["kind"]);
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), "vetoes"), kinds.end());
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), "blank"), kinds.end());
    const Answer refused =
        ask(writer_, "POST", of_campaign("/publication/submission"), R"({"remark":""})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("单项否决"), std::string::npos) << refused.body;
}

TEST_F(PublicationApi, IsApprovedBySomebodyElseAsItWasSeen) {
    ASSERT_EQ(standing().json["obstacles"].size(), 0U) << standing().body;
    ASSERT_EQ(ask(writer_, "POST", of_clean("/publication/submission"), "{}").status, 200);
    EXPECT_EQ(standing().json["state"], "submitted");
    EXPECT_EQ(ask(boss_, "POST", of_clean("/publication/approval"),
                  R"({"decision":"approve","content":"of yesterday"})")
                  .status,
              422);
    const std::string content = standing().json["content"];
    const Answer approved = ask(boss_, "POST", of_clean("/publication/approval"),
                                R"({"decision":"approve","content":")" + content + "\"}");
    ASSERT_EQ(approved.status, 200) << approved.body;
    EXPECT_EQ(approved.json["approved_by"], "boss");
    EXPECT_TRUE(approved.json["may"]["approve"]);
    EXPECT_FALSE(approved.json["may"]["write"]);
    // A text changes: the approval falls.
    ASSERT_EQ(ask(writer_, "PUT", of_clean("/circular/texts/opening"),
                  R"({"text":"{window}，组织了检查。"})")
                  .status,
              204);
    const Answer fallen = standing();
    EXPECT_EQ(fallen.json["state"], "draft");
    EXPECT_TRUE(fallen.json["fallen"]);
    EXPECT_TRUE(fallen.json["was_approved"]);
    EXPECT_GT(fallen.json["changes"].size(), 0U);
    EXPECT_EQ(ask(writer_, "POST", of_clean("/publication/versions"), "{}").status, 422);
}

TEST_F(PublicationApi, ShowsTextsWithTheirFieldsFilled) {
    const Answer texts = ask(boss_, "GET", of_clean("/circular/texts"));
    ASSERT_EQ(texts.status, 200);
    const auto& parts = texts.json["parts"];
    const auto opening = std::find_if(parts.begin(), parts.end(),
                                      [](const auto& each) { return each["part"] == "opening"; });
    ASSERT_NE(opening, parts.end());
    const std::string text = (*opening)["texts"][0]["text"];
    EXPECT_NE(text.find("{window}"), std::string::npos);
    const std::string filled = (*opening)["texts"][0]["filled"];
    EXPECT_NE(filled.find("2022年2月7日"), std::string::npos) << filled;
    const Answer good = ask(boss_, "POST", of_clean("/circular/texts/opening/preview"),
                            R"({"text":"共{sites_total}家"})");
    EXPECT_EQ(good.json["filled"], "共3家");
    const Answer wrong = ask(boss_, "POST", of_clean("/circular/texts/opening/preview"),
                             R"({"text":"共{sites_totl}家"})");
    ASSERT_EQ(wrong.json["problems"].size(), 1U);
    EXPECT_EQ(wrong.json["problems"][0]["column"], 2);
    EXPECT_EQ(
        ask(writer_, "PUT", of_clean("/circular/texts/opening"), R"({"text":"共{sites_totl}家"})")
            .status,
        422);
    EXPECT_EQ(
        ask(writer_, "PUT", of_clean("/circular/fields/issue_date"), R"({"value":"tomorrow"})")
            .status,
        422);
    EXPECT_EQ(ask(writer_, "PUT", of_clean("/circular/fields/monitor"), R"({"value":"on"})").status,
              422)
        << "no part of a circular";
}

TEST_F(PublicationApi, TakesNoOtherFileThanADocx) {
    EXPECT_EQ(ask(writer_, "POST", of_clean("/publication/returned"),
                  R"({"name":"c.exe","base64":"AAAA"})")
                  .status,
              422);
    EXPECT_EQ(ask(writer_, "GET", of_clean("/publication/versions/1/docx")).status, 404);
}

}  // namespace
}  // namespace mingcha::server
