// Exceptions that an office made to a rule, laid over what was judged.
#pragma once

#include <vector>

#include "model/campaign.h"
#include "model/office_rules.h"
#include "model/verdict.h"

namespace mingcha::audit {

// A verdict whose rule and target have an exception in force at the campaign's moment is not
// applicable, with the exception's reason and end, and without findings.
void apply_rule_exceptions(const std::vector<RuleException>& exceptions, const Campaign& campaign,
                           std::vector<Verdict>& verdicts);

}  // namespace mingcha::audit
