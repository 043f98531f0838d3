// 上期未整改: a finding whose identity counted in the previous closed campaign is marked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/engine.h"

namespace mingcha::audit {

// What two writings of one problem share: NFKC, without spaces, closing points and the mark
// （…未整改） that an earlier circular put behind it.
std::string problem_key(std::string_view problem);

// By id; what came from an older document has no place and is matched by target, rule and words.
// The verdict of unrectified-problem, where the ruleset has it, says whether any was found again.
void mark_carried_over(std::vector<Verdict>& verdicts, const std::vector<PriorFinding>& previous);

}  // namespace mingcha::audit
