#include "app/casework.h"

#include <gtest/gtest.h>

#include "app/campaigns.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::TempDir;

const Instant kNow = *parse_instant("2021-11-20T09:00:00+08:00");
const Date kToday = date_of(kNow);

class Casework : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path()));
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.fields["rectify_by"] = "2021-12-24";
        ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        Site site;
        site.site_code = "9900000001";
        site.name = "某局网站";
        site.unit = "某局";
        site.url = "http://a.example/";
        site.kind = SiteKind::department;
        ASSERT_TRUE(store::save<Site>(*store_, {}, {site}));
        Verdict verdict;
        verdict.target = site.site_code;
        verdict.rule = "blank-columns";
        verdict.outcome = Outcome::fail;
        for (const char* id : {"aaaaaaaaaaaa0001", "bbbbbbbbbbbb0002"}) {
            Finding finding;
            finding.id = id;
            finding.target = site.site_code;
            finding.rule = verdict.rule;
            finding.problem = "空白栏目";
            verdict.findings.push_back(finding);
        }
        ASSERT_TRUE(store_verdicts(*store_, "2021Q4", "luan-2021", {verdict}));
    }

    Result<CaseStep> take(CaseEvent event, const std::string& finding, const std::string& by,
                          Instant now = kNow) {
        StepRequest request;
        request.campaign = "2021Q4";
        request.finding = finding;
        request.step.event = event;
        request.step.by = by;
        request.step.text = "理由";
        request.step.logged_at = now;
        return take_step(*store_, dir_.path(), request);
    }

    void confirm(const std::string& finding) {
        ReviewRequest request;
        request.campaign = "2021Q4";
        request.findings = {finding};
        request.by = "甲";
        request.at = kNow;
        ASSERT_TRUE(review(*store_, request));
    }

    FindingState state_of(const std::string& id) {
        const auto findings = findings_of(*store_, "2021Q4");
        return (*finding_named(*findings, id))->state;
    }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

TEST_F(Casework, ObjectionsNeedAnOpenRound) {
    EXPECT_FALSE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday + 3, "甲", kNow));
    ASSERT_TRUE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
    // The day after the last one.
    EXPECT_FALSE(take(CaseEvent::objected, "bbbbbbbb", "某局", at(kToday + 4)));
    EXPECT_TRUE(take(CaseEvent::objected, "bbbbbbbb", "某局", end_of(kToday + 3)));
}

TEST_F(Casework, AnAcceptedObjectionTakesTheFindingAway) {
    confirm("aaaaaaaaaaaa0001");
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday, "甲", kNow));
    ASSERT_TRUE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
    ASSERT_TRUE(take(CaseEvent::accepted, "aaaaaaaa", "甲"));
    EXPECT_EQ(state_of("aaaaaaaaaaaa0001"), FindingState::dismissed);
    EXPECT_FALSE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
}

TEST_F(Casework, ARejectedOneLeavesItStanding) {
    confirm("aaaaaaaaaaaa0001");
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday, "甲", kNow));
    ASSERT_TRUE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
    EXPECT_FALSE(take(CaseEvent::rejected, "aaaaaaaa", "某局"));
    ASSERT_TRUE(take(CaseEvent::rejected, "aaaaaaaa", "甲"));
    EXPECT_EQ(state_of("aaaaaaaaaaaa0001"), FindingState::confirmed);
}

TEST_F(Casework, NothingIsPublishedWhileObjectionsWait) {
    EXPECT_TRUE(check_published(*store_, "2021Q4"));  // no round, nothing to wait for
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday, "甲", kNow));
    ASSERT_TRUE(take(CaseEvent::objected, "aaaaaaaa", "某局"));
    EXPECT_FALSE(check_published(*store_, "2021Q4"));
    EXPECT_FALSE(close_campaign(*store_, "2021Q4"));
    const Instant later = at(kToday + 1);
    const auto early = finish_round(*store_, "2021Q4", "甲", later);
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().what.find("aaaaaaaaaaaa0001"), std::string::npos);
    ASSERT_TRUE(take(CaseEvent::withdrawn, "aaaaaaaa", "某局"));
    EXPECT_FALSE(finish_round(*store_, "2021Q4", "甲", kNow));  // the day is not over
    ASSERT_TRUE(finish_round(*store_, "2021Q4", "甲", later));
    EXPECT_TRUE(check_published(*store_, "2021Q4"));
    EXPECT_TRUE(close_campaign(*store_, "2021Q4"));
    EXPECT_FALSE(open_round(*store_, "2021Q4", kToday + 9, "甲", later));
}

