// Exact cases of one site: indicators.md A0 and contract §4, worked out by hand.
#include <gtest/gtest.h>

#include "tests/unit/score/campaign_builder.h"

namespace mingcha::score::test {
namespace {

constexpr const char* kPortal = "3499000001";
constexpr const char* kOffice = "3499000002";

CampaignBuilder luan() {
    CampaignBuilder builder(shipped("luan-2021"));
    builder.site(kPortal, SiteKind::portal).site(kOffice, SiteKind::department);
    return builder;
}
const SiteResult& portal_of(const CampaignResult& result) {
    return result.sites[0];
}
const SiteResult& office_of(const CampaignResult& result) {
    return result.sites[1];
}

// Deducts exactly `text` from the portal, by rules with room for it.
void deduct(CampaignBuilder& builder, const char* text) {
    Points left = points(text);
    for (const Rule& rule : shipped("luan-2021").rules) {
        if (rule.part != Part::deduct || left == Points{}) continue;
        const Points part = std::min(left, *rule.cap);
        builder.confirmed(kPortal, rule.id).points_given = part;
        left = left - part;
    }
    ASSERT_EQ(left, Points{}) << "the caps leave no room for " << text;
}

TEST(Portal, WithoutFindingsHasFullPointsAndNoGrade) {
    const CampaignResult result = luan().compute();
    const SiteResult& portal = portal_of(result);
    EXPECT_EQ(portal.score, Points::whole(100));
    EXPECT_EQ(portal.deduction, Points{});
    EXPECT_EQ(portal.bonus, Points{});
    EXPECT_EQ(portal.passed, true);
    EXPECT_EQ(portal.grade, "");
    EXPECT_EQ(office_of(result).grade, "优");
    EXPECT_FALSE(office_of(result).score.has_value());
    EXPECT_FALSE(office_of(result).deduction.has_value());
    EXPECT_FALSE(office_of(result).bonus.has_value());
}

TEST(Portal, SixtyPassesAndWhatIsBelowFailsButItsNumberStands) {
    CampaignBuilder at_line = luan();
    deduct(at_line, "40");
    EXPECT_EQ(portal_of(at_line.compute()).score, Points::whole(60));
    EXPECT_EQ(portal_of(at_line.compute()).passed, true);
    CampaignBuilder below = luan();
    deduct(below, "40.01");
    const CampaignResult result = below.compute();
    EXPECT_EQ(portal_of(result).score, points("59.99"));
    EXPECT_EQ(portal_of(result).passed, false);
    EXPECT_EQ(result.summary.sites_failed, 1);
    EXPECT_EQ(result.summary.portal_average, points("59.99"));
}

TEST(Portal, EightyDoesNotOpenTheBonusPart) {
    CampaignBuilder at_line = luan();
    deduct(at_line, "20");
    at_line.confirmed(kPortal, "same-day-reply");
    const CampaignResult closed = at_line.compute();
    EXPECT_EQ(portal_of(closed).score, Points::whole(80));
    EXPECT_EQ(portal_of(closed).bonus, Points{});
    EXPECT_EQ(closed.summary.bonus_entered, 0);
    // What it is worth is said also where the gate keeps it from counting.
    for (const ScoredFinding& each : portal_of(closed).findings) {
        if (each.finding.rule == "same-day-reply") {
            EXPECT_EQ(each.points, Points::whole(4));
        }
    }
    CampaignBuilder above = luan();
    deduct(above, "19.99");
    above.confirmed(kPortal, "same-day-reply");
    const CampaignResult open = above.compute();
    EXPECT_EQ(portal_of(open).score, points("84.01"));
    EXPECT_EQ(portal_of(open).bonus, Points::whole(4));
    EXPECT_EQ(open.summary.bonus_entered, 1);
}

TEST(Portal, WithoutServicesTheRestIsStretched) {
    // (75 − 1) × 4/3 = 98.666… → 98.67; (75 − 0.5) × 4/3 = 99.333… → 99.33.
    const struct {
        const char* deducted;
        const char* score;
    } cases[] = {{"0", "100"}, {"1", "98.67"}, {"0.5", "99.33"}, {"30", "60"}, {"15", "80"}};
    for (const auto& each : cases) {
        CampaignBuilder builder(shipped("luan-2021"));
        builder.site(kPortal, SiteKind::portal, false);
        Points left = points(each.deducted);
        for (const Rule& rule : shipped("luan-2021").rules) {
            if (rule.part != Part::deduct || rule.group == "办事服务") continue;
            const Points part = std::min(left, *rule.cap);
            if (part > Points{}) builder.confirmed(kPortal, rule.id).points_given = part;
            left = left - part;
        }
        // Neither of these is looked at where there are no services.
        builder.confirmed(kPortal, "guide-accuracy");
        builder.confirmed(kPortal, "service-integration").points_given = Points::whole(5);
        const CampaignResult result = builder.compute();
        EXPECT_EQ(portal_of(result).score, points(each.score)) << each.deducted;
        EXPECT_EQ(portal_of(result).deduction, points(each.deducted));
        EXPECT_EQ(portal_of(result).outcomes.at("guide-accuracy"), Outcome::not_applicable);
        ASSERT_EQ(result.warnings.size(), 2U);
        EXPECT_NE(result.warnings[0].find("无对外服务职能"), std::string::npos);
    }
}

TEST(Portal, ExactlyEightyAfterStretchingDoesNotOpenTheBonusPart) {
    const GradeScheme& grades = shipped("luan-2021").grades;
    EXPECT_EQ(part_two(Points::whole(15), false, grades), Points::whole(80));
    EXPECT_EQ(part_two(points("14.99"), false, grades), points("80.01"));  // 80.0133…
    EXPECT_EQ(part_two(points("30.01"), false, grades), points("59.99"));  // 59.9866…
    EXPECT_EQ(part_two(Points::whole(80), false, grades), Points{});
    EXPECT_EQ(part_two(Points::whole(101), true, grades), Points{});
}

TEST(Portal, WhatFindingsShowAddsUpToTheCap) {
    CampaignBuilder builder = luan();
    for (int i = 0; i < 6; ++i) {  // six dead links of the home page at 1, the cap is 4
        builder.candidate(kPortal, "link-availability", "链接" + std::to_string(i)).amount = "home";
    }
    const CampaignResult result = builder.compute();
    EXPECT_EQ(portal_of(result).deduction, Points::whole(4));
    Points shown;
    for (const ScoredFinding& each : portal_of(result).findings) shown += *each.points;
    EXPECT_EQ(shown, Points::whole(4));
    ASSERT_EQ(portal_of(result).deducted.size(), 1U);
    EXPECT_EQ(portal_of(result).deducted[0], (RulePoints{"link-availability", Points::whole(4)}));
}

TEST(Portal, CountsMultiplyAndAmountsAreTheirOwn) {
    CampaignBuilder builder = luan();
    builder.candidate(kPortal, "link-availability").amount = "other";
    builder.verdict(kPortal, "link-availability").findings[0].count = 7;
    builder.candidate(kPortal, "message-disclosure").amount = "statistics";
    builder.confirmed(kPortal, "guide-accuracy").count = 3;
    EXPECT_EQ(portal_of(builder.compute()).deduction, points("8.7"));  // 0.7 + 2 + 6
}

TEST(Portal, PointsAPersonGaveAreForTheWholeRowAndCutToTheCap) {
    CampaignBuilder builder = luan();
    Finding& finding = builder.confirmed(kPortal, "guide-accuracy");
    finding.count = 4;
    finding.points_given = points("3.5");
    EXPECT_EQ(portal_of(builder.compute()).deduction, points("3.5"));
    builder.verdict(kPortal, "guide-accuracy").findings[0].points_given = Points::whole(12);
    const CampaignResult result = builder.compute();
    EXPECT_EQ(portal_of(result).deduction, Points::whole(10));
    ASSERT_EQ(result.warnings.size(), 1U);
    EXPECT_NE(result.warnings[0].find("按10分计"), std::string::npos);
}

TEST(Portal, AConfirmedVetoTakesTheNumberAndTheAverage) {
    CampaignBuilder builder = luan();
    builder.site("3499000003", SiteKind::portal);
    builder.confirmed(kPortal, "homepage-staleness");
    builder.confirmed(kPortal, "guide-accuracy");
    const CampaignResult result = builder.compute();
    EXPECT_EQ(portal_of(result).passed, false);
    EXPECT_FALSE(portal_of(result).score.has_value());
    EXPECT_TRUE(portal_of(result).deducted.empty());
    EXPECT_EQ(portal_of(result).vetoes, std::vector<std::string>{"homepage-staleness"});
    EXPECT_EQ(result.summary.portal_average, Points::whole(100));
    EXPECT_EQ(result.summary.sites_checked, 3);
}

TEST(Portal, AVetoWaitsForAPerson) {
    CampaignBuilder builder = luan();
    builder.candidate(kPortal, "blank-columns");
    const CampaignResult open = builder.compute();
    EXPECT_FALSE(portal_of(open).passed.has_value());
    EXPECT_TRUE(portal_of(open).vetoes.empty());
    EXPECT_EQ(portal_of(open).needs_review, std::vector<std::string>{"blank-columns"});
    ASSERT_EQ(portal_of(open).findings.size(), 1U);
    EXPECT_EQ(portal_of(open).findings[0].finding.outcome, Outcome::fail);
    EXPECT_FALSE(portal_of(open).findings[0].points.has_value());
    EXPECT_EQ(open.summary.sites_failed, 0);
    Verdict& verdict = builder.verdict(kPortal, "blank-columns");
    verdict.findings[0].state = FindingState::dismissed;
    EXPECT_EQ(portal_of(builder.compute()).passed, true);
    EXPECT_TRUE(portal_of(builder.compute()).needs_review.empty());
    verdict.findings[0].state = FindingState::confirmed;
    EXPECT_EQ(portal_of(builder.compute()).passed, false);
}

TEST(Portal, AnAssistedFindingCountsOnlyWhenConfirmed) {
    CampaignBuilder builder = luan();
    builder.candidate(kPortal, "guide-accuracy").outcome = Outcome::needs_review;
    const CampaignResult open = builder.compute();
    EXPECT_EQ(portal_of(open).score, Points::whole(100));
    EXPECT_EQ(portal_of(open).passed, true);
    EXPECT_EQ(portal_of(open).needs_review, std::vector<std::string>{"guide-accuracy"});
    builder.verdict(kPortal, "guide-accuracy").findings[0].state = FindingState::confirmed;
    EXPECT_EQ(portal_of(builder.compute()).score, Points::whole(98));
}

TEST(Portal, LocalRulesDeductAndDoNotFailIt) {
    CampaignBuilder builder = luan();
    builder.candidate(kPortal, "required-repost", "事项一");
    builder.candidate(kPortal, "required-repost", "事项二");  // the cap is 5
    builder.confirmed(kPortal, "simple-question-5wd", "未在5个工作日内答复");
    const CampaignResult result = builder.compute();
    EXPECT_EQ(portal_of(result).deduction, Points::whole(10));
    EXPECT_EQ(portal_of(result).passed, true);
}

TEST(Portal, OneLateAnswerIsDeductedOnce) {
    CampaignBuilder builder = luan();
    builder.confirmed(kPortal, "simple-question-5wd", "未在5个工作日内答复网友简单常见问题咨询");
    builder.confirmed(kPortal, "reply-timeliness", "未在 5 个工作日内答复网友留言");
    EXPECT_EQ(portal_of(builder.compute()).deduction, Points::whole(5));
    builder.confirmed(kPortal, "reply-timeliness", "推诿敷衍");
    EXPECT_EQ(portal_of(builder.compute()).deduction, Points::whole(10));
    // A smaller sum typed in for the same fault never makes the other cheaper.
    builder.verdict(kPortal, "reply-timeliness").findings[0].points_given = Points::whole(1);
    EXPECT_EQ(portal_of(builder.compute()).deduction, Points::whole(10));
}

TEST(Portal, NothingOfTheDeductionPartMeasuredIsNoNumber) {
    CampaignBuilder builder = luan();
    for (const Rule& rule : shipped("luan-2021").rules) {
        if (rule.part == Part::deduct) builder.not_measured(kPortal, rule.id);
    }
    const CampaignResult result = builder.compute();
    EXPECT_TRUE(portal_of(result).checked);
    EXPECT_FALSE(portal_of(result).score.has_value());
    EXPECT_FALSE(portal_of(result).passed.has_value());
}

TEST(OtherSite, GradesFollowTheNumberOfDistinctProblems) {
    CampaignBuilder builder = luan();
    builder.confirmed(kOffice, "simple-question-1wd", "未在1个工作日内答复");
    EXPECT_EQ(office_of(builder.compute()).grade, "良");
    // The same words at another address are the same problem.
    builder.confirmed(kOffice, "simple-question-1wd", "未在 1 个工作日内答复。");
    EXPECT_EQ(office_of(builder.compute()).grade, "良");
    // A finding of the deduction part counts as one general problem, and has no points here.
    builder.confirmed(kOffice, "policy-staleness", "1个政策文件更新不及时");
    const CampaignResult result = builder.compute();
    EXPECT_EQ(office_of(result).grade, "合格");
    EXPECT_EQ(office_of(result).passed, true);
    for (const ScoredFinding& each : office_of(result).findings) {
        EXPECT_FALSE(each.points.has_value());
    }
}

TEST(OtherSite, SomeProblemsCapOrFail) {
    CampaignBuilder capped = luan();
    capped.candidate(kOffice, "repost-column-name");
    EXPECT_EQ(office_of(capped.compute()).grade, "合格");
    for (const char* rule : {"required-repost", "simple-question-5wd"}) {
        CampaignBuilder fails = luan();
        fails.candidate(kOffice, rule);
        const CampaignResult result = fails.compute();
        EXPECT_EQ(office_of(result).grade, "不合格") << rule;
        EXPECT_EQ(office_of(result).passed, false) << rule;
        EXPECT_TRUE(office_of(result).vetoes.empty()) << rule;
    }
    CampaignBuilder vetoed = luan();
    vetoed.confirmed(kOffice, "state-secret-leak");
    EXPECT_EQ(office_of(vetoed.compute()).grade, "不合格");
}

TEST(OtherSite, AWaitingVetoLeavesTheGradeOpen) {
    CampaignBuilder builder = luan();
    builder.candidate(kOffice, "homepage-staleness");
    const CampaignResult open = builder.compute();
    EXPECT_EQ(office_of(open).grade, "");
    EXPECT_FALSE(office_of(open).passed.has_value());
    ASSERT_EQ(open.warnings.size(), 1U);
    EXPECT_NE(open.warnings[0].find("尚未复核"), std::string::npos);
    // What fails it anyway needs no review to say so.
    builder.candidate(kOffice, "required-repost");
    EXPECT_EQ(office_of(builder.compute()).passed, false);
}

TEST(OtherSite, OneDayLateIsNotCountedBesideFiveDaysLate) {
    CampaignBuilder builder = luan();
    builder.confirmed(kOffice, "simple-question-1wd");
    builder.confirmed(kOffice, "simple-question-5wd");
    const CampaignResult result = builder.compute();
    for (const ScoredFinding& each : office_of(result).findings) {
        EXPECT_EQ(each.counts, each.finding.rule == "simple-question-5wd");
    }
}

TEST(OtherSite, NationallyItPassesOrFails) {
    CampaignBuilder builder(shipped("national-2019"));
    builder.site(kOffice, SiteKind::department).site("3499000009", SiteKind::special);
    builder.confirmed(kOffice, "policy-staleness", "一");
    builder.confirmed(kOffice, "footer-identity", "二");
    builder.confirmed("3499000009", "public-outcry");
    const CampaignResult result = builder.compute();
    EXPECT_EQ(result.sites[0].grade, "合格");
    EXPECT_EQ(result.sites[1].grade, "不合格");
    ASSERT_EQ(result.summary.grades.size(), 4U);  // two names a group, each once
    EXPECT_EQ(result.summary.grades[2].grade, "合格");
    EXPECT_EQ(result.summary.grades[2].share, points("50"));
}

TEST(Site, OfWhichNoVetoWasMeasuredIsInTheTotalOnly) {
    CampaignBuilder builder = luan();
    for (const Rule& rule : shipped("luan-2021").rules) {
        if (rule.part != Part::veto || rule.scope == Scope::account) continue;
        builder.not_measured(kPortal, rule.id);
        builder.not_measured(kOffice, rule.id);
    }
    const CampaignResult result = builder.compute();
    EXPECT_EQ(result.summary.sites_total, 2);
    EXPECT_EQ(result.summary.sites_checked, 0);
    EXPECT_FALSE(result.summary.site_pass_rate.has_value());
    EXPECT_FALSE(result.summary.portal_average.has_value());
    EXPECT_FALSE(portal_of(result).passed.has_value());
    EXPECT_FALSE(portal_of(result).score.has_value());
    EXPECT_EQ(office_of(result).grade, "");
    for (const GradeRow& row : result.summary.grades) EXPECT_FALSE(row.share.has_value());
    builder.input.campaign.by_hand = true;
    const CampaignResult by_hand = builder.compute();
    EXPECT_EQ(by_hand.summary.sites_checked, 2);
    EXPECT_EQ(portal_of(by_hand).passed, true);
}

TEST(Site, ThatIsSuspendedIsNeverFailed) {
    CampaignBuilder builder = luan();
    builder.confirmed(kOffice, "state-secret-leak");
    builder.input.registry.sites[1].state = SiteState::suspended;
    const CampaignResult result = builder.compute();
    EXPECT_FALSE(office_of(result).passed.has_value());
    EXPECT_FALSE(office_of(result).findings[0].counts);
    EXPECT_EQ(result.summary.sites_total, 2);
    EXPECT_EQ(result.summary.sites_checked, 1);
    ASSERT_EQ(result.warnings.size(), 1U);
    EXPECT_NE(result.warnings[0].find("暂停"), std::string::npos);
}

TEST(Account, FailsByAConfirmedVetoOnly) {
    CampaignBuilder builder(shipped("luan-2021"));
    builder.account("349900M001WX0001", "349900");
    builder.candidate("349900M001WX0001", "account-zombie", "僵尸账号");
    EXPECT_FALSE(builder.compute().accounts[0].passed.has_value());
    builder.candidate("349900M001WX0001", "account-link-failure", "链接打不开");
    builder.verdict("349900M001WX0001", "account-zombie").findings[0].state =
        FindingState::dismissed;
    const CampaignResult links = builder.compute();
    EXPECT_EQ(links.accounts[0].passed, true);
    EXPECT_EQ(links.accounts[0].problems, std::vector<std::string>{"链接打不开"});
    builder.verdict("349900M001WX0001", "account-zombie").findings[0].state =
        FindingState::confirmed;
    const CampaignResult failed = builder.compute();
    EXPECT_EQ(failed.accounts[0].passed, false);
    EXPECT_EQ(failed.accounts[0].vetoes, std::vector<std::string>{"account-zombie"});
    EXPECT_EQ(failed.accounts[0].problems, (std::vector<std::string>{"僵尸账号", "链接打不开"}));
}

TEST(Account, DivisionsStandInOrderWithNoneFailedToo) {
    CampaignBuilder builder(shipped("luan-2021"));
    builder.input.registry.divisions = {{"349921", "甲县", "", 2}, {"349900", "市本级", "", 1}};
    builder.account("349900M001WX0001", "349900").account("349931M001WX0001", "349931");
    builder.confirmed("349900M001WX0001", "account-staleness");
    const auto rows = builder.compute().summary.accounts_failed_by_division;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].name, "市本级");
    EXPECT_EQ(rows[0].failed, 1);
    EXPECT_EQ(rows[1].name, "甲县");
    EXPECT_EQ(rows[1].checked, 0);
    EXPECT_EQ(rows[2].division, "349931");
    EXPECT_EQ(rows[2].checked, 1);
}

}  // namespace
}  // namespace mingcha::score::test
