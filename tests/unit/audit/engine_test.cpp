// What holds of the engine whatever the rule: one verdict a rule, in the ruleset's order, the same
// each time; imports and by-hand campaigns.
#include "audit/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "audit/carry_over.h"
#include "audit/rule.h"

namespace mingcha::audit {
namespace {

Rule rule(std::string id, Part part, Scope scope, Detection detection = Detection::automatic) {
    Rule made;
    made.id = std::move(id);
    made.part = part;
    made.scope = scope;
    made.detection = detection;
    return made;
}

class Engine : public testing::Test {
protected:
    Engine() {
        ruleset_.rules = {
            rule("state-secret-leak", Part::veto, Scope::site, Detection::manual),
            rule("homepage-staleness", Part::veto, Scope::site),
            rule("account-staleness", Part::veto, Scope::account),
            rule("error-report-entry", Part::deduct, Scope::portal),
            rule("guide-accuracy", Part::deduct, Scope::portal, Detection::assisted),
            rule("innovation", Part::bonus, Scope::portal, Detection::manual),
            rule("repost-column-name", Part::local, Scope::non_portal),
        };
        ruleset_.rules[4].group = "办事服务";
        context_.ruleset = &ruleset_;
        context_.campaign.id = "2021Q4";
        context_.campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
        facts_.site.site_code = "4199990001";
        facts_.site.url = "http://www.qinghe.gov.cn/";
        facts_.site.kind = SiteKind::portal;
    }

    const Verdict& of(const std::string& id) {
        verdicts_ = judge_site(facts_, context_);
        for (const Verdict& verdict : verdicts_) {
            if (verdict.rule == id) return verdict;
        }
        ADD_FAILURE() << id << " has no verdict";
        return verdicts_.front();
    }

    ImportedFinding row(std::string id, std::string problem) {
        ImportedFinding made;
        made.target = facts_.site.site_code;
        made.rule = std::move(id);
        made.problem = std::move(problem);
        made.row = static_cast<std::int32_t>(context_.imports.size()) + 1;
        made.source = "findings.csv:2";
        return made;
    }

    Ruleset ruleset_;
    AuditContext context_;
    SiteFacts facts_;
    std::vector<Verdict> verdicts_;
};

TEST_F(Engine, OneVerdictARuleOfItsClassInTheRulesetsOrder) {
    std::vector<std::string> ids;
    for (const Verdict& verdict : judge_site(facts_, context_)) {
        ids.push_back(verdict.rule);
        EXPECT_EQ(verdict.target, "4199990001");
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"state-secret-leak", "homepage-staleness",
                                             "error-report-entry", "guide-accuracy", "innovation",
                                             "repost-column-name"}));
    AccountFacts account;
    account.account.type = "微信订阅号";
    account.account.name = "清河发布";
    const std::vector<Verdict> verdicts = judge_account(account, context_);
    ASSERT_EQ(verdicts.size(), 1U);
    EXPECT_EQ(verdicts.front().rule, "account-staleness");
    EXPECT_EQ(verdicts.front().target, "微信订阅号/清河发布");
}

TEST_F(Engine, NobodyLookedIsNotMeasuredAndSaysSo) {
    EXPECT_EQ(of("state-secret-leak").outcome, Outcome::not_measured);
    EXPECT_EQ(of("state-secret-leak").reason.code, ReasonCode::ours);
    EXPECT_EQ(of("repost-column-name").outcome, Outcome::not_applicable);
}

TEST_F(Engine, ASiteWithoutServicesIsNotAskedForThem) {
    EXPECT_EQ(of("guide-accuracy").outcome, Outcome::not_measured);
    facts_.site.has_services = false;
    EXPECT_EQ(of("guide-accuracy").outcome, Outcome::not_applicable);
}

TEST_F(Engine, ByHandPassesWhatNobodyReported) {
    context_.campaign.by_hand = true;
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    EXPECT_EQ(of("state-secret-leak").outcome, Outcome::pass);
    EXPECT_EQ(of("state-secret-leak").measured_by, MeasuredBy::person);
    EXPECT_EQ(of("homepage-staleness").outcome, Outcome::pass);
    const Verdict& reported = of("guide-accuracy");
    EXPECT_EQ(reported.outcome, Outcome::fail);
    ASSERT_EQ(reported.findings.size(), 1U);
    EXPECT_EQ(reported.findings[0].state, FindingState::confirmed);
    EXPECT_EQ(reported.findings[0].evidence[0].excerpt, "findings.csv:2");
}

TEST_F(Engine, AnImportOfARuleOfAnotherScopeStands) {
    context_.imports.push_back(row("repost-column-name", "栏目名称不规范"));
    EXPECT_EQ(of("repost-column-name").outcome, Outcome::fail);
    context_.imports.push_back(row("no-such-rule", "别的问题"));
    const std::vector<Verdict> verdicts = judge_site(facts_, context_);
    EXPECT_EQ(verdicts.back().rule, "no-such-rule");
    EXPECT_EQ(verdicts.back().findings.size(), 1U);
}