TEST_F(Casework, ARoundIsGivenAnotherLastDay) {
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday + 1, "甲", kNow));
    ASSERT_TRUE(open_round(*store_, "2021Q4", kToday + 5, "乙", kNow));
    const auto round = draft_round(*store_, "2021Q4");
    ASSERT_TRUE(round && *round);
    EXPECT_EQ((*round)->until, kToday + 5);
    EXPECT_EQ((*round)->opened_by, "甲");
    EXPECT_FALSE(open_round(*store_, "2021Q4", kToday - 1, "甲", kNow));
    EXPECT_FALSE(open_round(*store_, "2021Q4", kToday, " ", kNow));
    EXPECT_FALSE(open_round(*store_, "none", kToday, "甲", kNow));
}

TEST_F(Casework, OnlyConfirmedFindingsAreMended) {
    EXPECT_FALSE(take(CaseEvent::replied, "aaaaaaaa", "某局"));
    confirm("aaaaaaaaaaaa0001");
    EXPECT_TRUE(take(CaseEvent::replied, "aaaaaaaa", "某局"));
    EXPECT_FALSE(take(CaseEvent::replied, "nothing-like", "某局"));
}

TEST_F(Casework, MendingIsCountedByUnit) {
    confirm("aaaaaaaaaaaa0001");
    confirm("bbbbbbbbbbbb0002");
    ASSERT_TRUE(take(CaseEvent::replied, "aaaaaaaa", "某局"));
    ASSERT_TRUE(take(CaseEvent::mended, "aaaaaaaa", "甲"));
    const auto rows = case_rows(*store_, "2021Q4", *parse_date("2021-12-26"));
    ASSERT_TRUE(rows) << rows.error().text();
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(rows->at(0).urgency, workflow::Urgency::done);
    EXPECT_EQ(rows->at(0).days_left, std::nullopt);
    EXPECT_EQ(rows->at(1).urgency, workflow::Urgency::overdue);
    EXPECT_EQ(rows->at(1).days_left, -2);
    EXPECT_EQ(rows->at(1).unit, "某局");
    const auto counts = count_mending(*rows);
    ASSERT_EQ(counts.size(), 2U);
    for (const MendCount& count : counts) {
        EXPECT_EQ(count.all, 2);
        EXPECT_EQ(count.mended, 1);
        EXPECT_EQ(count.open, 1);
        EXPECT_EQ(count.overdue, 1);
    }
    EXPECT_EQ(counts[1].unit, "某局");
}

TEST_F(Casework, WhatEarnedPointsIsNoFault) {
    auto verdicts = stored_verdicts(*store_, "2021Q4", "luan-2021");
    ASSERT_TRUE(verdicts);
    verdicts->front().findings.front().outcome = Outcome::pass;
    ASSERT_TRUE(store_verdicts(*store_, "2021Q4", "luan-2021", *verdicts));
    confirm("aaaaaaaaaaaa0001");
    confirm("bbbbbbbbbbbb0002");
    const auto rows = case_rows(*store_, "2021Q4", kToday);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().finding.id, "bbbbbbbbbbbb0002");
}

TEST_F(Casework, AClosedCampaignIsStillMended) {
    confirm("aaaaaaaaaaaa0001");
    ASSERT_TRUE(close_campaign(*store_, "2021Q4"));
    EXPECT_TRUE(take(CaseEvent::replied, "aaaaaaaa", "某局"));
}

TEST_F(Casework, ProofsAreKeptWithTheEvidence) {
    confirm("aaaaaaaaaaaa0001");
    StepRequest request;
    request.campaign = "2021Q4";
    request.finding = "aaaaaaaa";
    request.step.event = CaseEvent::replied;
    request.step.by = "某局";
    request.step.text = "已更新";
    request.step.logged_at = kNow;
    request.proof_name = "scan.exe";
    request.proof_bytes = "bytes";
    EXPECT_FALSE(take_step(*store_, dir_.path(), request));
    request.proof_name = "扫描件.PDF";
    const auto step = take_step(*store_, dir_.path(), request);
    ASSERT_TRUE(step) << step.error().text();
    EXPECT_TRUE(step->proof.ends_with(".pdf"));
    EXPECT_TRUE(std::filesystem::exists(dir_.path() / "evidence" / step->proof));
    request.finding = "bbbbbbbb";
    request.proof_bytes = std::string(kMaxProofBytes + 1, 'x');
    EXPECT_FALSE(take_step(*store_, dir_.path(), request));
}

TEST_F(Casework, NothingIsWrittenBeforeItHappened) {
    confirm("aaaaaaaaaaaa0001");
    StepRequest request;
    request.campaign = "2021Q4";
    request.finding = "aaaaaaaa";
    request.step.event = CaseEvent::replied;
    request.step.by = "某局";
    request.step.text = "已更新";
    request.step.logged_at = kNow;
    request.step.at = Instant{kNow.seconds + 60};
    EXPECT_FALSE(take_step(*store_, dir_.path(), request));
}

}  // namespace
}  // namespace mingcha::app
