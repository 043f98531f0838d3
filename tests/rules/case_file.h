// Rule cases as text. A file holds cases; each begins with its name in brackets, then says what was
// seen and what the rule has to say. Words are parted by blanks, fields by " | ". Addresses may be
// paths on the site. Without a line of its own, the site is the portal http://www.qinghe.gov.cn/
// and as_of is 2021-11-12 18:00.
//
//   [newest item fifteen days old]
//   page / home
//     item 清河县召开工作会议 | /art/1.html | 2021-10-28
//   expect fail
//   finding 首页超过14天未更新 | /
//
// site KEY=VALUE…           kind, url, code, name, unit, services=n, state
// registered KIND URL       another site of the registry
// as_of TIME · window FROM TO · by_hand · accounts_as_of DAY · detection assist
// page PATH KIND FLAG…      see read_page; lines indented below it: column, item, link, message,
//                           meta, tags, footer, guide, script_item, heads (a name in its head),
//                           text (a line of the main text),
//                           sign KIND | TARGET | EXCERPT, hidden_text TEXT,
//                           guise robot|searcher|search | TITLE | LED TO | FLAG…,
//                           guised_link TEXT | URL
// document PATH | TITLE | TITLE OF ITS PAGE    an attachment that was read; text lines below it
// unit_post DAY | TITLE | URL    of an account of the site's unit
// earlier TIME · was PATH KIND DAY · was_item TITLE | PATH | DAY   what an earlier visit saw
// usual COUNT               so many columns with fresh lists: a site that was read whole
// columns NAME COUNT KIND WHAT [deep]   so many columns with their pages; WHAT is a day, or blank,
//                           scripted, framed, parent, content, undated, unknown, unfetched, blocked
// check URL STATE FLAG…     a link: attempts=N status=N kind=image home=PATH other=PATH,PATH
// probes DAY COUNT FLAG…    fail=N slow=N wall=N ours=N north=1 (from another vantage)
// exempt RULE | COLUMN | FROM | TO | DECIDED
// ipv6 STATE FLAG…          the home page over IPv6: no_address, because=CODE:TEXT
// question ASKED [REPLIED] [n]
// letter COLUMN | TITLE | ASKED | REPLIED | private
// seen PATH FIRST LAST · repost TITLE | ISSUED | HOURS · cut CODE:TEXT · unvisited CODE:TEXT
// import PROBLEM | URL | count=N carried · prior PLACE | PROBLEM
// account KEY=VALUE… · opened · own_page URL (with lines as below a page)
// post TIME FLAG… | TITLE | TEXT · look FLAG… · other_account FLAG…   see case_accounts.h
// term TEXT | KIND | SUGGESTION | FROM | TO    instead of the shipped dictionary
// allow TEXT | SCOPE | SITES | ONLY-FOR-TERM · no_dictionary
// expect OUTCOME [REASON] · coverage CHECKED BLOCKED SKIPPED
// finding WORDS | PLACE | FLAG…         one line a finding: count=N amount=A place=P carried
//                           confirmed outcome=O shows=URL (of its first evidence)
//                           says=WORDS (in its first evidence)
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/engine.h"
#include "base/result.h"

namespace mingcha::cases {

struct ExpectedFinding {
    std::string words;
    std::string place;
    std::vector<std::string> flags;
};

struct Case {
    std::string name;
    int line = 0;
    std::deque<std::string> texts;  // what the views of the facts lead into
    SiteFacts site;
    AccountFacts account;
    bool of_account = false;
    std::vector<Account> earlier_accounts, later_accounts;  // of the registry, around this one
    std::vector<AccountLook> other_looks;
    audit::AuditContext context;
    bool assist = false;
    std::optional<Dictionary> dictionary;  // its own, instead of the shipped one
    bool no_dictionary = false;
    std::string outcome;
    std::string reason;
    std::optional<Coverage> coverage;
    std::vector<ExpectedFinding> findings;
};

// Errors name line and word.
Result<std::deque<Case>> read_cases(const std::string& file, std::string_view text,
                                    std::string_view rule);

}  // namespace mingcha::cases
