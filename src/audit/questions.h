// The rules on the simple question that was asked on every site: which reply decides, and how a
// finding shows it. Query codes and receipts are private and never shown.
#pragma once

#include <functional>
#include <optional>

#include "audit/rule.h"
#include "ruleset/interaction.h"

namespace mingcha::audit {

// Asks `judge` about the deciding reply; not measured where it is not due or cannot be timed.
Verdict judge_reply(const SiteInput& input,
                    const std::function<Verdict(const ruleset::ReplyTiming&)>& judge);

// Confirmed with the import of the test (contract §4).
Finding reply_finding(const ruleset::ReplyTiming& timing, std::string problem);

// "问题未能提交：须实名登录", with the note of who tried.
std::string unsent_text(const UnsentQuestion& unsent);

// What an attempt that failed for the site's own doing proposes to a person; none where it was
// sent, or failed for ours.
std::optional<Finding> unsent_finding(const SiteFacts& facts, std::string problem);

}  // namespace mingcha::audit
