// The posts of an account as of the campaign: newest, and what the rules compare it with.
#pragma once

#include "audit/rule.h"

namespace mingcha::audit {

// Newest post not after as_of; null where there is none.
const Post* newest_post(const AccountInput& input);

// The day from which two weeks are reckoned back: as_of, or the date of the account data where that
// is earlier (what came later was not recorded).
Date account_day(const AccountInput& input);

// Days without a post beyond which an account is not updated; 14 where the ruleset says nothing.
std::int32_t account_days(const Rule& rule);

// The post itself: its address, or the row that brought it.
Evidence evidence_of(const Post& post, Instant at);

}  // namespace mingcha::audit
