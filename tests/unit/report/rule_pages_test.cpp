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

TEST(RulePages, AreWhatTheRulesetsSay) {
    const Ruleset ruleset = luan();
    std::map<std::string, std::string> pages{{"README", rules_index(ruleset)}};
    for (const Rule& rule : ruleset.rules) pages[rule.id] = rule_page(ruleset, rule);
    for (const auto& [name, expected] : pages) {
        std::ifstream in(kPages / (name + ".md"), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        EXPECT_EQ(text.str(), expected) << "run: mingcha rules pages docs/rules";
    }
    for (const auto& entry : std::filesystem::directory_iterator(kPages)) {
        const std::string id = entry.path().stem().string();
        EXPECT_TRUE(pages.contains(id)) << entry.path() << " is of no rule";
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
