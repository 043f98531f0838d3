#include "app/worksheets.h"

#include <gtest/gtest.h>

#include "app/captures.h"
#include "app/judge_campaign.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::TempDir;

const Instant kNow = *parse_instant("2021-11-09T09:00:00+08:00");
constexpr const char* kPortal = "9900000001";
constexpr const char* kOffice = "9900000002";

class Worksheets : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path()));
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        std::vector<Site> sites(2);
        sites[0].site_code = kPortal;
        sites[0].name = "某县政府网站";
        sites[0].unit = "某县政府";
        sites[0].kind = SiteKind::portal;
        sites[1].site_code = kOffice;
        sites[1].name = "某局网站";
        sites[1].unit = "某局";
        sites[1].kind = SiteKind::department;
        for (Site& site : sites) site.url = "http://" + site.site_code + ".example/";
        ASSERT_TRUE(store::save<Site>(*store_, {}, sites));
        Account account;
        account.name = "某县发布";
        account.type = "微信订阅号";
        account.operator_name = "某县政府";
        ASSERT_TRUE(store::save<Account>(*store_, {}, {account}));
        ASSERT_TRUE(judge());
        for (const char* name : {"甲", "乙"}) ASSERT_TRUE(keep_inspector(*store_, {name, "", ""}));
        ASSERT_TRUE(keep_inspector(*store_, {"丙", "某局", ""}));
    }

    bool judge() { return judge_campaign(*store_, {dir_.path(), "2021Q4", {}, 1}).has_value(); }

    Result<HandVerdict> write(const std::string& target, const std::string& rule,
                              HandOutcome outcome, const std::string& by = "甲",
                              const std::string& problem = {}, bool spot = false) {
        HandVerdict word;
        word.target = target;
        word.rule = rule;
        word.outcome = outcome;
        word.by = by;
        word.problem = problem;
        word.spot = spot;
        word.at = kNow;
        if (outcome == HandOutcome::unable || outcome == HandOutcome::not_applicable) {
            word.reason = "须实名登录";
        }
        return write_word(*store_, dir_.path(), "2021Q4", word);
    }

    Verdict verdict(const std::string& target, const std::string& rule) {
        EXPECT_TRUE(judge());
        const auto verdicts = stored_verdicts(*store_, "2021Q4", "luan-2021");
        for (const Verdict& each : *verdicts) {
            if (each.target == target && each.rule == rule) return each;
        }
        ADD_FAILURE() << "no verdict " << target << " " << rule;
        return {};
    }

    Worksheet sheet(const std::string& target, bool spot = false) {
        const auto made = worksheet_of(*store_, {dir_.path(), "2021Q4", target, spot});
        EXPECT_TRUE(made) << made.error().text();
        return made ? *made : Worksheet{};
    }

    const SheetLine* line(const Worksheet& made, const std::string& rule) {
        for (const SheetLine& each : made.lines) {
            if (each.rule.id == rule) return &each;
        }
        return nullptr;
    }

    ShareRequest share() {
        ShareRequest request;
        request.data_dir = dir_.path();
        request.campaign = "2021Q4";
        request.planner = "组长";
        request.now = kNow;
        return request;
    }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

TEST_F(Worksheets, HaveTheLinesOfTheirKindOfTarget) {
    const Worksheet portal = sheet(kPortal);
    const Worksheet account = sheet("微信订阅号/某县发布");
    EXPECT_NE(line(portal, "interpretation-form"), nullptr);
    EXPECT_EQ(line(portal, "account-staleness"), nullptr);
    EXPECT_NE(line(account, "account-staleness"), nullptr);
    EXPECT_EQ(line(account, "site-search"), nullptr);
    EXPECT_EQ(portal.waiting, static_cast<std::int64_t>(portal.lines.size()));
    EXPECT_FALSE(worksheet_of(*store_, {dir_.path(), "2021Q4", "9900000003", false}));
}

TEST_F(Worksheets, APassStandsWhereNothingWasMeasured) {
    const std::string account = "微信订阅号/某县发布";
    EXPECT_EQ(verdict(account, "account-staleness").outcome, Outcome::not_measured);
    ASSERT_TRUE(write(account, "account-staleness", HandOutcome::pass));
    const Verdict judged = verdict(account, "account-staleness");
    EXPECT_EQ(judged.outcome, Outcome::pass);
    EXPECT_EQ(judged.measured_by, MeasuredBy::person);
    EXPECT_FALSE(line(sheet(account), "account-staleness")->waits);
}

