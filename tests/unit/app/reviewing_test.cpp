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
        return done ? std::to_string(*done) : done.error().text();
    }
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

}  // namespace
}  // namespace mingcha::app
