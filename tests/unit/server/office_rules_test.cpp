// Exceptions to rules, the office's own words, accounts and their lives over the API.
#include <gtest/gtest.h>

#include "app/campaigns.h"
#include "app/judge_campaign.h"
#include "app/office_rules.h"
#include "app/verdicts.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;
using Json = nlohmann::json;

constexpr const char* kPortal = "9999000001";
constexpr const char* kAnySite = "homepage-staleness";  // a rule of every site

class OfficeRules : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("fuhe", Role::reviewer);
        add_person("jiancha", Role::inspector);
        add_person("south", Role::reader, "south");
        reviewer_ = sign_in("fuhe");
        inspector_ = sign_in("jiancha");
    }
    Answer except(const std::string& from, const std::string& until,
                  const std::string& rule = "site-search") {
        return ask(reviewer_, "POST", "/rule-exceptions",
                   Json{{"rule", rule},
                        {"targets", {kPortal}},
                        {"reason", "新站试运行"},
                        {"from", from},
                        {"until", until}}
                       .dump());
    }
    // Judged anew, as whoever looks next would have it.
    Verdict verdict(const std::string& target, const std::string& rule) {
        app::JudgeRequest request;
        request.data_dir = folder_.path();
        request.campaign = kCampaign;
        request.threads = 1;
        EXPECT_TRUE(app::judge_what_is_new(*store_, request));
        const auto verdicts = app::stored_verdicts(*store_, kCampaign, "luan-2021");
        for (const Verdict& each : *verdicts) {
            if (each.target == target && each.rule == rule) return each;
        }
        ADD_FAILURE() << "no verdict of " << rule;
        return {};
    }
    void close() { ASSERT_TRUE(app::close_campaign(*store_, kCampaign)); }

    Visitor reviewer_, inspector_;
};

TEST_F(OfficeRules, AnExceptionIsObeyedWithItsReasonAndItsEnd) {
    EXPECT_NE(verdict(kPortal, kAnySite).outcome, Outcome::not_applicable);
    const Answer added = except("2021-11-10", "2021-11-30", kAnySite);
    ASSERT_EQ(added.status, 200) << added.body;
    EXPECT_EQ(added.json["items"][0]["days_left"], 18);
    const Verdict excepted = verdict(kPortal, kAnySite);
    EXPECT_EQ(excepted.outcome, Outcome::not_applicable);
    EXPECT_EQ(excepted.reason.text, "例外（至 2021-11-30）：新站试运行");
    EXPECT_TRUE(excepted.findings.empty());
    EXPECT_NE(verdict("9999000002", kAnySite).outcome, Outcome::not_applicable) << "another site";
    const Answer ended = ask(reviewer_, "POST", "/rule-exceptions/1/end", "{}");
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(ended.json["items"][0]["days_left"], nullptr);
    EXPECT_EQ(ended.json["items"][0]["ended_by"], "fuhe");
    EXPECT_NE(verdict(kPortal, kAnySite).outcome, Outcome::not_applicable);
    EXPECT_EQ(ask(reviewer_, "POST", "/rule-exceptions/1/end", "{}").status, 422);
}

TEST_F(OfficeRules, AnExceptionHasAnEndAndAReason) {
    EXPECT_EQ(except("2021-11-10", "").status, 422);
    EXPECT_EQ(except("2021-11-10", "2021-11-09").status, 422);
    EXPECT_EQ(except("2021-10-01", "2021-11-11").status, 422) << "over before today";
    EXPECT_EQ(except("2021-11-10", "2021-11-30", "no-such-rule").status, 422);
    const Json nobody{{"rule", "site-search"},
                      {"targets", {"9999000042"}},
                      {"reason", "试运行"},
                      {"from", "2021-11-12"},
                      {"until", "2021-11-30"}};
    EXPECT_EQ(ask(reviewer_, "POST", "/rule-exceptions", nobody.dump()).status, 422);
}

TEST_F(OfficeRules, NothingReachesBackOverAClosedCampaign) {
    const Answer word = ask(inspector_, "POST", "/office-words",
                            R"({"text":"旧称局","kind":"sensitive","source":"更名通知"})");
    ASSERT_EQ(word.status, 201) << word.body;
    close();
    EXPECT_EQ(except("2021-11-12", "2021-11-30").status, 422) << "its moment is on the 12th";
    EXPECT_EQ(except("2021-11-13", "2021-11-30").status, 200);
    EXPECT_EQ(ask(inspector_, "DELETE", "/office-words/1").status, 204);
    ASSERT_EQ(ask(inspector_, "POST", "/office-words",
                  R"({"text":"新词条","kind":"wrong","source":"更名通知"})")
                  .status,
              201);
    Ruleset then, later;
    ASSERT_TRUE(app::add_office_words(*store_, kCampaign, then));
    ASSERT_TRUE(app::add_office_words(*store_, "2022Q1", later));
    ASSERT_EQ(then.dictionary.terms.size(), 1U);
    EXPECT_EQ(then.dictionary.terms[0].text, "旧称局") << "taken out after it was closed";
    ASSERT_EQ(later.dictionary.terms.size(), 1U);
    EXPECT_EQ(later.dictionary.terms[0].text, "新词条");
}

