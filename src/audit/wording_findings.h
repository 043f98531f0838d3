// Findings from terms of the dictionary, one a term with all its pages.
#pragma once

#include <string>

#include "audit/rule.h"

namespace mingcha::audit {

// So many different terms are told of one site; the last finding says how many more there are.
inline constexpr std::size_t kMaxTermFindings = 100;

// The verdict on the terms that are `wanted`; `problem_of` says in Chinese what is wrong with one.
// not_measured: no dictionary, none of its terms is wanted, no text was seen.
Verdict judge_terms(const SiteInput& input, bool (*wanted)(const DictionaryTerm&),
                    std::string (*problem_of)(const DictionaryTerm&));

}  // namespace mingcha::audit
