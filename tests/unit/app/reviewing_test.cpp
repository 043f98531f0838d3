// People's word on findings.
#include "app/reviewing.h"

#include <gtest/gtest.h>

#include "app/campaigns.h"
#include "app/verdicts.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

class Reviewing : public ::testing::Test {
protected:
    Reviewing() : store_(std::move(*store::Store::open(dir_.path()))) {
        Campaign campaign;
        campaign.id = "Q";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        EXPECT_TRUE(create_campaign(*store_, ruleset::builtin_sources(), campaign));
        std::vector<Verdict> verdicts;
        add(verdicts, "blank-columns", "aaaa0000bbbb1111");
        add(verdicts, "page-tags", "cccc2222dddd3333");
        EXPECT_TRUE(store_verdicts(*store_, "Q", "luan-2021", verdicts));
    }
    static void add(std::vector<Verdict>& verdicts, const std::string& rule,
                    const std::string& id) {
        Verdict& verdict = verdicts.emplace_back();
        verdict.target = "9999000001";
        verdict.rule = rule;
        verdict.outcome = Outcome::fail;
        Finding& finding = verdict.findings.emplace_back();
        finding.id = id;
        finding.target = verdict.target;
        finding.rule = rule;
    }
    std::string confirm(const std::vector<std::string>& ids, const std::vector<std::string>& rules,
                        const std::string& by = "甲") {
        ReviewRequest request;
        request.campaign = "Q";
        request.findings = ids;
        request.all = ids.empty();
        request.rules = rules;
        request.by = by;
        const auto done = review(*store_, request);
        return done ? std::to_string(done->decided) : done.error().text();
    }
    // As the console asks: every finding of these takes two people. "decided/waiting".
    std::string two(FindingState state, const std::string& by, const std::string& reason = "看过") {
        ReviewRequest request;
        request.campaign = "Q";
        request.findings = {"aaaa0000"};
        request.state = state;
        request.by = by;
        request.reason = reason;
        request.needs_two = {findings_of(*store_, "Q")->front().rule};
        const auto done = review(*store_, request);
        if (!done) return done.error().text();
        return std::to_string(done->decided) + "/" + std::to_string(done->waiting);
    }
    std::string undo(const std::string& by) {
        const std::string id = findings_of(*store_, "Q")->front().id;
        const auto done = undo_review(*store_, "Q", id, by, Instant{5});
        return done ? "undone" : done.error().text();
    }
    Words words() { return *words_of(*store_, "Q"); }
    std::size_t logged() { return store_->records("decision-log", "log/Q")->size(); }
    FindingState state(std::size_t index) { return findings_of(*store_, "Q")->at(index).state; }

    mingcha::testing::TempDir dir_;
    std::unique_ptr<store::Store> store_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Reviewing, CountsAFindingOnce) {
    EXPECT_EQ(confirm({"aaaa0000bbbb1111", "aaaa0000bbbb1111", "aaaa0000"}, {}), "1");
    EXPECT_EQ(logged(), 1U);
    EXPECT_EQ(state(0), FindingState::confirmed);
    EXPECT_EQ(state(1), FindingState::candidate);
}

TEST_F(Reviewing, TheSameWordAgainChangesNothing) {
    EXPECT_EQ(confirm({"aaaa0000"}, {}), "1");
    EXPECT_EQ(confirm({"aaaa0000"}, {}, " 甲 "), "1");
    EXPECT_EQ(logged(), 1U);
    EXPECT_EQ(confirm({"aaaa0000"}, {}, "乙"), "1");
    EXPECT_EQ(logged(), 2U);
}

TEST_F(Reviewing, OffersNearIds) {
    const std::string said = confirm({"aaaa0000bbbb1112"}, {});
    EXPECT_TRUE(has(said, "是否为 aaaa0000bbbb1111")) << said;
    EXPECT_TRUE(has(confirm({"aaab0000"}, {}), "是否为 aaaa0000")) << confirm({"aaab0000"}, {});
    EXPECT_TRUE(has(confirm({"9"}, {}), "review list"));
    EXPECT_EQ(confirm({"aaaa0000", "zzz"}, {}).substr(0, 3), "zzz");
    EXPECT_EQ(state(0), FindingState::candidate);
}

TEST_F(Reviewing, HoldsIdsAgainstTheRulesNamed) {
    EXPECT_EQ(confirm({"aaaa0000"}, {"blank-columns"}), "1");
    const std::string said = confirm({"aaaa0000", "cccc2222"}, {"blank-columns"});
    EXPECT_TRUE(has(said, "cccc2222")) << said;
    EXPECT_TRUE(has(said, "page-tags")) << said;
    EXPECT_EQ(state(1), FindingState::candidate);
    EXPECT_EQ(confirm({}, {"page-tags"}), "1");
    EXPECT_EQ(state(1), FindingState::confirmed);
}

