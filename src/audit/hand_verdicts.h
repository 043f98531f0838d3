// What people wrote on worksheets, found by target and rule. Faults among them come as imported
// findings; here are the words that stand where a machine measured nothing.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/verdict.h"
#include "model/worksheet.h"

namespace mingcha::audit {

class HandVerdicts {
public:
    // The words that stand (workflow/words.h); second looks of spot checks are left out.
    explicit HandVerdicts(const std::vector<HandVerdict>& rows);

    // The person's word as a verdict, where `open` has none of its own: pass, not_applicable, or
    // not_measured with the person's reason. Otherwise `open` as it is.
    Verdict settled(Verdict open, std::string_view target, std::string_view rule) const;

private:
    std::unordered_map<std::string, HandVerdict> rows_;  // by target and rule
};

}  // namespace mingcha::audit
