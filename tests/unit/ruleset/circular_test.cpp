// The keys `circular` and `life_cycle` of a ruleset: what is read, and where mistakes are said to
// be.
#include <gtest/gtest.h>

#include "ruleset/load.h"

namespace mingcha::ruleset {
namespace {

constexpr const char* kHead = R"(id: mine
rules:
    first-rule: {title: "甲", part: deduct, points: 1, source: "样例"}
)";

Loaded loaded(const std::string& more) {
    return load("mine", {{"workdays.csv", "date,kind,name\n2031-01-01,holiday,元旦\n"},
                         {"mine.yaml", kHead + more}});
}

// One problem at this line of the part that is added (from 1), with these words.
void expect_problem(const std::string& more, int line, const std::string& words) {
    const Loaded out = loaded(more);
    ASSERT_EQ(out.problems.size(), 1U) << more;
    EXPECT_EQ(out.problems[0].line, line + 3) << out.problems[0].text();
    EXPECT_NE(out.problems[0].text().find(words), std::string::npos) << out.problems[0].text();
}

TEST(CircularStyle, AnOfficeChoosesSectionsOrderAndWords) {
    const Loaded out = loaded(R"(circular:
    sections:
        - {heading: 总体情况, parts: [accounts, sites]}
        - {heading: 问题, parts: [problems]}
    annexes: [platforms, accounts]
    amounts: [{word: 少数, up_to: 3}, {word: 多数}]
    named: 6
    praised: 3
    praise_scores: true
    levels: {city: 市本级}
)");
    ASSERT_TRUE(out.ruleset) << out.problems.front().text();
    const CircularStyle& style = out.ruleset->circular;
    const std::vector<CircularSection> sections{{"总体情况", {"accounts", "sites"}},
                                                {"问题", {"problems"}}};
    EXPECT_EQ(style.sections, sections);
    EXPECT_EQ(style.annexes, (std::vector<std::string>{"platforms", "accounts"}));
    EXPECT_EQ(style.amounts, (std::vector<AmountWord>{{"少数", 3}, {"多数", 0}}));
    EXPECT_EQ(style.named, 6);
    EXPECT_EQ(style.praised, 3);
    EXPECT_TRUE(style.praise_scores);
    EXPECT_EQ(style.level_city, "市本级");
    EXPECT_EQ(style.level_county, "县区级");  // not said: as before
}

TEST(CircularStyle, WhatIsNotSaidIsTheUsualLayout) {
    const Loaded out = loaded("");
    ASSERT_TRUE(out.ruleset);
    EXPECT_EQ(out.ruleset->circular.annexes,
              (std::vector<std::string>{"sites", "grades", "interaction", "accounts"}));
    ASSERT_EQ(out.ruleset->circular.sections.size(), 3U);
    EXPECT_EQ(out.ruleset->circular.sections[1].heading, "存在问题");
}

TEST(CircularStyle, MistakesAreSaidWithTheirLine) {
    expect_problem("circular:\n    sections:\n        - {heading: 甲, parts: [site]}\n", 3,
                   "did you mean \"sites\"?");
    expect_problem("circular:\n    sections:\n        - {heading: 甲, parts: [weather]}\n", 3,
                   "one of scope, sites");
    expect_problem(
        "circular:\n    sections:\n        - {heading: 甲, parts: [sites]}\n"
        "        - {heading: 乙, parts: [sites]}\n",
        4, "twice");
    expect_problem("circular:\n    sections:\n        - {parts: [sites]}\n", 3, "heading");
    expect_problem("circular:\n    sections:\n        - {heading: 甲}\n", 3, "without parts");
    expect_problem("circular:\n    sections: []\n", 2, "must be a list");
    expect_problem("circular:\n    annexes: [site]\n", 2, "did you mean \"sites\"?");
    expect_problem("circular:\n    annexes: [sites, sites]\n", 2, "twice");
    expect_problem("circular:\n    named: 0\n", 2, "from 1 to 50");
    expect_problem("circular:\n    titles: 3\n", 2, "titles");
}

TEST(CircularStyle, WordsOfNumberRise) {
    expect_problem("circular:\n    amounts: [{word: 个别, up_to: 3}, {word: 部分, up_to: 3}, "
                   "{word: 较多}]\n",
                   2, "not above");
    expect_problem("circular:\n    amounts: [{word: 个别}, {word: 较多}]\n", 2, "no up_to");
    expect_problem("circular:\n    amounts: [{word: 个别, up_to: 3}]\n", 2, "leave it out");
    expect_problem("circular:\n    amounts: 个别\n", 2, "must be a list");
}

TEST(LifeLimits, AreDataWithTheirSource) {
    const Loaded out = loaded(
        "life_cycle:\n    suspension_days: {value: 15, confidence: V1, source: 省里的办法}\n");
    ASSERT_TRUE(out.ruleset) << out.problems.front().text();
    EXPECT_EQ(out.ruleset->life.suspension_days.value, 15);
    EXPECT_EQ(out.ruleset->life.suspension_days.source, "省里的办法");
    EXPECT_EQ(out.ruleset->life.suspension_days.confidence, Confidence::v1);
    EXPECT_EQ(out.ruleset->life.notice_days.value, 30);
}

TEST(LifeLimits, WithoutASourceTheyAreRefused) {
    expect_problem("life_cycle:\n    notice_days: {value: 20}\n", 2, "no source");
    expect_problem("life_cycle:\n    notice_days: {source: 甲}\n", 2, "no value");
    expect_problem("life_cycle:\n    suspension_days: {value: 0, source: 甲}\n", 2, "from 1 to");
    expect_problem("life_cycle:\n    notice_day: {value: 3, source: 甲}\n", 2, "notice_days");
}

}  // namespace
}  // namespace mingcha::ruleset
