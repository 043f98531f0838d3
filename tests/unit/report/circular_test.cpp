// The circular's model on a made-up campaign: figures as fields, gaps marked, order and names.
#include "report/circular.h"

#include <gtest/gtest.h>

#include "office/docx_write.h"
#include "office/xlsx_write.h"
#include "report/circular_texts.h"
#include "report/document_html.h"

namespace mingcha::report {
namespace {

CampaignResult made_up() {
    CampaignResult result;
    result.campaign.id = "q2";
    result.campaign.window = {*parse_date("2030-05-06"), *parse_date("2030-05-10")};
    SiteResult good, bad;
    good.site.site_code = "9901000001";
    good.site.unit = "市甲局";  // as an alias writes it
    good.grade = "优";
    good.checked = bad.checked = true;
    good.passed = true;
    bad.site.site_code = "9901000002";
    bad.site.unit = "云泽市乙局";
    bad.grade = "不合格";
    bad.passed = false;
    result.sites = {bad, good};
    result.summary.sites_total = result.summary.sites_checked = 2;
    result.summary.sites_failed = 1;
    result.summary.site_pass_rate = Points{5000};
    result.summary.grades = {{"non_portal", "优", 1, Points{5000}, {"9901000001"}},
                             {"non_portal", "不合格", 1, Points{5000}, {"9901000002"}}};
    return result;
}

Registry units() {
    Registry registry;
    registry.units = {{"云泽市甲局", "市甲局", "甲局", "", 1, {}},
                      {"云泽市乙局", "市乙局", "", "", 2, {}}};
    registry.divisions = {{"990102", "临江县", "", 2}, {"990100", "市本级", "", 1}};
    return registry;
}

Result<Circular> built(const CampaignResult& result, const Ruleset& ruleset, Templates templates,
                       bool internal = true) {
    const Registry registry = units();
    return build_circular({result, ruleset, registry, Points{4500}, internal, std::move(templates),
                           {"office", "issue_date", "rectify_by", "report_to", "recipients",
                            "national_rank", "top_100", "cancelled_accounts", "report_year",
                            "report_due", "city"}});
}

Circular build(const CampaignResult& result, bool internal = true) {
    const Ruleset ruleset;
    Result<Circular> circular = built(result, ruleset, {}, internal);
    EXPECT_TRUE(circular) << circular.error().text();
    return circular ? std::move(*circular) : Circular{};
}

std::string text_of(const Circular& circular) {
    std::string out;
    for (const office::Block& block : circular.document.sections.front().blocks) {
        const auto& paragraph = std::get<office::Paragraph>(block);
        out += paragraph.lead + paragraph.text + "\n";
    }
    return out;
}

AccountResult failed_account(const char* code, const char* unit, const char* name,
                             const char* division) {
    AccountResult out;
    out.account.account_code = code;
    out.account.operator_name = unit;
    out.account.name = name;
    out.account.division = division;
    out.checked = true;
    out.passed = false;
    return out;
}

TEST(Circular, TablesPrintFullNamesInTheUnitsOrder) {
    const Circular circular = build(made_up());
    EXPECT_EQ(circular.annexes[0].table.rows[0][2], "云泽市甲局");
    EXPECT_EQ(circular.annexes[0].table.rows[1][2], "云泽市乙局");
}

TEST(Circular, SitesWithoutAPlaceFollowTheirDivisions) {
    CampaignResult result = made_up();
    SiteResult far = result.sites[0], near = result.sites[0];
    far.site.site_code = "9901000003";
    far.site.unit = "临江县某局";
    far.site.division = "990102";
    near.site.site_code = "9901000004";
    near.site.unit = "市里某局";
    near.site.division = "990100";
    result.sites.insert(result.sites.begin(), {far, near});
    const auto rows = build(result).annexes[0].table.rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0][2], "云泽市甲局");
    EXPECT_EQ(rows[1][2], "云泽市乙局");
    EXPECT_EQ(rows[2][2], "市里某局");
    EXPECT_EQ(rows[3][2], "临江县某局");
}

// By division, unregistered ones first, then the units' order, then the registry's.
TEST(Circular, FailedAccountsStandInTheirOrder) {
    CampaignResult result = made_up();
    result.accounts = {failed_account("990102M001WX0001", "临江县丁局", "a", "990102"),
                       failed_account("990100M002WX0001", "云泽市乙局", "b", "990100"),
                       failed_account("990100M001WX0001", "云泽市甲局", "c", "990100"),
                       failed_account("", "云泽市乙局", "d", "990100"),
                       failed_account("990100M003WX0001", "无序单位", "e", "990100"),
                       failed_account("990102M000WX0001", "临江县丙局", "f", "990102")};
    result.summary.accounts_total = result.summary.accounts_checked = 6;
    result.summary.accounts_failed = 6;
    std::string order;
    const Circular circular = build(result);
    for (const auto& row : circular.annexes.back().table.rows) order += row[3];
    EXPECT_EQ(order, "dcbeaf");
}

TEST(Circular, ComparesWithThePreviousPeriod) {
    const Circular circular = build(made_up());
    EXPECT_EQ(circular.fields.at("comparison"), "，较第一季度上升5个百分点");
    EXPECT_EQ(circular.fields.at("failed_names"), "（市乙局）");
}

