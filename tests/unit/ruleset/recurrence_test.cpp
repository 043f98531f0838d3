// What stood before: by identity where both were measured, by words where somebody wrote it down.
#include "ruleset/recurrence.h"

#include <gtest/gtest.h>

namespace mingcha::ruleset {
namespace {

Finding finding(const char* rule, const char* problem, const char* id = "new") {
    Finding out;
    out.id = id;
    out.rule = rule;
    out.problem = problem;
    return out;
}

Ruleset guides() {
    Ruleset out;
    Rule rule;
    rule.id = "guide-accuracy";
    rule.subject = "办事指南";
    out.rules = {rule};
    return out;
}

TEST(Recurrence, MeasuredOnesAreTheSameByIdentityAlone) {
    const std::vector<PriorFinding> previous{{"a", "s", "r", "https://x/", "页面打不开"},
                                             {"b", "other", "r", "https://y/", "页面打不开"}};
    const Recurrence before(previous, "s", nullptr);
    EXPECT_EQ(before.count(), 1U);
    EXPECT_EQ(before.prior_of(finding("r", "别的话", "a")), 0U);
    EXPECT_FALSE(before.prior_of(finding("r", "页面打不开", "c")));
    EXPECT_FALSE(before.prior_of(finding("r", "页面打不开", "b")));
}

TEST(Recurrence, WrittenOnesAreTheSameByRuleAndWords) {
    const std::vector<PriorFinding> previous{{"a", "s", "r", "", "概况信息不准确（三季度通报问题未整改）"}};
    const Recurrence before(previous, "s", nullptr);
    EXPECT_EQ(before.prior_of(finding("r", "概况信息 不准确。")), 0U);
    EXPECT_FALSE(before.prior_of(finding("q", "概况信息不准确")));
    EXPECT_FALSE(before.prior_of(finding("r", "概况信息不全")));
}

TEST(Recurrence, WhereTheDocumentsRuleIsUnknownTheWordsDecide) {
    const std::vector<PriorFinding> previous{{"a", "s", "", "", "网站首页有错别字"}};
    const Recurrence before(previous, "s", nullptr);
    EXPECT_EQ(before.prior_of(finding("r", "网站首页有错别字")), 0U);
}

TEST(Recurrence, ASubjectThatOneOfThemLeavesOutIsNoDifference) {
    const Ruleset ruleset = guides();
    const std::vector<PriorFinding> previous{{"a", "s", "guide-accuracy", "", "办事指南信息存在错误"}};
    const Recurrence before(previous, "s", &ruleset);
    EXPECT_EQ(before.prior_of(finding("guide-accuracy", "信息存在错误")), 0U);
    EXPECT_EQ(before.prior_of(finding("guide-accuracy", "办事指南信息存在错误")), 0U);
}

TEST(Recurrence, TheSameWordsTwiceAreOneProblemAndABonusIsNone) {
    const std::vector<PriorFinding> previous{{"a", "s", "r", "", "栏目不更新"},
                                             {"b", "s", "r", "", "栏目 不更新；"}};
    const Recurrence before(previous, "s", nullptr);
    EXPECT_EQ(before.count(), 1U);
    EXPECT_EQ(before.prior_of(finding("r", "x", "b")), 0U);
    Finding bonus = finding("r", "栏目不更新");
    bonus.outcome = Outcome::pass;
    EXPECT_FALSE(before.prior_of(bonus));
}

TEST(Recurrence, AnAccountWithoutACodeIsKnownByItsName) {
    const std::vector<PriorFinding> previous{{"a", "微信订阅号/云泽  发布", "r", "", "更新不及时"}};
    EXPECT_EQ(Recurrence(previous, "微信订阅号/云泽 发布", nullptr).count(), 1U);
    EXPECT_EQ(Recurrence(previous, "微信服务号/云泽 发布", nullptr).count(), 0U);
}

}  // namespace
}  // namespace mingcha::ruleset
