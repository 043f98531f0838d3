// Which rule a problem speaks of that somebody wrote down: an older circular, a table made by hand.
#pragma once

#include <string>
#include <string_view>

#include "model/standard.h"

namespace mingcha::ruleset {

// What two writings of one problem share: NFKC, without spaces and quotation marks, closing points
// and a mark （…未整改） behind it.
std::string problem_words(std::string_view problem);

// The rule one of whose phrases (with or without its subject) stands in `problem`, the longest
// phrase first, the standard's order among equals; nullptr where none does. `of_account` chooses
// between rules on accounts and rules on sites.
const Rule* rule_of_problem(const Ruleset& ruleset, std::string_view problem, bool of_account);

}  // namespace mingcha::ruleset
