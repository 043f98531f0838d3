// The rules on the simple question that was asked on every site: which reply decides, and how a
// finding shows it. Query codes and receipts are private and never shown.
#pragma once

#include <functional>

#include "audit/rule.h"
#include "ruleset/interaction.h"

namespace mingcha::audit {

// Asks `judge` about the deciding reply; not measured where it is not due or cannot be timed.
Verdict judge_reply(const SiteInput& input,
                    const std::function<Verdict(const ruleset::ReplyTiming&)>& judge);

// Confirmed with the import of the test (contract §4).
Finding reply_finding(const ruleset::ReplyTiming& timing, std::string problem);

}  // namespace mingcha::audit
