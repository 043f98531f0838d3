// Whether a problem stood in the campaign before: by identity where both were measured, by words
// where what came before was written down by a person or read from a document.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/standard.h"
#include "model/verdict.h"

namespace mingcha::ruleset {

// A finding that counted when the previous campaign was closed. `place` is empty for what a person
// wrote down; `rule` where a document's row is of no known rule.
struct PriorFinding {
    std::string id;
    std::string target;
    std::string rule;
    std::string place;
    std::string problem;
};

// Do both mean one target? A key without a code, type/name, has more than one writing.
bool is_target(std::string_view written, std::string_view key);

// What stood before against one target.
class Recurrence {
public:
    // `ruleset` (nullptr: none at hand) says which subjects a writer may have left out: 办事指南.
    Recurrence(const std::vector<PriorFinding>& previous, std::string_view target,
               const Ruleset* ruleset);

    // Distinct problems that stood before.
    std::size_t count() const { return count_; }

    // Which of them, 0 … count() − 1, this finding is again; bonuses are none.
    std::optional<std::size_t> prior_of(const Finding& finding) const;

private:
    std::string words(std::string_view rule, std::string_view problem) const;

    const Ruleset* ruleset_;
    std::size_t count_ = 0;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_words_;  // (rule, words)
};

}  // namespace mingcha::ruleset