TEST_F(Reviewing, NamesTheRulesThatAnUnknownOneMayBe) {
    const auto& sources = ruleset::builtin_sources();
    EXPECT_TRUE(check_rules(*store_, sources, "Q", {"blank-columns", "page-tags"}));
    const auto wrong = check_rules(*store_, sources, "Q", {"blank-column"});
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(has(wrong.error().text(), "blank-columns")) << wrong.error().text();
    EXPECT_FALSE(check_rules(*store_, sources, "none", {"blank-columns"}));
}

TEST_F(Reviewing, NeedsAReasonToDismiss) {
    ReviewRequest request;
    request.campaign = "Q";
    request.findings = {"aaaa0000"};
    request.state = FindingState::dismissed;
    request.by = "甲";
    const auto refused = review(*store_, request);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(has(refused.error().where, "--reason"));
    request.reason = "误报";
    EXPECT_TRUE(review(*store_, request));
    EXPECT_EQ(state(0), FindingState::dismissed);
}

TEST_F(Reviewing, TakesTwoPeopleForAVeto) {
    const std::string id = findings_of(*store_, "Q")->front().id;
    EXPECT_EQ(two(FindingState::confirmed, "甲"), "0/1");
    EXPECT_EQ(state(0), FindingState::candidate);
    EXPECT_EQ(two(FindingState::confirmed, "甲"), "0/1") << "the same person twice is one person";
    EXPECT_EQ(state(0), FindingState::candidate);
    EXPECT_EQ(logged(), 1U);
    EXPECT_EQ(words().first.at(id).by, "甲");
    EXPECT_EQ(two(FindingState::confirmed, "乙"), "1/0");
    EXPECT_EQ(state(0), FindingState::confirmed);
    EXPECT_EQ(words().decisions.at(id).by, "甲、乙");
    EXPECT_TRUE(words().first.empty());
    EXPECT_EQ(two(FindingState::confirmed, "丙"), "1/0") << "nothing more to say";
    EXPECT_EQ(logged(), 2U);
}

TEST_F(Reviewing, LeavesAVetoOpenWhileTwoDisagree) {
    EXPECT_EQ(two(FindingState::confirmed, "甲"), "0/1");
    EXPECT_EQ(two(FindingState::dismissed, "乙"), "0/1");
    EXPECT_EQ(state(0), FindingState::candidate);
    EXPECT_EQ(two(FindingState::dismissed, "甲"), "1/0");
    EXPECT_EQ(state(0), FindingState::dismissed);
    EXPECT_EQ(two(FindingState::confirmed, "丙"), "0/1") << "and turning it round takes two again";
    EXPECT_EQ(state(0), FindingState::dismissed);
}

TEST_F(Reviewing, TakesTheLastWordBackOnce) {
    const std::string id = findings_of(*store_, "Q")->front().id;
    EXPECT_TRUE(has(undo("甲"), "还没有人"));
    confirm({"aaaa0000"}, {});
    EXPECT_TRUE(has(undo("乙"), "甲作出的"));
    EXPECT_EQ(undo("甲"), "undone");
    EXPECT_EQ(state(0), FindingState::candidate);
    EXPECT_TRUE(words().decisions.empty());
    EXPECT_TRUE(has(undo("甲"), "已经撤回"));
    EXPECT_EQ(logged(), 2U) << "the log keeps both";
    confirm({"aaaa0000"}, {}, "乙");
    EXPECT_EQ(state(0), FindingState::confirmed);
}

TEST_F(Reviewing, TakesTheSecondWordOfAVetoBack) {
    const std::string id = findings_of(*store_, "Q")->front().id;
    two(FindingState::confirmed, "甲");
    two(FindingState::confirmed, "乙");
    EXPECT_TRUE(has(undo("甲"), "乙作出的"));
    EXPECT_EQ(undo("乙"), "undone");
    EXPECT_EQ(state(0), FindingState::candidate);
    EXPECT_EQ(words().first.at(id).by, "甲") << "the first word waits again";
    EXPECT_EQ(two(FindingState::confirmed, "丙"), "1/0");
    EXPECT_EQ(words().decisions.at(id).by, "甲、丙");
}

TEST_F(Reviewing, BringsTheEarlierDecisionBack) {
    confirm({"aaaa0000"}, {});
    ReviewRequest request;
    request.campaign = "Q";
    request.findings = {"aaaa0000"};
    request.state = FindingState::dismissed;
    request.by = "乙";
    request.reason = "误报";
    ASSERT_TRUE(review(*store_, request));
    EXPECT_EQ(state(0), FindingState::dismissed);
    EXPECT_EQ(undo("乙"), "undone");
    EXPECT_EQ(state(0), FindingState::confirmed);
    EXPECT_TRUE(has(undo("甲"), "已经撤回")) << "one step and no further";
}

}  // namespace
}  // namespace mingcha::app
