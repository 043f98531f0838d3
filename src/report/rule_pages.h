// A ruleset for people: a table, one rule in full, and the pages of docs/rules.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/standard.h"

namespace mingcha::report {

// One line a rule: id, part, points, cap, detection, scope, confidence, title.
std::string rules_table(const Ruleset& ruleset);
// [{"id","title","part","group","clause","points","cap","amounts","thresholds","detection",
//   "applies_to","confidence","source","stage"}]; null where a rule has none.
std::string rules_json(const Ruleset& ruleset);

// What `mingcha demo-check --measured` counted on the example city for one rule.
struct MeasuredRule {
    std::int64_t found = 0, missed = 0, false_alarms = 0, near_misses_measured = 0, near_misses = 0;
};
using MeasuredRules = std::map<std::string, MeasuredRule, std::less<>>;

// The head of its file (docs/rules/measured.csv); one line a rule follows.
inline constexpr std::string_view kMeasuredHead =
    "rule,found,missed,false_alarms,near_misses_measured,near_misses";

// Errors: another head, a line with other than a rule and five counts.
Result<MeasuredRules> read_measured(std::string_view csv);

// The list of all pages, a table for each part; precision and recall where they were measured.
std::string rules_index(const Ruleset& ruleset, const MeasuredRules& measured = {});

// One rule in Markdown. A clause of confidence M is marked as working text, not official.
std::string rule_page(const Ruleset& ruleset, const Rule& rule, const MeasuredRules& measured = {});

}  // namespace mingcha::report