TEST(Circular, MarksWhatNobodyTypedIn) {
    const Circular circular = build(made_up());
    EXPECT_NE(circular.document.title.find("〔待填〕"), std::string::npos);
    EXPECT_FALSE(circular.warnings.empty());
}

TEST(Circular, TheYearsFiguresStandWhereTheRulesetWantsThemAndSomebodyTypedThem) {
    Ruleset ruleset;
    ruleset.wording = {{"year-end", "achievements|annual-report"},
                       {"circular-achievements", "排名{national_rank}，关停{cancelled_accounts}个。"}};
    CampaignResult result = made_up();
    const auto text = [&](const Ruleset& rules) { return text_of(*built(result, rules, {})); };
    EXPECT_EQ(text(ruleset).find("排名"), std::string::npos);  // the second quarter
    result.campaign.window = {*parse_date("2030-11-06"), *parse_date("2030-11-10")};
    EXPECT_NE(text(ruleset).find("排名〔待填〕，关停〔待填〕个。"), std::string::npos);
    EXPECT_EQ(text(Ruleset{}).find("关停"), std::string::npos);
    result.campaign.fields["cancelled_accounts"] = "295个";
    EXPECT_NE(text(ruleset).find("排名〔待填〕，关停295个。"), std::string::npos);
    EXPECT_NE(text(Ruleset{}).find("政务新媒体账号295个。"), std::string::npos);
    EXPECT_EQ(text(Ruleset{}).find("排名"), std::string::npos);
    result.campaign.fields["national_rank"] = "5";
    EXPECT_NE(text(ruleset).find("排名第5名，"), std::string::npos);
}

TEST(Circular, WhatWaitsForReviewIsNeitherPassedNorFailed) {
    CampaignResult result = made_up();
    SiteResult waiting = result.sites[0];
    waiting.site.site_code = "9901000003";
    waiting.site.unit = "云泽市丙局";
    waiting.passed.reset();
    waiting.grade.clear();
    result.sites.push_back(waiting);
    result.summary.sites_total = result.summary.sites_checked = 3;
    result.summary.site_pass_rate = Points{6667};
    const std::string text = text_of(build(result));
    EXPECT_NE(text.find("发现1家不合格（市乙局），1家待复核、暂不列为不合格，总体合格率66.67%"),
              std::string::npos)
        << text;
    EXPECT_EQ(text.find("1家合格"), std::string::npos) << text;
}

TEST(Circular, AnOfficesTextsReplaceTheRulesetsAndTheBuiltIn) {
    Ruleset ruleset;
    ruleset.wording = {{"circular-demands", "规则集：{rectify_by}"}};
    CampaignResult result = made_up();
    EXPECT_NE(text_of(*built(result, ruleset, {})).find("规则集："), std::string::npos);
    const Circular own = *built(result, ruleset, {{"demands", "本单位[，{top_100}]：{sites_total}"}});
    EXPECT_NE(text_of(own).find("本单位：2\n"), std::string::npos) << text_of(own);
}

TEST(Circular, ARulesetThatNamesAnUnknownFieldIsTold) {
    Ruleset ruleset;
    ruleset.id = "mine";
    ruleset.wording = {{"circular-demands", "共{site_total}家"}};
    const auto circular = built(made_up(), ruleset, {});
    ASSERT_FALSE(circular);
    EXPECT_NE(circular.error().text().find("sites_total"), std::string::npos);
    EXPECT_NE(circular.error().text().find("mine"), std::string::npos);
}

TEST(Circular, WithoutSitesAndAccountsThereIsNothingToReport) {
    CampaignResult result;
    result.campaign = made_up().campaign;
    EXPECT_FALSE(built(result, Ruleset{}, {}));
}

TEST(Circular, LeavesTheContactOutOfThePublicVersion) {
    CampaignResult result = made_up();
    result.campaign.fields["contact"] = "联系人：某某";
    EXPECT_NE(document_html(build(result).document).find("联系人"), std::string::npos);
    EXPECT_EQ(document_html(build(result, false).document).find("联系人"), std::string::npos);
}

TEST(Circular, EveryBuiltInTextNamesKnownFieldsOnly) {
    const std::vector<std::string> typed{"office",     "city",       "rectify_by",
                                         "report_to",  "report_due", "report_year",
                                         "top_100",    "national_rank", "cancelled_accounts"};
    for (const auto& [name, text] : circular_texts()) {
        EXPECT_EQ(template_problems(text, field_names(typed)), std::vector<std::string>{}) << name;
    }
}

TEST(Writers, GiveArchivesAndEscapeWhatIsPrinted) {
    CampaignResult result = made_up();
    result.sites[0].site.url = "=1+1<b>";
    const Circular circular = build(result);
    const Result<std::string> docx = office::write_docx(circular.document);
    ASSERT_TRUE(docx) << docx.error().text();
    EXPECT_TRUE(docx->starts_with("PK"));
    EXPECT_TRUE(office::write_xlsx({{"附件1", circular.annexes[0].table}}));
    EXPECT_NE(document_html(circular.document).find("=1+1&lt;b&gt;"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::report