TEST_F(OfficeRules, WordsReplaceWhatADictionarySays) {
    Ruleset ruleset;
    ruleset.dictionary.files = {"shipped.csv"};
    ruleset.dictionary.terms.resize(2);
    ruleset.dictionary.terms[0].text = "撤消";
    ruleset.dictionary.terms[1].text = "按装";
    for (const char* body :
         {R"({"text":"撤消","kind":"allowed","source":"本市沿用"})",
          R"({"text":"按装","kind":"sensitive","source":"来信","suggestion":"安装"})",
          R"({"text":"公按装局","kind":"name","source":"单位名称"})"}) {
        ASSERT_EQ(ask(inspector_, "POST", "/office-words", body).status, 201) << body;
    }
    ASSERT_TRUE(app::add_office_words(*store_, kCampaign, ruleset));
    ASSERT_EQ(ruleset.dictionary.terms.size(), 1U);
    EXPECT_EQ(ruleset.dictionary.terms[0].kind, TermKind::certain);
    EXPECT_EQ(ruleset.dictionary.terms[0].suggestion, "安装");
    EXPECT_EQ(ruleset.dictionary.allowed.size(), 2U);
    EXPECT_EQ(ask(inspector_, "POST", "/office-words",
                  R"({"text":"撤消","kind":"wrong","source":"再加"})")
                  .status,
              422)
        << "is there already";
    EXPECT_EQ(
        ask(inspector_, "POST", "/office-words", R"({"text":"字","kind":"wrong","source":"x"})")
            .status,
        422)
        << "one character";
}

TEST_F(OfficeRules, WordsComeAndGoAsATable) {
    const std::string table =
        "词条,类别,建议,来源,备注\n按装,错词,安装,校对,\n某某局,专有名称,,名录,\n";
    const Answer taken = ask(inspector_, "POST", "/office-word-table?file=a.csv", table);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.json["added"], 2) << taken.body;
    const Answer out = ask(inspector_, "GET", "/office-word-table");
    EXPECT_NE(out.body.find("按装,错词,安装,校对"), std::string::npos) << out.body;
    const Answer again = ask(inspector_, "POST", "/office-word-table?file=a.csv", out.body);
    EXPECT_EQ(again.json["known"], 2) << again.body;
    const Answer wrong = ask(inspector_, "POST", "/office-word-table?file=a.csv",
                             "词条,类别,来源\n甲乙丙,什么,校对\n好词条,错词,校对\n");
    EXPECT_EQ(wrong.json["added"], 0);
    EXPECT_EQ(wrong.json["faults"][0]["line"], 2);
    EXPECT_EQ(ask(inspector_, "GET", "/office-words?kind=name").json["total"], 1);
}

TEST_F(OfficeRules, ACountySeesExceptionsOfItsOwnTargetsOnly) {
    ASSERT_EQ(except("2021-11-10", "2021-11-30").status, 200);
    const Visitor south = sign_in("south");
    EXPECT_TRUE(ask(south, "GET", "/rule-exceptions").json["items"].empty());
    EXPECT_EQ(ask(south, "GET", of_campaign("/media")).json["items"].size(), 1U);
}

TEST_F(OfficeRules, TheLifeOfAnAccountIsWrittenDownAndShown) {
    const Json step{{"target", "990001M000WX0001"},
                    {"action", "cancel"},
                    {"on", "2021-11-11"},
                    {"cause", "zombie"},
                    {"approval", "某办〔2021〕1号"},
                    {"reason", "长期不更新"}};
    const Answer taken = ask(inspector_, "POST", of_campaign("/life-log"), step.dump());
    ASSERT_EQ(taken.status, 200) << taken.body;
    const Answer log = ask(reviewer_, "GET", of_campaign("/life-log"));
    ASSERT_EQ(log.json["items"].size(), 1U) << log.body;
    EXPECT_EQ(log.json["items"][0]["action_name"], "注销");
    EXPECT_EQ(log.json["items"][0]["on"], "2021-11-11");
    const Visitor south = sign_in("south");
    EXPECT_TRUE(ask(south, "GET", of_campaign("/life-log")).json["items"].empty());
    EXPECT_EQ(ask(inspector_, "POST", of_campaign("/life-log"), step.dump()).status, 422)
        << "it is cancelled already";
}

TEST_F(OfficeRules, WhatIsNotOursNeedsAReason) {
    EXPECT_EQ(ask(inspector_, "POST", of_campaign("/stray-words"),
                  R"({"key":"新浪微博/别家","take":false})")
                  .status,
              422);
    EXPECT_EQ(ask(inspector_, "POST", of_campaign("/stray-words"),
                  R"({"key":"新浪微博/别家","take":false,"reason":"省厅的账号"})")
                  .status,
              204);
    EXPECT_TRUE(ask(reviewer_, "GET", of_campaign("/strays")).json["items"].empty());
    EXPECT_EQ(ask(inspector_, "POST", of_campaign("/stray-words"),
                  R"({"key":"新浪微博/别家","take":true})")
                  .status,
              422)
        << "no site names it";
}

}  // namespace
}  // namespace mingcha::server
