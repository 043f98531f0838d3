// Named tables → typed rows. Every wrong cell is reported; a row with one is not among the rows.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/columns.h"
#include "model/honours.h"
#include "model/inputs.h"
#include "model/life_cycle.h"
#include "model/questions.h"
#include "model/registry.h"

namespace mingcha::intake {

inline constexpr std::size_t kMaxUnderstood = 20'000;

template <class Row>
struct Parsed {
    std::vector<Row> rows;
    // What was understood of the wrong ones, at most kMaxUnderstood: they are in the file too.
    std::vector<Row> refused;
    std::vector<RowError> errors;
};

// A rule is asked of sites or of accounts, whatever part of them the machine judges it on.
enum class TargetClass { site, account };

// What findings, interactions and the like are checked against. What is left empty is unchecked.
struct Known {
    std::function<bool(std::string_view site_code)> is_site;
    std::function<std::optional<TargetClass>(std::string_view target)> target_class;
    std::function<std::string(std::string_view target)> near_target;  // empty: none is near
    std::function<std::optional<TargetClass>(std::string_view rule)> rule_class;
    // Ids with their titles; of one class where one is given.
    std::function<std::vector<std::string>(std::string_view rule, std::optional<TargetClass>)>
        near_rules;
    // The code of an account that was named by 账号类型/账号名称; empty: it has none.
    std::function<std::string(std::string_view named)> account_code;
    std::optional<Date> today;  // no post is younger
    // Does an exemption from this rule name a column? Empty: it knows no exemptions.
    std::function<std::optional<bool>(std::string_view rule)> exempted_by_column;
};

Parsed<Unit> parse_units(const NamedTable& table);
Parsed<Division> parse_divisions(const NamedTable& table);
Parsed<Site> parse_sites(const NamedTable& table);
Parsed<Account> parse_accounts(const NamedTable& table);
Parsed<ImportedFinding> parse_findings(const NamedTable& table, const Known& known);
Parsed<Interaction> parse_interactions(const NamedTable& table, const Known& known);
Parsed<BankQuestion> parse_questions(const NamedTable& table);

// A line of a posts file: a post, or, where it has no time of publishing, what somebody saw who
// looked at the account.
struct PostLine {
    Post post;
    std::optional<Instant> published_at;
    std::string operator_name;
    std::optional<Instant> last_seen, seen_at;
    LookState state = LookState::seen;
    std::string cause;  // why nothing was seen

    bool is_post() const { return published_at.has_value(); }
    AccountLook look() const;
};

// Lines that name an account of no registry are looks at it where they say who runs it.
Parsed<PostLine> parse_posts(const NamedTable& table, const Known& known);
Parsed<Probe> parse_probes(const NamedTable& table, const Known& known);
Parsed<Exemption> parse_exemptions(const NamedTable& table, const Known& known);
Parsed<RepostItem> parse_reposts(const NamedTable& table);
Parsed<MessageRow> parse_messages(const NamedTable& table, const Known& known);

// A rank says its place, a practice what was done; nothing is dated behind `known.today`.
Parsed<Honour> parse_honours(const NamedTable& table, const Known& known);

// One row of the table in which an office keeps the questions of a campaign: whatever of them is
// filled in. Times of a day alone are its midnight.
struct QuestionRecord {
    int line = 0;
    std::string site_code;
    std::string board_url;
    std::string title;
    std::string question;
    std::string asker;
    std::string working_hours;
    bool login_needed = false;
    std::string channel;
    std::optional<Instant> asked_at;
    std::string receipt_no;
    std::string query_code;
    std::optional<NotSent> not_sent;
    std::optional<Instant> tried_at;
    std::optional<Instant> replied_at;
    std::string reply_url;
    std::string reply_excerpt;
    std::string proof;
    std::optional<bool> effective;
    std::string judged_by;
    std::string note;
};
Parsed<QuestionRecord> parse_question_records(const NamedTable& table, const Known& known);

// A step in the life of a site or an account; what it may be says lifecycle/transitions.h.
struct LifeStep {
    int line = 0;
    LifeEvent step;
};
Parsed<LifeStep> parse_life_steps(const NamedTable& table);

struct PlainCells {
    std::string key;
    std::map<std::string, std::string> cells;
};
// corrections (key: id) and annual (key: site_code + year): every filled cell is kept, under the
// column's English name where it has one, else as the file heads it.
Parsed<PlainCells> parse_plain(const NamedTable& table, const Known& known);

}  // namespace mingcha::intake
