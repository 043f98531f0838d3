// Rulesets from YAML: what is read, what is refused, and where the mistake is said to be.
#include "ruleset/load.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mingcha::ruleset {
namespace {

constexpr const char* kCalendar = "date,kind,name\n2031-01-01,holiday,元旦\n";

constexpr const char* kBase = R"(id: base
title: "样例"
grades:
    scored_kinds: [portal]
rules:
    first-rule:
        title: "甲"
        part: deduct
        points: 1
        cap: 3
        detection: auto
        scope: portal
        confidence: V1
        source: "样例"
        thresholds: {days: 14}
        amounts: {home: 1, other: 0.1}
)";

Sources sources_of(std::string extra_name = {}, std::string extra = {}) {
    Sources sources{{"workdays.csv", kCalendar}, {"base.yaml", kBase}};
    if (!extra_name.empty()) sources[extra_name] = std::move(extra);
    return sources;
}

std::vector<Problem> problems_of(const std::string& yaml) {
    return load("mine", sources_of("mine.yaml", yaml)).problems;
}

// One problem, at this line and column, with these words in it or in its hint.
void expect_problem(const std::string& yaml, int line, int column, const std::string& words) {
    const std::vector<Problem> problems = problems_of(yaml);
    ASSERT_EQ(problems.size(), 1U) << yaml;
    EXPECT_EQ(problems[0].file, "mine.yaml");
    EXPECT_EQ(problems[0].line, line) << problems[0].text();
    EXPECT_EQ(problems[0].column, column) << problems[0].text();
    EXPECT_NE((problems[0].what + problems[0].hint).find(words), std::string::npos)
        << problems[0].text();
}

TEST(Load, ReadsEveryFieldOfARule) {
    const Loaded loaded = load("base", sources_of());
    ASSERT_TRUE(loaded.ruleset.has_value());
    const Rule* rule = loaded.ruleset->find("first-rule");
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(rule->title, "甲");
    EXPECT_EQ(rule->part, Part::deduct);
    EXPECT_EQ(rule->points_each, Points::whole(1));
    EXPECT_EQ(rule->cap, Points::whole(3));
    EXPECT_EQ(rule->detection, Detection::automatic);
    EXPECT_EQ(rule->scope, Scope::portal);
    EXPECT_EQ(rule->confidence, Confidence::v1);
    EXPECT_EQ(rule->threshold("days", 1), 14);
    EXPECT_EQ(rule->threshold("weeks", 2), 2);
    EXPECT_EQ(rule->amounts.at("other"), Points{10});
}

TEST(Load, AnExtendingRulesetReplacesSingleFields) {
    const Loaded loaded = load("mine", sources_of("mine.yaml", R"(id: mine
title: "本地"
extends: base
rules:
    first-rule:
        thresholds: {days: 10}
        amounts: {home: 2}
    second-rule:
        title: "乙"
        part: local
        points: veto
        source: "本地"
)"));
    ASSERT_TRUE(loaded.ruleset.has_value()) << loaded.problems.front().text();
    const Ruleset& ruleset = *loaded.ruleset;
    EXPECT_EQ(ruleset.id, "mine");
    EXPECT_EQ(ruleset.title, "本地");
    EXPECT_EQ(ruleset.extends, std::vector<std::string>{"base"});
    ASSERT_EQ(ruleset.rules.size(), 2U);
    EXPECT_EQ(ruleset.rules[0].title, "甲");
    EXPECT_EQ(ruleset.rules[0].threshold("days", 0), 10);
    EXPECT_EQ(ruleset.rules[0].amounts.at("home"), Points::whole(2));
    EXPECT_EQ(ruleset.rules[0].amounts.at("other"), Points{10});
    EXPECT_TRUE(ruleset.rules[1].is_veto());
    EXPECT_FALSE(ruleset.rules[1].points_each.has_value());
    EXPECT_EQ(ruleset.grades.scored_kinds, std::vector<SiteKind>{SiteKind::portal});
}

TEST(Load, SaysTheLineAndColumnOfAMistake) {
    expect_problem("id: mine\nextends: base\ntitel: x\n", 3, 8, "did you mean \"title\"");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule:\n        points: five\n", 5,
                   17, "not a number of points");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule:\n        points: -1\n", 5, 17,
                   "not negative");
    expect_problem(
        "id: mine\nextends: base\nrules:\n    first-rule:\n        cap: 0.5\n        "
        "amounts: {home: 0.5}\n        points: 1\n",
        5, 9, "less than points");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {confidence: V3}\n", 4, 30,
                   "one of V2, V1, P, M");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {detection: robot}\n", 4, 29,
                   "auto, assist, manual");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {thresholds: {days: 1.5}}\n",
                   4, 37, "whole number");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {phrases: 甲}\n", 4, 27,
                   "must be a list");
    expect_problem("id: mine\nextends: base\nnumbers: {share_decimals: 3}\n", 3, 27, "0, 1 or 2");
    expect_problem("id: mine\nextends: base\nid: other\n", 3, 1, "twice");
    expect_problem("id: mine\nextends: base\ngrades: {scored_kinds: [portel]}\n", 3, 24, "portal");
    expect_problem("id: mine\nextends: base\ngrades:\n    effects: {frist-rule: fails}\n", 4, 27,
                   "did you mean \"first-rule\"");
    expect_problem("id: mine\nextends: base\ngrades:\n    effects: {first-rule: dies}\n", 4, 27,
                   "caps-at-pass");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {charge_to: secnd}\n", 4, 29,
                   "unknown rule");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {covers: first-rul}\n", 4, 26,
                   "did you mean \"first-rule\"");
    expect_problem("id: mine\nextends: base\nrules:\n    First_Rule: {title: 甲}\n", 4, 17,
                   "small letters");
    expect_problem(
        "id: mine\nextends: bsae\n" + std::string("rules:\n    a-rule: {title: 甲, source: 乙}\n"),
        2, 10, "did you mean \"base\"");
    expect_problem("id: mine\nextends: base\ncalendar: none.csv\n", 3, 11, "no calendar");
    expect_problem("id: other\nextends: base\n", 1, 5, "same name");
}

