// What must hold of any campaign, on many made-up ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "report/score_json.h"
#include "tests/unit/score/campaign_builder.h"

namespace mingcha::score::test {
namespace {

constexpr int kCampaigns = 60;
constexpr const char* kSites[] = {"3499000001", "3499000002", "3499000003"};
constexpr const char* kProblems[] = {"问题甲", "问题乙", "未在5个工作日内答复", "推诿敷衍"};

class Made {
public:
    explicit Made(unsigned seed) : random_(seed), builder(shipped("luan-2021")) {
        builder.site(kSites[0], SiteKind::portal);
        builder.site(kSites[1], SiteKind::portal, false);
        builder.site(kSites[2], SiteKind::special);
        builder.account("349900M001WX0001", "349900");
        for (int i = pick(12); i > 0; --i) add(true);
    }

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

    // One more finding of any rule; bonuses only where `with_bonus`.
    void add(bool with_bonus) {
        const auto& rules = shipped("luan-2021").rules;
        const Rule& rule = rules[static_cast<std::size_t>(pick(static_cast<int>(rules.size())))];
        if (rule.part == Part::bonus && !with_bonus) return add(with_bonus);
        const bool account = rule.scope == Scope::account;
        const std::string target = account ? "349900M001WX0001" : kSites[pick(3)];
        const std::string problem = std::string(kProblems[pick(4)]) + std::to_string(pick(3));
        Finding& finding = builder.candidate(target, rule.id, problem);
        finding.id = finding_id(target, rule.id, std::to_string(++made_));
        finding.count = 1 + pick(4);
        finding.state = static_cast<FindingState>(pick(5));
        if (pick(4) == 0) finding.points_given = Points{pick(2000)};
        if (pick(4) == 0) finding.measured_by = MeasuredBy::person;
        if (pick(5) == 0) finding.outcome = Outcome::needs_review;
        if (!rule.amounts.empty()) finding.amount = rule.amounts.begin()->first;
    }

    std::mt19937 random_;
    CampaignBuilder builder;

private:
    int made_ = 0;
};

int rank(const std::string& grade) {
    const std::vector<std::string> order{"不合格", "合格", "良", "优"};
    return static_cast<int>(std::find(order.begin(), order.end(), grade) - order.begin());
}

TEST(ScoreProperty, OneMoreFindingNeverRaisesAScoreOrAGrade) {
    for (unsigned seed = 0; seed < kCampaigns; ++seed) {
        Made made(seed);
        CampaignResult before = made.builder.compute();
        for (int step = 0; step < 12; ++step) {
            made.add(false);
            const CampaignResult after = made.builder.compute();
            for (std::size_t i = 0; i < after.sites.size(); ++i) {
                const SiteResult& was = before.sites[i];
                const SiteResult& is = after.sites[i];
                if (!was.score) {
                    EXPECT_FALSE(is.score.has_value()) << seed;
                }
                if (was.score && is.score) {
                    EXPECT_LE(*is.score, *was.score) << seed;
                }
                if (was.passed == false) {
                    EXPECT_EQ(is.passed, false) << seed;
                }
                if (!was.grade.empty() && !is.grade.empty()) {
                    EXPECT_LE(rank(is.grade), rank(was.grade)) << seed;
                }
            }
            before = after;
        }
    }
}

TEST(ScoreProperty, CapsHoldAndFindingsAddUp) {
    for (unsigned seed = 100; seed < 100 + kCampaigns; ++seed) {
        Made made(seed);
        for (int i = 0; i < 30; ++i) made.add(true);
        for (const SiteResult& site : made.builder.compute().sites) {
            std::map<std::string, Points> taken;
            for (const ScoredFinding& each : site.findings) {
                if (!each.points) continue;
                EXPECT_GE(*each.points, Points{});
                const Rule& rule = *shipped("luan-2021").find(each.finding.rule);
                const std::string payer = rule.charge_to.empty() ? rule.id : rule.charge_to;
                if (each.counts) taken[payer] += *each.points;
            }
            for (const auto& [rule, sum] : taken) {
                const auto& cap = shipped("luan-2021").find(rule)->cap;
                if (cap) {
                    EXPECT_LE(sum, *cap) << rule;
                }
            }
            if (!site.score) continue;
            Points deducted;
            for (const RulePoints& row : site.deducted) deducted += row.points;
            EXPECT_EQ(site.deduction, deducted);
            EXPECT_EQ(*site.score, *site.part_two + *site.bonus);
            EXPECT_LE(*site.bonus, Points::whole(30));
            EXPECT_GE(*site.part_two, Points{});
        }
    }
}

TEST(ScoreProperty, TheOrderOfVerdictsAndFindingsChangesNothing) {
    for (unsigned seed = 200; seed < 200 + kCampaigns; ++seed) {
        Made made(seed);
        for (int i = 0; i < 20; ++i) made.add(true);
        const std::string before = report::score_json(made.builder.compute());
        auto& verdicts = made.builder.input.verdicts;
        std::shuffle(verdicts.begin(), verdicts.end(), made.random_);
        for (Verdict& verdict : verdicts) {
            std::shuffle(verdict.findings.begin(), verdict.findings.end(), made.random_);
        }
        EXPECT_EQ(report::score_json(made.builder.compute()), before) << seed;
    }
}

TEST(ScoreProperty, WhatIsNotMeasuredChangesNothingAndIsListed) {
    for (unsigned seed = 300; seed < 300 + kCampaigns; ++seed) {
        Made made(seed);
        const CampaignResult before = made.builder.compute();
        std::vector<std::string> hidden;
        for (Verdict& verdict : made.builder.input.verdicts) {
            const Rule& rule = *shipped("luan-2021").find(verdict.rule);
            // Rules that found nothing on the first site; some veto and deduction stay measured.
            if (verdict.target != kSites[0] || verdict.outcome != Outcome::pass) continue;
            if (rule.id == "state-secret-leak" || rule.id == "news-staleness") continue;
            if (made.pick(2) == 0) continue;
            verdict.outcome = Outcome::not_measured;
            verdict.reason = {ReasonCode::budget, "时间用尽"};
            hidden.push_back(rule.id);
        }
        made.builder.verdict(kSites[0], "state-secret-leak").outcome = Outcome::pass;
        const CampaignResult after = made.builder.compute();
        EXPECT_EQ(after.sites[0].score, before.sites[0].score) << seed;
        EXPECT_EQ(after.sites[0].passed, before.sites[0].passed) << seed;
        std::vector<std::string> listed;
        for (const NotMeasured& row : after.sites[0].not_measured) listed.push_back(row.rule);
        EXPECT_EQ(listed, hidden) << seed;
    }
}

}  // namespace
}  // namespace mingcha::score::test
