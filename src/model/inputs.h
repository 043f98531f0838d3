// Rows that people and other systems bring: findings made by hand, interaction tests, posts,
// probes, reposts, messages. Contract §3 gives columns and keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "model/capture.h"
#include "model/reason.h"

namespace mingcha {

struct ImportedFinding {  // key: campaign + target + rule + problem + evidence_url
    std::string target;   // site code, account code, or 账号类型/账号名称
    std::string rule;
    std::string problem;
    std::int32_t count = 1;
    std::optional<Points> points;  // of the whole row; overrides the ruleset's, needs a reason
    std::string reason;
    bool carried_over = false;  // 上期未整改
    std::string evidence_url;
    std::optional<Instant> found_at;
    std::string inspector;
    std::string note;
    std::int32_t row = 0;  // position of the import, from 1
    std::string source;    // file and row: "findings.csv:12", the evidence where no URL is given
    std::vector<Capture> captures;  // pictures and notes of whoever looked
};

struct Interaction {  // key: campaign + site_code + asked_at
    std::string site_code;
    std::string question;
    std::string channel;
    Instant asked_at;
    std::optional<Instant> replied_at;
    bool effective = true;  // n = counts as no reply
    bool judged = true;     // false: of the ledger, a person has still to say whether effective
    std::string reply_excerpt;
    std::string receipt_no;  // private: never in documents
    std::string query_code;  // private: never in documents
    std::string source;
};

// Where a post, or what is known of an account's last one, comes from. Each is a source of its own:
// another that an operator opens (a platform's interface) is one more word here and one more caller
// of whatever stores posts and looks.
enum class PostSource : std::uint8_t {
    exported,    // a platform's or the registration system's table
    manual,      // written down by a person
    feed,        // RSS, Atom or JSON Feed
    page,        // the account's public page
    screenshot,  // a picture that a person took
};

struct Post {  // key: account + url, or title + published_at
    std::string account_key;
    std::string account_type;
    std::string name;  // of the account, as the source shows it
    Instant published_at;
    std::string title;
    std::string url;
    std::optional<std::int64_t> interactions;
    std::string text;          // where the source has it
    std::string certified_as;  // 认证主体, where the source shows it
    PostSource by = PostSource::exported;
    std::string screenshot;  // SHA-256 of a stored picture, or the name of one
    std::string source;
};

enum class LookState : std::uint8_t {
    seen,          // the account was there
    not_found,     // searched for and not there: renamed, cancelled, or misspelt
    not_collected  // could not be looked at
};

// What somebody who looked at an account, or a machine, saw of it as a whole: when it last posted,
// or why that is not known. Never a post itself. What could not be looked at is not "not updated".
struct AccountLook {  // key: account + by + day of the look, or of the last post
    std::string account_key;
    std::string account_type;
    std::string name;  // as seen
    std::string operator_name;
    std::string certified_as;
    PostSource by = PostSource::manual;
    LookState state = LookState::seen;
    std::optional<Date> last_post;   // of the newest post that was seen
    std::optional<Instant> seen_at;  // as of when; of a campaign, its as_of
    Reason reason;                   // where nothing was seen
    std::string url;
    std::string screenshot;  // SHA-256 of a stored picture, or the name of one
    std::string source;      // file and row, or what was asked
};

// Milliseconds from the beginning of an exchange until a phase was over; empty: it was not reached.
struct VisitPhases {
    std::optional<std::int64_t> dns_ms;
    std::optional<std::int64_t> connect_ms;
    std::optional<std::int64_t> tls_ms;  // handshake of https
    std::optional<std::int64_t> first_byte_ms;

    bool operator==(const VisitPhases&) const = default;
};

struct Probe {  // key: site_code + vantage + at
    std::string site_code;
    std::string vantage;
    Instant at;
    bool ok = false;
    std::int32_t http_status = 0;
    std::int64_t elapsed_ms = 0;
    std::string error;
    VisitPhases phases;  // of the last exchange, after redirects
    std::string ours;    // why the failure is the prober's own, counting nowhere; empty: it is not
};

// What the office excused beforehand: planned downtime of a site, a column where nothing new can
// come. Never works backwards: decided_at ≤ from.
struct Exemption {  // key: site_code + rule + column + from
    std::string site_code;
    std::string rule;
    std::string column;  // name of the column; empty: the whole site
    Instant from;
    Instant to;  // inclusive
    std::string author;
    Instant decided_at;
    std::string reason;
    std::string source;
};

struct RepostItem {  // key: id
    std::string id;
    std::string title;
    std::string issuer;
    Instant issued_at;
    std::string url;
    std::int32_t due_hours = 24;
    std::string text;  // of the item, whole or its beginning; known again under another title
};

struct MessageRow {  // messages of a board brought as a table; key: site_code + column + title +
                     // asked_at
    std::string site_code;
    std::string column;
    std::string title;
    Instant asked_at;
    std::optional<Instant> replied_at;
    bool is_public = true;
    std::string source;
};

std::string_view to_string(PostSource source);
std::string_view to_chinese(PostSource source);
std::optional<PostSource> parse_post_source(std::string_view text);  // either language
std::string_view to_string(LookState state);
std::string_view to_chinese(LookState state);
std::optional<LookState> parse_look_state(std::string_view text);

}  // namespace mingcha
