// Parts of the circular that rest on its background, on made-up figures.
#include "report/circular_sections.h"

#include <gtest/gtest.h>

#include "report/circular.h"
#include "report/circular_tables.h"

namespace mingcha::report {
namespace {

CampaignResult accounts_of(
    std::initializer_list<std::tuple<const char*, const char*, std::optional<bool>>> rows) {
    CampaignResult result;
    result.campaign.id = "q";
    result.campaign.window = {*parse_date("2030-05-06"), *parse_date("2030-05-10")};
    for (const auto& [type, division, passed] : rows) {
        AccountResult& each = result.accounts.emplace_back();
        each.account.type = type;
        each.account.division = division;
        each.account.name = "号" + std::to_string(result.accounts.size());
        each.checked = passed.has_value();
        each.passed = passed;
        ++result.summary.accounts_total;
        if (!each.checked) continue;
        ++result.summary.accounts_checked;
        result.summary.accounts_failed += *passed ? 0 : 1;
    }
    return result;
}

TEST(AmountWord, ChangesWhereTheRulesetSaysSo) {
    const CircularStyle style;
    EXPECT_EQ(amount_word(style, 1), "个别");
    EXPECT_EQ(amount_word(style, 2), "个别");
    EXPECT_EQ(amount_word(style, 3), "部分");
    EXPECT_EQ(amount_word(style, 5), "部分");
    EXPECT_EQ(amount_word(style, 6), "较多");
}

TEST(Levels, FollowTheDivisionsCode) {
    const CircularStyle style;
    EXPECT_EQ(level_of("990000", style), "省级");
    EXPECT_EQ(level_of("990100", style), "市级");
    EXPECT_EQ(level_of("990102", style), "县区级");
    EXPECT_EQ(level_of("", style), "未列区划");
}

// Total, checked and failed are three numbers; unmeasured ones are in the first alone.
TEST(Platforms, KeepTheThreeNumbersApart) {
    const CampaignResult result = accounts_of({{"微信", "990100", true},
                                               {"微博", "990102", false},
                                               {"微信", "990102", std::nullopt},
                                               {"微信", "990102", false}});
    const Ruleset ruleset;
    const Registry registry;
    const CircularInput input{result, ruleset, registry, std::nullopt, true, {}, {}};
    const Annex annex = platforms_annex(input, {"期", "全市", "账号", "上期", {}});
    const std::vector<std::vector<std::string>> rows{
        {"微信", "市级", "1", "1", "0", "100%"},   {"微信", "县区级", "2", "1", "1", "0%"},
        {"微信", "小计", "3", "2", "1", "50.00%"}, {"微博", "县区级", "1", "1", "1", "0%"},
        {"合计", "", "4", "3", "2", "33.33%"}};
    EXPECT_EQ(annex.table.rows, rows);
}

TEST(Platforms, WhatWasNotCheckedHasNoRate) {
    const CampaignResult result = accounts_of({{"微信", "990100", std::nullopt}});
    const Ruleset ruleset;
    const Registry registry;
    const CircularInput input{result, ruleset, registry, std::nullopt, true, {}, {}};
    const Annex annex = platforms_annex(input, {"期", "全市", "账号", "上期", {}});
    EXPECT_EQ(annex.table.rows.back()[5], "—");
}

std::string letter(const CampaignResult& result, const Ruleset& ruleset,
                   CircularBackground background) {
    const Registry registry;
    const auto circular = build_circular({result, ruleset, registry, std::nullopt, true, {},
                                          {"office", "city", "rectify_by", "report_to",
                                           "recipients", "national_rank", "top_100",
                                           "cancelled_accounts", "report_year", "report_due"},
                                          std::move(background)});
    EXPECT_TRUE(circular) << circular.error().text();
    std::string out;
    for (const office::Block& block : circular->document.sections.front().blocks) {
        const auto& paragraph = std::get<office::Paragraph>(block);
        out += paragraph.lead + paragraph.text + "\n";
    }
    return out;
}

TEST(Sections, ThoseWithoutAWordAreLeftOutAndTheNumbersFollow) {
    Ruleset ruleset;
    ruleset.circular.sections = {
        {"靠前名单", {"praise"}}, {"情况", {"accounts"}}, {"问题", {"problems"}}};
    const std::string text = letter(accounts_of({{"微信", "990100", true}}), ruleset, {});
    EXPECT_EQ(text.find("靠前名单"), std::string::npos) << text;
    EXPECT_NE(text.find("一、情况"), std::string::npos) << text;
    EXPECT_NE(text.find("二、问题"), std::string::npos) << text;
    EXPECT_EQ(text.find("（一）"), std::string::npos) << text;  // one part alone has no number
}

TEST(Sections, ARateIsComparedOnlyWhereBothAreKnown) {
    const Ruleset ruleset;
    CircularBackground background;
    background.previous_account_rate = Points{7550};
    const CampaignResult half =
        accounts_of({{"微信", "990100", true}, {"微信", "990100", false}});
    CampaignResult rated = half;
    rated.summary.account_pass_rate = Points{5000};
    EXPECT_NE(letter(rated, ruleset, background).find("较第一季度下降25.5个百分点"),
              std::string::npos);
    EXPECT_EQ(letter(rated, ruleset, {}).find("个百分点"), std::string::npos);
    background.previous_account_rate = Points{5000};
    EXPECT_NE(letter(rated, ruleset, background).find("与第一季度持平"), std::string::npos);
}

TEST(Sections, WhatIsDerivedYieldsToWhatWasTyped) {
    Ruleset ruleset;
    ruleset.wording = {{"circular-demands", "关停{cancelled_accounts}个。"}};
    CampaignResult result = accounts_of({{"微信", "990100", false}});
    CircularBackground background;
    background.derived["cancelled_accounts"] = "7";
    EXPECT_NE(letter(result, ruleset, background).find("关停7个。"), std::string::npos);
    result.campaign.fields["cancelled_accounts"] = "9";
    EXPECT_NE(letter(result, ruleset, background).find("关停9个。"), std::string::npos);
}

TEST(Sections, AnUnreadRepostIsNeitherInTimeNorMissing) {
    CampaignResult result;
    result.campaign.window = {*parse_date("2030-05-06"), *parse_date("2030-05-10")};
    result.summary.sites_total = result.summary.sites_checked = 3;
    CircularBackground background;
    background.reposts = RepostStanding{2, {}};
    for (const char* code : {"1", "2", "3"}) {
        SiteResult& site = result.sites.emplace_back();
        site.site.site_code = code;
        site.site.unit = std::string("局") + code;
        site.checked = true;
        site.passed = true;
        site.grade = "优";
        background.reposts->sites.push_back({code, 0, 0, 0, 0});
    }
    background.reposts->sites[0].in_time = 2;
    background.reposts->sites[1].in_time = 1;
    background.reposts->sites[1].missing = 1;
    background.reposts->sites[2].unknown = 2;
    const std::string text = letter(result, Ruleset{}, background);
    EXPECT_NE(text.find("按时转载的占75.0%，1家网站全部按时转载"), std::string::npos) << text;
    EXPECT_NE(text.find("个别网站（1家）有未转载的信息：局2。1家网站未取得结果"), std::string::npos)
        << text;
}

}  // namespace
}  // namespace mingcha::report