TEST_F(Worksheets, AFaultIsAConfirmedFindingUntilItIsTakenBack) {
    ASSERT_TRUE(write(kPortal, "site-search", HandOutcome::fault, "甲", "站内搜索不可用"));
    const Verdict judged = verdict(kPortal, "site-search");
    EXPECT_EQ(judged.outcome, Outcome::fail);
    ASSERT_EQ(judged.findings.size(), 1U);
    EXPECT_EQ(judged.findings[0].state, FindingState::confirmed);
    EXPECT_EQ(judged.findings[0].problem, "站内搜索不可用");
    EXPECT_EQ(judged.findings[0].measured_by, MeasuredBy::person);
    ASSERT_TRUE(write(kPortal, "site-search", HandOutcome::pass));
    EXPECT_EQ(verdict(kPortal, "site-search").outcome, Outcome::pass);
}

TEST_F(Worksheets, WhatCannotBeInspectedIsNotMeasuredAndSaysWhy) {
    ASSERT_TRUE(write(kPortal, "submission-failure", HandOutcome::unable));
    const Verdict judged = verdict(kPortal, "submission-failure");
    EXPECT_EQ(judged.outcome, Outcome::not_measured);
    EXPECT_EQ(judged.reason.text, "须实名登录");
    EXPECT_EQ(judged.reason.code, ReasonCode::ours);
    ASSERT_TRUE(write(kPortal, "site-search", HandOutcome::not_applicable));
    EXPECT_EQ(verdict(kPortal, "site-search").outcome, Outcome::not_applicable);
}

TEST_F(Worksheets, RefuseAWordThatDoesNotBelong) {
    EXPECT_FALSE(write(kPortal, "account-staleness", HandOutcome::pass));
    EXPECT_FALSE(write(kPortal, "no-such-rule", HandOutcome::pass));
    EXPECT_FALSE(write("9900000009", "site-search", HandOutcome::pass));
    EXPECT_FALSE(write(kOffice, "blank-columns", HandOutcome::pass, "丙")) << "his own unit";
    EXPECT_TRUE(write(kPortal, "blank-columns", HandOutcome::pass, "丙"));
}

TEST_F(Worksheets, AMachinesProposalIsDecidedBeforeAPass) {
    Verdict proposed;
    proposed.target = kPortal;
    proposed.rule = "site-search";
    proposed.outcome = Outcome::needs_review;
    Finding finding;
    finding.id = "aaaaaaaaaaaa0001";
    finding.target = kPortal;
    finding.rule = "site-search";
    finding.problem = "搜索不到标题";
    proposed.findings.push_back(finding);
    ASSERT_TRUE(store_verdicts(*store_, "2021Q4", "luan-2021", {proposed}));
    const Worksheet before = sheet(kPortal);
    ASSERT_NE(line(before, "site-search"), nullptr);
    EXPECT_EQ(line(before, "site-search")->proposals.size(), 1U);
    EXPECT_FALSE(write(kPortal, "site-search", HandOutcome::pass));
    ReviewRequest dismiss;
    dismiss.campaign = "2021Q4";
    dismiss.findings = {finding.id};
    dismiss.state = FindingState::dismissed;
    dismiss.by = "甲";
    dismiss.reason = "能搜到";
    dismiss.at = kNow;
    ASSERT_TRUE(review(*store_, dismiss));
    EXPECT_TRUE(write(kPortal, "site-search", HandOutcome::pass));
}

TEST_F(Worksheets, AreSharedOutOnceAndMovedInBulk) {
    EXPECT_EQ(unassigned_targets(*store_, "2021Q4")->size(), 3U);
    const auto plan = share_work(*store_, share());
    ASSERT_TRUE(plan) << plan.error().text();
    EXPECT_EQ(plan->size(), 3U);
    EXPECT_TRUE(unassigned_targets(*store_, "2021Q4")->empty());
    for (const Assignment& each : *plan) {
        if (each.target == kOffice) {
            EXPECT_NE(each.inspector, "丙");
        }
    }
    const auto again = share_work(*store_, share());
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->empty());
    const auto rows = work_of(*store_, dir_.path(), "2021Q4", {});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    const std::string from = rows->front().inspector;
    std::int64_t had = 0;
    for (const WorkRow& row : *rows) had += row.inspector == from ? 1 : 0;
    const std::string to = from == "甲" ? "乙" : "甲";
    const auto moved = move_work(*store_, dir_.path(), {"2021Q4", from, to, {}, "组长", kNow});
    ASSERT_TRUE(moved) << moved.error().text();
    EXPECT_EQ(*moved, had);
    EXPECT_FALSE(move_work(*store_, dir_.path(), {"2021Q4", from, "丁", {}, "组长", kNow}));
    EXPECT_FALSE(move_work(*store_, dir_.path(), {"2021Q4", from, to, {kPortal}, "组长", kNow}))
        << "he has it no more";
}

