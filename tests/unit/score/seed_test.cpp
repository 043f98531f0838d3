// The arithmetic of a real quarter: 48 sites and 268 accounts of the fourth quarter of 2021, whose
// circular prints every figure below. Codes, results and counts are facts of its annexes; the
// points behind the portals' printed scores are constructed, since the circular does not say them.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "report/score_json.h"
#include "tests/unit/score/campaign_builder.h"

namespace mingcha::score::test {
namespace {

enum class Reply { same_day, within_1, within_5, none };

struct Row {
    const char* code;
    SiteKind kind;
    Reply reply;
};

constexpr SiteKind kP = SiteKind::portal;
constexpr SiteKind kV = SiteKind::devzone;
constexpr SiteKind kD = SiteKind::department;
constexpr SiteKind kS = SiteKind::special;
constexpr Reply k0 = Reply::same_day;
constexpr Reply k1 = Reply::within_1;
constexpr Reply k5 = Reply::within_5;

// In the order of annex 1.
constexpr Row kRows[] = {
    {"3415220046", kP, k1}, {"3415240018", kP, k1},          {"3415250062", kP, k1},
    {"3415230059", kP, k1}, {"3415020051", kP, k1},          {"3415030047", kP, k1},
    {"3415000004", kP, k1}, {"3415000073", kV, k1},          {"3415000055", kV, k1},
    {"3415000070", kD, k1}, {"3415000048", kD, k1},          {"3415000024", kD, k1},
    {"3415000040", kD, k0}, {"3415000044", kD, k0},          {"3415000052", kD, k1},
    {"3415000046", kD, k0}, {"3415000025", kD, k0},          {"3415000063", kD, k0},
    {"3415000018", kD, k0}, {"3415000039", kD, k0},          {"3415000041", kD, k0},
    {"3415000001", kD, k0}, {"3415000064", kD, k0},          {"3415000053", kD, k0},
    {"3415000078", kD, k1}, {"3415000084", kD, k1},          {"3415000049", kD, k5},
    {"3415000092", kD, k1}, {"3415000035", kD, k1},          {"3415000059", kD, k1},
    {"3415000037", kD, k0}, {"3415000072", kD, k1},          {"3415000057", kD, k0},
    {"3415000093", kD, k1}, {"3415000047", kD, k1},          {"3415000043", kD, k0},
    {"3415000033", kD, k0}, {"3415000087", kD, k0},          {"3415000042", kD, k0},
    {"3415000088", kD, k5}, {"3415000062", kD, k5},          {"3415000071", kD, k0},
    {"3415000058", kD, k1}, {"3415000065", kD, k0},          {"3415000091", kD, k0},
    {"3415000089", kS, k1}, {"3415000090", kS, Reply::none}, {"3415000094", kS, k0}};

struct Deducted {
    const char* code;
    const char* rule;
    const char* points;  // empty: the ruleset's
};

constexpr Deducted kFindings[] = {
    {"3415220046", "guide-accuracy", ""},
    {"3415220046", "guide-elements", ""},
    {"3415220046", "service-catalogue", ""},
    {"3415240018", "policy-staleness", ""},
    {"3415240018", "guide-elements", "2"},
    {"3415240018", "guide-accuracy", ""},
    {"3415240018", "domain-and-name", "2"},
    {"3415240018", "consultation-activity", "4"},
    {"3415240018", "knowledge-base", "3"},
    // What the annex lists of this site can cost 46 points at most under the caps of the working
    // points; the printed 49.5 needs 50.5.
    {"3415250062", "overview-accuracy", "5"},
    {"3415250062", "leader-information", "5"},
    {"3415250062", "interpretation-link", "3"},
    {"3415250062", "guide-accuracy", "10"},
    {"3415250062", "guide-elements", "8"},
    {"3415250062", "reply-timeliness", "10"},
    {"3415250062", "required-repost", ""},
    {"3415250062", "link-availability", "4"},
    {"3415250062", "footer-identity", "0.5"},
    {"3415230059", "guide-accuracy", "3.2"},
    {"3415020051", "mandate-accuracy", ""},
    {"3415020051", "guide-elements", ""},
    {"3415020051", "guide-accuracy", ""},
    {"3415020051", "service-catalogue", ""},
    {"3415020051", "open-data", "5.3"},
    {"3415030047", "other-columns", ""},
    {"3415030047", "guide-elements", ""},
    {"3415030047", "guide-accuracy", ""},
    {"3415030047", "innovation", "3.5"},
    {"3415000004", "other-columns", "5"},
    {"3415000004", "guide-elements", "8"},
    {"3415000004", "guide-accuracy", "4.4"},
    {"3415000004", "service-catalogue", "2"},
    {"3415000004", "interpretation-absence", "2"},
    {"3415000018", "repost-column-name", ""},
    {"3415000041", "required-repost", ""},
    {"3415000047", "guide-accuracy", ""},
    {"3415000062", "policy-staleness", ""},
};

struct County {
    const char* code;
    int accounts;  // checked; the sum is the circular's 268, the shares are constructed
    int failed;
};
constexpr County kCounties[] = {{"341500", 90, 3}, {"341524", 30, 1}, {"341523", 40, 4},
                                {"341525", 30, 2}, {"341504", 20, 4}, {"341522", 26, 0},
                                {"341502", 16, 0}, {"341503", 16, 0}};

void ask(CampaignBuilder& builder, const Row& row) {
    const char* replied = "";
    if (row.reply == Reply::same_day) replied = "2021-11-04T16:30:00+08:00";
    if (row.reply == Reply::within_1) replied = "2021-11-05T17:00:00+08:00";
    if (row.reply == Reply::within_5) replied = "2021-11-09T10:00:00+08:00";
    builder.asked(row.code, "2021-11-04T09:30:00+08:00", replied);
    // What the rules on the question make of it.
    if (row.reply == Reply::within_5) builder.confirmed(row.code, "simple-question-1wd", "未答复");
    if (row.reply == Reply::none) builder.confirmed(row.code, "simple-question-5wd", "未答复");
    if (row.kind == kP) builder.confirmed(row.code, "same-day-reply");
}

CampaignBuilder quarter() {
    CampaignBuilder builder(shipped("luan-2021"));
    builder.input.campaign.by_hand = true;
    for (const Row& row : kRows) {
        builder.site(row.code, row.kind);
        ask(builder, row);
    }
    for (const Deducted& each : kFindings) {
        Finding& finding = builder.confirmed(each.code, each.rule);
        if (*each.points != '\0') finding.points_given = points(each.points);
    }
    std::int32_t order = 0;
    for (const County& county : kCounties) {
        builder.input.registry.divisions.push_back({county.code, county.code, "", ++order});
        for (int i = 0; i < county.accounts; ++i) {
            // The first of the failed ones has no code.
            const std::string code =
                order == 1 && i == 0 ? "" : fmt::format("{}M{:03}WX0001", county.code, i);
            builder.account(code, county.code);
            if (i >= county.failed) continue;
            const std::string key = account_key(builder.input.registry.accounts.back());
            builder.confirmed(key, "account-staleness", "更新不及时");
        }
    }
    builder.verdict("3415250062", "reply-timeliness").findings[0].problem =
        "未在 5 个工作日内答复网友留言";
    return builder;
}

TEST(Seed, SitesAreCountedAndScored) {
    const CampaignResult result = quarter().compute();
    const Summary& summary = result.summary;
    EXPECT_EQ(summary.sites_total, 48);
    EXPECT_EQ(summary.sites_checked, 48);
    EXPECT_EQ(summary.sites_failed, 3);
    EXPECT_EQ(summary.site_pass_rate, points("93.75"));
    EXPECT_EQ(summary.portal_average, points("90.96"));
    EXPECT_EQ(summary.bonus_entered, 5);
    const std::vector<std::string> high{"3415020051", "3415030047", "3415230059", "3415220046",
                                        "3415240018"};
    EXPECT_EQ(summary.at_least_100, high);
    const char* scores[] = {"100", "100", "49.5", "100.8", "104.3", "103.5", "78.6"};
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(result.sites[i].score, points(scores[i])) << result.sites[i].site.site_code;
    }
    EXPECT_EQ(result.sites[2].passed, false);
}

TEST(Seed, OtherSitesAreGraded) {
    const CampaignResult result = quarter().compute();
    const auto& grades = result.summary.grades;
    ASSERT_EQ(grades.size(), 6U);
    const struct {
        const char* grade;
        int count;
        const char* share;  // printed with one decimal
    } expected[] = {{"优", 34, "82.9"}, {"良", 3, "7.3"}, {"合格", 2, "4.9"}, {"不合格", 2, "4.9"}};
    for (std::size_t i = 0; i < 4; ++i) {
        const GradeRow& row = grades[i + 2];
        EXPECT_EQ(row.grade, expected[i].grade);
        EXPECT_EQ(row.count, expected[i].count);
        EXPECT_EQ(format_points(*row.share, 1, false), expected[i].share);
    }
    EXPECT_EQ(grades[3].sites,
              (std::vector<std::string>{"3415000049", "3415000047", "3415000088"}));
    EXPECT_EQ(grades[4].sites, (std::vector<std::string>{"3415000018", "3415000062"}));
    EXPECT_EQ(grades[5].sites, (std::vector<std::string>{"3415000041", "3415000090"}));
    EXPECT_EQ(grades[0].count, 6);
    EXPECT_EQ(grades[1].sites, std::vector<std::string>{"3415250062"});
    EXPECT_FALSE(result.grade_note.empty());
}

TEST(Seed, AnswersFallIntoFourBands) {
    const CampaignResult result = quarter().compute();
    const InteractionBands& bands = result.summary.interaction;
    EXPECT_EQ(bands.same_day.size(), 21U);
    EXPECT_EQ(bands.within_1.size(), 23U);
    EXPECT_EQ(bands.within_5, (std::vector<std::string>{"3415000049", "3415000088", "3415000062"}));
    EXPECT_EQ(bands.over_5, std::vector<std::string>{"3415000090"});
    EXPECT_TRUE(bands.not_measured.empty());
    EXPECT_EQ(format_points(percent(21, 48), 1, false), "43.8");
    EXPECT_EQ(format_points(percent(44, 48), 1, false), "91.7");
}

TEST(Seed, AccountsAreCountedByCounty) {
    const CampaignResult result = quarter().compute();
    EXPECT_EQ(result.summary.accounts_checked, 268);
    EXPECT_EQ(result.summary.accounts_failed, 14);
    EXPECT_EQ(result.summary.account_pass_rate, points("94.78"));
    const auto& rows = result.summary.accounts_failed_by_division;
    ASSERT_EQ(rows.size(), std::size(kCounties));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].division, kCounties[i].code);
        EXPECT_EQ(rows[i].failed, kCounties[i].failed);
        EXPECT_EQ(rows[i].checked, kCounties[i].accounts);
    }
}

TEST(Seed, WhatDisagreesIsSaid) {
    const CampaignResult result = quarter().compute();
    ASSERT_EQ(result.warnings.size(), 2U);
    EXPECT_NE(result.warnings[0].find("3415250062"), std::string::npos);
    EXPECT_NE(result.warnings[0].find("1个工作日内已答复"), std::string::npos);
    EXPECT_NE(result.warnings[1].find("没有标识码"), std::string::npos);
}

TEST(Seed, BeforeTheFifthDayIsOverNobodyIsLate) {
    CampaignBuilder builder = quarter();
    builder.input.campaign.as_of = *parse_instant("2021-11-11T18:00:00+08:00");
    const CampaignResult result = builder.compute();
    EXPECT_TRUE(result.summary.interaction.over_5.empty());
    EXPECT_EQ(result.summary.interaction.not_measured, std::vector<std::string>{"3415000090"});
}

}  // namespace
}  // namespace mingcha::score::test
