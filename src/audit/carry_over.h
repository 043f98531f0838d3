// 上期未整改: a finding whose identity counted in the previous closed campaign is marked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/engine.h"

namespace mingcha::audit {

// The place of a finding that a person wrote down: NFKC, without spaces, closing points and the
// mark （…未整改） that an earlier circular put behind it. Ids rest on it; whether a problem stood
// before is asked of ruleset/recurrence.h.
std::string problem_key(std::string_view problem);

// What of a closed campaign's verdicts counted there: confirmed findings, and automatic ones of the
// deduction and local parts that nobody dismissed. What a person wrote down has no place of its own
// and is matched by its words as well.
std::vector<PriorFinding> priors_of(const std::vector<Verdict>& verdicts, const Ruleset& ruleset);

// The same of what was read from an older document: all of it was published, so it counted. A row
// whose rule is not known is matched by target and words alone.
std::vector<PriorFinding> priors_of(const std::vector<ImportedFinding>& rows);

// As ruleset/recurrence.h says. The verdict of unrectified-problem, where the ruleset has it, says
// whether any was found again.
void mark_carried_over(std::vector<Verdict>& verdicts, const std::vector<PriorFinding>& previous,
                       const Ruleset& ruleset);

}  // namespace mingcha::audit
