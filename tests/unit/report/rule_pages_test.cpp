// docs/rules is made from the rulesets; a test keeps the two together.
#include "report/rule_pages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "ruleset/load.h"

namespace mingcha::report {
namespace {

const std::filesystem::path kPages = "docs/rules";

Ruleset luan() {
    return *ruleset::load_or_fail("luan-2021", ruleset::builtin_sources());
}

std::string text_of(const std::string& name) {
    std::ifstream in(kPages / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(RulePages, AreWhatTheRulesetsSay) {
    const Ruleset ruleset = luan();
    const auto measured = read_measured(text_of("measured.csv"));
    ASSERT_TRUE(measured) << measured.error().what;
    std::map<std::string, std::string> pages{{"README", rules_index(ruleset, *measured)}};
    for (const Rule& rule : ruleset.rules) pages[rule.id] = rule_page(ruleset, rule, *measured);
    for (const auto& [name, expected] : pages)
        EXPECT_EQ(text_of(name + ".md"), expected) << "run: mingcha rules pages docs/rules";
    for (const auto& entry : std::filesystem::directory_iterator(kPages)) {
        if (entry.path().extension() != ".md") continue;
        const std::string id = entry.path().stem().string();
        EXPECT_TRUE(pages.contains(id)) << entry.path() << " is of no rule";
    }
}

TEST(RulePages, SayWhatWasMeasured) {
    const Ruleset ruleset = luan();
    const std::string csv =
        std::string(kMeasuredHead) + "\nnews-staleness,9,1,0,20,21\npage-tags,3,0,1,10,10\n";
    const auto measured = read_measured(csv);
    ASSERT_TRUE(measured);
    const std::string page = rule_page(ruleset, *ruleset.find("news-staleness"), *measured);
    EXPECT_NE(page.find("准确率 100.00 %，召回率 90.00 %；近似 20/21 未误报"), std::string::npos);
    const std::string index = rules_index(ruleset, *measured);
    EXPECT_NE(index.find("| 3 | 0 | 1 | 75.00 % | 100.00 % | 10/10 |"), std::string::npos);
    EXPECT_EQ(rules_index(ruleset).find("召回率"), std::string::npos);
}

TEST(RulePages, RefuseAWrongMeasurement) {
    for (const char* csv : {"rule,found\n",
                            "rule,found,missed,false_alarms,near_misses_measured,"
                            "near_misses\na,1,2,x,4,5\n",
                            "rule,found,missed,false_alarms,near_misses_measured,near_misses\n"
                            "a,1,2,3,4\n"}) {
        const auto measured = read_measured(csv);
        ASSERT_FALSE(measured) << csv;
        EXPECT_EQ(measured.error().where.rfind("measured.csv:", 0), 0U) << csv;
    }
}

TEST(RulePages, WhatIsFromMemoryIsMarked) {
    const Ruleset ruleset = luan();
    const std::string page = rule_page(ruleset, *ruleset.find("guide-accuracy"));
    EXPECT_NE(page.find("不得当作正式规定引用"), std::string::npos);
    EXPECT_EQ(rule_page(ruleset, *ruleset.find("site-unreachability")).find("不得当作"),
              std::string::npos);
}

TEST(RulePages, SayWhatALocalRuleDoes) {
    const Ruleset ruleset = luan();
    const std::string page = rule_page(ruleset, *ruleset.find("simple-question-5wd"));
    EXPECT_NE(page.find("办理答复 `reply-timeliness`"), std::string::npos);
    EXPECT_NE(page.find("判不合格（推得，非公布规则）"), std::string::npos);
    EXPECT_NE(rule_page(ruleset, *ruleset.find("account-zombie")).find("否决"), std::string::npos);
}

TEST(RulesList, NamesEveryRuleWithItsPointsAndConfidence) {
    const Ruleset ruleset = luan();
    const std::string table = rules_table(ruleset);
    const std::string json = rules_json(ruleset);
    for (const Rule& rule : ruleset.rules) {
        EXPECT_NE(table.find(rule.id), std::string::npos);
        EXPECT_NE(json.find("\"id\": \"" + rule.id + "\""), std::string::npos);
    }
}

}  // namespace
}  // namespace mingcha::report
