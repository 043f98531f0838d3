// The shape that other programs rely on: contract §4.
#include "report/score_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/score_table.h"
#include "tests/unit/score/campaign_builder.h"

namespace mingcha::score::test {
namespace {

using Json = nlohmann::json;

CampaignBuilder small() {
    CampaignBuilder builder(shipped("luan-2021"));
    builder.site("3499000001", SiteKind::portal).site("3499000002", SiteKind::special);
    builder.account("", "349900", "=示例,账号");
    builder.input.registry.divisions = {{"349900", "市本级", "", 1}};
    Finding& finding = builder.confirmed("3499000001", "guide-accuracy", "信息存在错误");
    finding.count = 2;
    finding.carried_over = true;
    finding.places = {"http://www.example.gov.cn/a"};
    Evidence evidence;
    evidence.url = "http://www.example.gov.cn/a";
    evidence.excerpt = "材料\xff二份";
    finding.evidence.push_back(evidence);
    builder.candidate("3499000002", "homepage-staleness");
    builder.not_measured("3499000001", "blank-columns");
    builder.verdict("3499000001", "link-availability").coverage = {120, 3, 5};
    builder.confirmed(account_key(builder.input.registry.accounts[0]), "account-zombie",
                      "僵尸账号");
    return builder;
}

TEST(ScoreJson, HasTheShapeOfTheContract) {
    const Json json = Json::parse(report::score_json(small().compute()));
    EXPECT_EQ(json["campaign"], "2031Q4");
    EXPECT_EQ(json["ruleset"], "luan-2021");
    EXPECT_EQ(json["as_of"], "2021-11-12T20:00:00+08:00");
    EXPECT_TRUE(json["warnings"].is_array());
    const Json& summary = json["summary"];
    EXPECT_EQ(summary["sites_total"], 2);
    EXPECT_EQ(summary["sites_checked"], 2);
    EXPECT_EQ(summary["account_pass_rate"], "0.00");
    EXPECT_EQ(summary["portal_average"], "96.00");
    EXPECT_EQ(summary["bonus_entered"], 1);
    EXPECT_EQ(summary["accounts_failed_by_division"][0],
              Json({{"division", "349900"}, {"name", "市本级"}, {"failed", 1}, {"checked", 1}}));
    EXPECT_EQ(summary["grades"][0]["kind_group"], "portal");
    EXPECT_EQ(summary["grades"][0]["share"], "100.00");
    EXPECT_EQ(summary["interaction"]["not_measured"].size(), 2U);
    const Json& portal = json["sites"][0];
    EXPECT_EQ(portal["site_code"], "3499000001");
    EXPECT_EQ(portal["kind"], "portal");
    EXPECT_EQ(portal["deduction"], "4.00");
    EXPECT_EQ(portal["bonus"], "0.00");
    EXPECT_EQ(portal["score"], "96.00");
    EXPECT_TRUE(portal["grade"].is_null());
    EXPECT_EQ(portal["passed"], true);
    EXPECT_EQ(portal["not_measured"][0],
              Json({{"rule", "blank-columns"}, {"reason", "blocked: 被防火墙拦截"}}));
    EXPECT_EQ(portal["coverage"]["link-availability"],
              Json({{"checked", 120}, {"blocked", 3}, {"skipped", 5}}));
    const Json& finding = portal["findings"][0];
    EXPECT_EQ(finding["rule"], "guide-accuracy");
    EXPECT_EQ(finding["outcome"], "fail");
    EXPECT_EQ(finding["state"], "confirmed");
    EXPECT_EQ(finding["count"], 2);
    EXPECT_EQ(finding["points"], "4.00");
    EXPECT_EQ(finding["carried_over"], true);
    EXPECT_EQ(finding["places"], Json::array({"http://www.example.gov.cn/a"}));
    EXPECT_TRUE(finding["evidence"][0]["at"].is_null());
    EXPECT_TRUE(finding["evidence"][0]["warc"].is_null());
}

TEST(ScoreJson, WhatIsOpenIsNull) {
    const Json json = Json::parse(report::score_json(small().compute()));
    const Json& open = json["sites"][1];
    for (const char* key : {"passed", "grade", "score", "deduction", "bonus"}) {
        EXPECT_TRUE(open[key].is_null()) << key;
    }
    EXPECT_EQ(open["vetoes"], Json::array());
    EXPECT_EQ(open["needs_review"], Json::array({"homepage-staleness"}));
    EXPECT_EQ(open["findings"][0]["state"], "candidate");
    EXPECT_TRUE(open["findings"][0]["points"].is_null());
    const Json& account = json["accounts"][0];
    EXPECT_EQ(account["account_code"], "无");
    EXPECT_EQ(account["passed"], false);
    EXPECT_EQ(account["problems"], Json::array({"僵尸账号"}));
    const CampaignResult nothing = CampaignBuilder(shipped("luan-2021")).compute();
    const Json empty = Json::parse(report::score_json(nothing));
    EXPECT_TRUE(empty["summary"]["site_pass_rate"].is_null());
    EXPECT_TRUE(empty["summary"]["portal_average"].is_null());
    EXPECT_EQ(empty["sites"], Json::array());
}

TEST(ScoreTable, ShowsSitesAndFailures) {
    const std::string table = report::score_table(small().compute());
    for (const char* words : {"3499000001", "96", "待复核", "僵尸账号", "推得"}) {
        EXPECT_NE(table.find(words), std::string::npos) << words;
    }
}

TEST(ScoreCsv, NeutralisesFormulasAndQuotes) {
    const std::string csv = report::score_csv(small().compute());
    EXPECT_NE(csv.find("\"'=示例,账号\""), std::string::npos);
    EXPECT_NE(csv.find("site,3499000001,"), std::string::npos);
    std::size_t lines = 0;
    for (const char c : csv) lines += c == '\n' ? 1U : 0U;
    EXPECT_EQ(lines, 4U);  // heading, two sites, an account
}

}  // namespace
}  // namespace mingcha::score::test
