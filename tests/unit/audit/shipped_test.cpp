// The shipped rulesets and the rules in code belong together.
#include <gtest/gtest.h>

#include <set>

#include "audit/engine.h"
#include "ruleset/load.h"

namespace mingcha::audit {
namespace {

// Automatic by the standard, and not judged by a rule of their own: unrectified-problem follows
// from all others.
const std::set<std::string_view> kWithoutCode{"unrectified-problem"};

TEST(Shipped, EveryAutomaticRuleIsJudgedAndEveryRuleInCodeIsAskedFor) {
    const auto loaded = ruleset::load("luan-2021", ruleset::builtin_sources());
    ASSERT_TRUE(loaded.ruleset.has_value());
    const std::vector<std::string_view> in_code = machine_rules();
    std::set<std::string_view> left(in_code.begin(), in_code.end());
    for (const Rule& rule : loaded.ruleset->rules) {
        const bool judged = left.erase(rule.id) == 1;
        if (rule.detection == Detection::automatic) {
            EXPECT_NE(judged, kWithoutCode.contains(rule.id)) << rule.id;
        }
    }
    for (std::string_view id : left) ADD_FAILURE() << "luan-2021 has no rule " << id;
}

}  // namespace
}  // namespace mingcha::audit