TEST(Load, ANumberSetAnewMustBeThere) {
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {thresholds: {dayz: 7}}\n", 4,
                   37, "did you mean \"days\"");
    expect_problem("id: mine\nextends: base\nrules:\n    first-rule: {amounts: {inner: 1}}\n", 4,
                   35, "home, other");
}

TEST(Load, TheLinesOfTheGradesAreInOrder) {
    expect_problem("id: mine\nextends: base\ngrades: {fail_below: 90}\n", 3, 9, "above the next");
    expect_problem("id: mine\nextends: base\ngrades: {services_total: 100}\n", 3, 9,
                   "leaves nothing");
}

TEST(Load, WhatIsFromMemoryIsNotShownAsOfficial) {
    expect_problem(
        "id: mine\nextends: base\nrules:\n    first-rule: {confidence: M, source: "
        "\"国办秘函〔2019〕19号原文\"}\n",
        4, 17, "M");
    expect_problem(
        "id: mine\nextends: base\nrules:\n    first-rule: {confidence: M, source: "
        "\"国办秘函〔2019〕19号\"}\n",
        4, 17, "M");
}

TEST(Load, AVetoHasNoPoints) {
    expect_problem(
        "id: mine\nextends: base\nrules:\n    a-veto: {title: 甲, source: 乙, part: veto, "
        "points: 3}\n",
        4, 13, "takes no points");
    expect_problem(
        "id: mine\nextends: base\nrules:\n    a-rule: {title: 甲, source: 乙, part: bonus, "
        "points: veto}\n",
        4, 13, "veto or local");
}

TEST(Load, AllMistakesComeAtOnce) {
    const std::vector<Problem> problems = problems_of(R"(id: mine
extends: base
titel: x
rules:
    first-rule:
        points: many
        confidence: V9
    second-rule:
        part: veto
)");
    // Unknown key, points, confidence, and of the second rule the title and the source.
    ASSERT_EQ(problems.size(), 5U);
    EXPECT_TRUE(std::all_of(problems.begin(), problems.end(),
                            [](const Problem& each) { return each.line > 0 && each.column > 0; }));
    const auto loaded = load_or_fail("mine", sources_of("mine.yaml", "id: mine\nx: 1\ny: 2\n"));
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().what.find("more"), std::string::npos);
}

TEST(Load, ExtendsMustEnd) {
    Sources sources = sources_of("a.yaml", "id: a\nextends: b\n");
    sources["b.yaml"] = "id: b\nextends: c\n";
    sources["c.yaml"] = "id: c\nextends: a\n";
    const Loaded loaded = load("a", sources);
    ASSERT_FALSE(loaded.ruleset.has_value());
    const auto cycle =
        std::find_if(loaded.problems.begin(), loaded.problems.end(), [](const Problem& each) {
            return each.what.find("a.yaml → b.yaml → c.yaml → a.yaml") != std::string::npos;
        });
    ASSERT_NE(cycle, loaded.problems.end());
    EXPECT_EQ(cycle->file, "c.yaml");
    EXPECT_EQ(cycle->line, 2);
    EXPECT_FALSE(load("self", sources_of("self.yaml", "id: self\nextends: self\n")).ruleset);
    const Loaded missing = load("luan-2020", builtin_sources());
    ASSERT_EQ(missing.problems.size(), 1U);
    EXPECT_NE(missing.problems[0].hint.find("luan-2021"), std::string::npos);
}

