// 期限: how many days a site, a column, a letter, a question or an account has left until a limit
// of the ruleset is over. Judging says what is at fault; this says what will be, in time to mend
// it. The limits are those the rules themselves use (engine.h names them), so a deadline that
// passes and the finding of that rule never disagree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/engine.h"

namespace mingcha::audit {

enum class DueKind { home_page, column, letter, question, account };

struct Deadline {
    std::string target;  // site code, or account_key
    std::string rule;    // whose limit it is
    DueKind kind = DueKind::column;
    std::string what;            // name of the column or account, title of the letter or question
    std::string url;             // where to look; may be empty
    std::optional<Date> since;   // newest item, or the day of asking
    Date last_day;               // the last day that is still in order
    std::int32_t days_left = 0;  // last_day − today; 0: today is the last day; negative: over
};

// What runs out at one site, soonest first; what has no limit, or could not be dated, is left out.
// Questions are asked for 1 and for 5 working days and end with the reply; a year without working
// days gives none. Facts as they were observed: what was published since is not known here.
std::vector<Deadline> deadlines_of(const SiteFacts& facts, const AuditContext& context, Date today);
// An account whose posts are known has one.
std::vector<Deadline> deadlines_of(const AccountFacts& facts, const AuditContext& context,
                                   Date today);

// "首页", "栏目", "留言", "提问", "账号".
std::string_view to_string(DueKind kind);

}  // namespace mingcha::audit