TEST_F(Worksheets, ASpotCheckIsByAnotherAndDoesNotSeeTheFirst) {
    ASSERT_TRUE(share_work(*store_, share()));
    const auto plan = plan_spot_checks(*store_, share(), 100);
    ASSERT_TRUE(plan) << plan.error().text();
    EXPECT_EQ(plan->size(), 3U);
    ASSERT_TRUE(write(kPortal, "site-search", HandOutcome::pass, "甲"));
    const Worksheet second = sheet(kPortal, true);
    EXPECT_TRUE(line(second, "site-search")->words.empty());
    EXPECT_FALSE(write(kPortal, "site-search", HandOutcome::pass, "甲", {}, true));
    ASSERT_TRUE(write(kPortal, "site-search", HandOutcome::fault, "乙", "搜不到", true));
    // The second look is compared, not judged by.
    EXPECT_EQ(verdict(kPortal, "site-search").outcome, Outcome::pass);
    const auto compared = agreement(*store_, "2021Q4");
    ASSERT_TRUE(compared);
    EXPECT_EQ(compared->compared, 1);
    EXPECT_EQ(compared->same, 0);
    EXPECT_FALSE(plan_spot_checks(*store_, share(), 0));
}

TEST_F(Worksheets, OfAClosedCampaignAreClosed) {
    Campaign campaign = *find_campaign(*store_, "2021Q4");
    campaign.closed = true;
    ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
    EXPECT_FALSE(write(kPortal, "site-search", HandOutcome::pass));
    EXPECT_FALSE(share_work(*store_, share()));
}

TEST_F(Worksheets, KnowTheirInspectors) {
    EXPECT_FALSE(keep_inspector(*store_, {" ", "", ""}));
    ASSERT_TRUE(store::save<Division>(*store_, {}, {Division{"990001", "某县", "某县", 1}}));
    EXPECT_FALSE(keep_inspector(*store_, {"丁", "", "990002"}));
    EXPECT_TRUE(keep_inspector(*store_, {"丁", "", "990001"}));
    EXPECT_EQ(inspectors(*store_)->size(), 4U);
}

TEST_F(Worksheets, WhatAPhoneBroughtIsEvidenceOfTheFault) {
    const std::string account = "微信订阅号/某县发布", rule = "account-staleness";
    const std::string jpeg =
        std::string("\xFF\xD8\xFF\xC0\0\x0B\x08\0\x10\0\x20\x01\x01\x11\0", 15) +
        std::string("\xFF\xDA\0\x08\x01\x01\0\0\x3F\0pixels\xFF\xD9", 18);
    const CaptureTask task{"2021Q4", account, rule, false, "甲"};
    ASSERT_TRUE(keep_picture(*store_, dir_.path(), task, jpeg, kNow));
    ASSERT_TRUE(keep_note(*store_, task, *parse_date("2021-10-01"), "停更", kNow));
    CaptureTask second = task;
    second.spot = true;
    second.by = "乙";
    ASSERT_TRUE(keep_note(*store_, second, {}, "第二人看到的", kNow));
    EXPECT_EQ(line(sheet(account), rule)->captures.size(), 2U);
    EXPECT_EQ(line(sheet(account, true), rule)->captures.size(), 1U) << "looks are kept apart";
    EXPECT_EQ(verdict(account, rule).outcome, Outcome::not_measured) << "a picture decides nothing";
    ASSERT_TRUE(write(account, rule, HandOutcome::fault, "甲", "超过2周未更新"));
    const Verdict judged = verdict(account, rule);
    ASSERT_EQ(judged.findings.size(), 1U);
    const std::vector<Evidence>& evidence = judged.findings.front().evidence;
    ASSERT_EQ(evidence.size(), 3U);  // the word itself, the picture, the note
    EXPECT_TRUE(evidence[1].screenshot.starts_with("pictures/" + evidence[1].sha256));
    EXPECT_EQ(evidence[2].excerpt, "停更；最近一次更新 2021-10-01");
}

}  // namespace
}  // namespace mingcha::app