TEST(Load, HostileFilesAreRefusedQuickly) {
    std::string bomb = "id: mine\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i) {
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) bomb += "*a" + std::to_string(i - 1) + ",";
        bomb += "]\n";
    }
    const std::string hostile[] = {
        bomb,
        std::string(100'000, '['),
        std::string(100'000, '{'),
        "id: mine\nloop: &l [*l]\n",
        "id: mine\nloop: &l {a: *l}\n",
        std::string(kMaxFileBytes + 1, ' '),
        std::string("id: \0mine\n", 10),
        "\xff\xfe\x00",
        "- a\n- b\n",
        "just words",
        "",
        "? [complex, key]\n: 1\n",
        "id: mine\nrules: []\n",
        "id: [1]\nrules: {a-rule: 1}\n",
        "id: mine\n\tx: 1\n",
    };
    for (const std::string& text : hostile) {
        const std::vector<Problem> problems = problems_of(text);
        EXPECT_FALSE(problems.empty()) << text.substr(0, 60);
        EXPECT_LE(problems.size(), kMaxProblems);
    }
}

TEST(Load, AFolderOfOnesOwnReplacesAFileOfTheSameName) {
    Sources sources = builtin_sources();
    sources["town.yaml"] =
        "id: town\ntitle: 某镇\nextends: luan-2021\nrules:\n    homepage-staleness: {thresholds: "
        "{days: 10}}\n";
    const Loaded loaded = load("town", sources);
    ASSERT_TRUE(loaded.ruleset.has_value());
    EXPECT_EQ(loaded.ruleset->extends,
              (std::vector<std::string>{"luan-2021", "anhui", "national-2019"}));
    EXPECT_EQ(loaded.ruleset->find("homepage-staleness")->threshold("days", 0), 10);
    EXPECT_EQ(list(sources),
              (std::vector<std::string>{"anhui", "luan-2021", "national-2019", "town"}));
}

TEST(Calendar, WrongRowsAreNamedByLine) {
    Sources sources = sources_of();
    sources["workdays.csv"] =
        "date,kind,name\n2031-01-01,holiday,元旦\n2031-02-30,holiday,x\n2031-01-01,workday,元旦\n"
        "2031-05-01,party,x\n";
    const Loaded loaded = load("base", sources);
    ASSERT_EQ(loaded.problems.size(), 3U);
    EXPECT_EQ(loaded.problems[0].line, 3);
    EXPECT_EQ(loaded.problems[1].line, 4);
    EXPECT_EQ(loaded.problems[2].line, 5);
    EXPECT_EQ(loaded.problems[0].file, "workdays.csv");
}

TEST(Topics, WordsAreReadAndMistakesHaveTheirLine) {
    const std::string yaml = "id: mine\nextends: base\ntopics: words.csv\n";
    const auto loaded = [&](const std::string& csv) {
        Sources sources = sources_of("mine.yaml", yaml);
        sources["words.csv"] = csv;
        return load("mine", sources);
    };
    const Loaded good = loaded(
        "word,topic,where,weight,source\n百家乐,赌博,any,100,样例\n\n# 注\n"
        "ＰＫ10,赌博,anchor,60,\n");
    ASSERT_TRUE(good.ruleset);
    ASSERT_EQ(good.ruleset->topic_words.size(), 2U);
    EXPECT_EQ(good.ruleset->topic_words[0].topic, "赌博");
    EXPECT_EQ(good.ruleset->topic_words[0].weight, 100);
    EXPECT_EQ(good.ruleset->topic_words[1].word, "pk10");
    EXPECT_EQ(good.ruleset->topic_words[1].where, TopicWhere::anchor);
    const Loaded bad = loaded(
        "word,topic,where,weight,source\na,赌博,any,100,\n百家乐,赌博,here,1,\n"
        "百家乐,赌博,any,-1,\n百家乐,,any,1,\n百家乐,赌博\n");
    ASSERT_EQ(bad.problems.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(bad.problems[i].file, "words.csv");
        EXPECT_EQ(bad.problems[i].line, static_cast<int>(i) + 2);
        EXPECT_FALSE(bad.problems[i].hint.empty());
    }
    const Loaded missing = load("mine", sources_of("mine.yaml", yaml));
    ASSERT_EQ(missing.problems.size(), 1U);
    EXPECT_EQ(missing.problems[0].line, 3);
}

}  // namespace
}  // namespace mingcha::ruleset
