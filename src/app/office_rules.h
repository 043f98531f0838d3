// An office's own word on the standard: exceptions to rules and its dictionary
// (model/office_rules).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/columns.h"
#include "model/campaign.h"
#include "model/office_rules.h"
#include "model/standard.h"
#include "ruleset/load.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxExceptions = 10'000;
inline constexpr std::size_t kMaxTargetsOfException = 1'000;
inline constexpr std::size_t kMaxOfficeWords = 50'000;

struct NewException {
    std::string rule;
    std::vector<std::string> targets;  // site codes, account codes or type/name
    std::string reason;
    Date from;
    Date until;
    std::string by;
    Instant now;
};
// Errors: a rule that `ruleset` does not have, a target that is not registered, no reason, no name,
// an end before the beginning or before today, a beginning that reaches back over the moment of a
// closed campaign.
Result<RuleException> add_exception(store::Store& store, const Ruleset& ruleset,
                                    const NewException& wanted);
// Ends an exception now; what was closed before stays as it was judged. Errors: no such exception,
// one that is over.
Result<RuleException> end_exception(store::Store& store, std::int64_t number, const std::string& by,
                                    Instant now);
// The one that ends first comes first; those that are over at the end.
Result<std::vector<RuleException>> rule_exceptions(store::Store& store, Date today);
Result<std::vector<RuleException>> exceptions_in_force(store::Store& store,
                                                       const Campaign& campaign);

struct NewWord {
    std::string text;
    OfficeWordKind kind = OfficeWordKind::wrong;
    std::string suggestion;
    std::string source;
    std::string note;
};
// Errors: too short or too long, a word of that text and kind that is there already, no source.
Result<OfficeWord> add_word(store::Store& store, const NewWord& wanted, const std::string& by,
                            Instant now);
Result<OfficeWord> remove_word(store::Store& store, std::int64_t number, const std::string& by,
                               Instant now);
// Those that hold now, in the order of their adding.
Result<std::vector<OfficeWord>> office_words(store::Store& store);

struct WordsTaken {
    std::size_t added = 0;
    std::size_t known = 0;
    std::vector<intake::RowError> errors;  // nothing is taken then
};
// A table with the columns that word_table writes. Errors: a file that cannot be read.
Result<WordsTaken> take_word_table(store::Store& store, const std::string& file,
                                   const std::string& bytes, const std::string& by, Instant now);
std::string word_table(const std::vector<OfficeWord>& words);  // CSV

// The words that hold for a campaign have the last word on the terms they name.
Result<bool> add_office_words(store::Store& store, const std::string& campaign, Ruleset& ruleset);

}  // namespace mingcha::app