TEST_F(Engine, AnImportedBonusIsEarned) {
    context_.imports.push_back(row("innovation", "政策文件库"));
    const Verdict& verdict = of("innovation");
    EXPECT_EQ(verdict.outcome, Outcome::pass);
    ASSERT_EQ(verdict.findings.size(), 1U);
    EXPECT_EQ(verdict.findings[0].outcome, Outcome::pass);
    EXPECT_FALSE(verdict.findings[0].carried_over);
}

TEST_F(Engine, TwoRowsAreTwoFindingsAndOtherTargetsAreNotTouched) {
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    context_.imports.push_back(row("guide-accuracy", "别处的错误"));
    context_.imports.back().target = "4199990002";
    const Verdict& verdict = of("guide-accuracy");
    ASSERT_EQ(verdict.findings.size(), 2U);
    EXPECT_NE(verdict.findings[0].id, verdict.findings[1].id);
}

TEST_F(Engine, SameFactsSameVerdicts) {
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    const std::vector<Verdict> once = judge_site(facts_, context_);
    const std::vector<Verdict> again = judge_site(facts_, context_);
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(once[i].rule, again[i].rule);
        EXPECT_EQ(once[i].outcome, again[i].outcome);
        ASSERT_EQ(once[i].findings.size(), again[i].findings.size());
        for (std::size_t j = 0; j < once[i].findings.size(); ++j) {
            EXPECT_EQ(once[i].findings[j].id, again[i].findings[j].id);
        }
    }
}

TEST_F(Engine, WhatCountedIsPriorAndMarksWhatIsFoundAgain) {
    context_.campaign.by_hand = true;
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    std::vector<Verdict> closed = judge_site(facts_, context_);
    context_.previous = priors_of(closed, ruleset_);
    ASSERT_EQ(context_.previous.size(), 1U);
    context_.imports.front().problem = "办事指南信息存在错误（三季度通报问题未整改）";
    context_.imports.front().evidence_url = "http://www.qinghe.gov.cn/bszn/1.html";
    EXPECT_TRUE(of("guide-accuracy").findings.at(0).carried_over);
    context_.imports.front().problem = "办事指南依据缺失";
    EXPECT_FALSE(of("guide-accuracy").findings.at(0).carried_over);
}

TEST_F(Engine, AnOlderDocumentMarksByWords) {
    context_.campaign.by_hand = true;
    context_.imports.push_back(row("guide-accuracy", "办事指南信息存在错误"));
    ImportedFinding printed = row("", "办事指南信息存在错误。");
    context_.previous = priors_of({printed});
    EXPECT_TRUE(of("guide-accuracy").findings.at(0).carried_over);
    printed.rule = "service-absence";
    context_.previous = priors_of({printed});
    EXPECT_FALSE(of("guide-accuracy").findings.at(0).carried_over);
    printed.rule = "guide-accuracy";
    printed.target = "4199990002";
    context_.previous = priors_of({printed});
    EXPECT_FALSE(of("guide-accuracy").findings.at(0).carried_over);
}

TEST(PriorFindings, CandidatesOfVetoesAndDismissedOnesDidNotCount) {
    Ruleset ruleset;
    ruleset.rules = {rule("blank-columns", Part::veto, Scope::site),
                     rule("footer-identity", Part::deduct, Scope::portal)};
    const auto verdict = [](const char* id, FindingState state) {
        Verdict made;
        made.rule = id;
        made.findings.push_back(make_finding("place", "问题"));
        made.findings.front().state = state;
        return made;
    };
    const auto count = [&](const char* id, FindingState state) {
        return priors_of({verdict(id, state)}, ruleset).size();
    };
    EXPECT_EQ(count("blank-columns", FindingState::candidate), 0U);
    EXPECT_EQ(count("blank-columns", FindingState::confirmed), 1U);
    EXPECT_EQ(count("footer-identity", FindingState::candidate), 1U);
    EXPECT_EQ(count("footer-identity", FindingState::dismissed), 0U);
    EXPECT_EQ(count("footer-identity", FindingState::rectified), 1U);
}

TEST(ProblemKey, LeavesOutTheMarkAndThePunctuation) {
    EXPECT_EQ(problem_key("概况信息不准确（三季度通报问题未整改）"),
              problem_key("概况信息不准确。"));
    EXPECT_EQ(problem_key("概况信息 不准确;"), problem_key("概况信息不准确"));
    EXPECT_NE(problem_key("概况信息不准确（2处）"), problem_key("概况信息不准确"));
}

TEST(Registry, EveryRuleOnceAndFoundByName) {
    std::set<std::string_view> ids;
    for (std::string_view id : machine_rules()) EXPECT_TRUE(ids.insert(id).second) << id;
    EXPECT_TRUE(std::is_sorted(site_rules().begin(), site_rules().end(),
                               [](const auto& a, const auto& b) { return a.id < b.id; }));
    EXPECT_TRUE(std::is_sorted(account_rules().begin(), account_rules().end(),
                               [](const auto& a, const auto& b) { return a.id < b.id; }));
    EXPECT_TRUE(ids.contains("homepage-staleness"));
}

}  // namespace
}  // namespace mingcha::audit
