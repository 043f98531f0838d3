// A ruleset for people: a table, one rule in full, and the pages of docs/rules.
#pragma once

#include <string>
#include <vector>

#include "model/standard.h"

namespace mingcha::report {

// One line a rule: id, part, points, cap, detection, scope, confidence, title.
std::string rules_table(const Ruleset& ruleset);
// [{"id","title","part","group","clause","points","cap","amounts","thresholds","detection",
//   "applies_to","confidence","source","stage"}]; null where a rule has none.
std::string rules_json(const Ruleset& ruleset);

// The list of all pages, a table for each part.
std::string rules_index(const Ruleset& ruleset);

// One rule in Markdown. A clause of confidence M is marked as working text, not official.
std::string rule_page(const Ruleset& ruleset, const Rule& rule);

}  // namespace mingcha::report
