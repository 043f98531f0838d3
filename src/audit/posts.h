// What an account posted as of the campaign, whichever source showed it, and what the rules compare
// it with.
#pragma once

#include <optional>

#include "audit/rule.h"

namespace mingcha::audit {

// Newest post not after as_of; null where there is none.
const Post* newest_post(const AccountInput& input);

// The newest sign of life that is known. One of the three pointers leads to what showed it.
struct LastPost {
    Date day;
    const Post* post = nullptr;
    const AccountLook* look = nullptr;  // somebody who looked wrote the day down
    const ListItem* item = nullptr;     // of the account's own page
};

struct Activity {
    std::optional<LastPost> last;
    // Why the age of `last`, or its absence, says nothing: nobody found the account, or what was
    // collected before could not be collected again. None: it says what it says.
    Reason doubt;
    // Only the account's page shows dates, and a page may show chosen posts only.
    bool from_page = false;
};

// Posts, looks and dated entries of the account's page up to as_of. What could not be collected, or
// was not found, is never a sign of silence.
Activity activity_of(const AccountInput& input);

// The day from which two weeks are reckoned back: as_of, or the date of the account data where that
// is earlier (what came later was not recorded).
Date account_day(const AccountInput& input);

// Days without a post beyond which an account is not updated; 14 where the ruleset says nothing.
std::int32_t account_days(const Rule& rule);

// The post itself: its address, or the row that brought it.
Evidence evidence_of(const Post& post, Instant at);

// A finding about the last post: its place and evidence, with the picture of the account where a
// person took one.
void show_last_post(Finding& finding, const AccountInput& input, const LastPost& last);

}  // namespace mingcha::audit
