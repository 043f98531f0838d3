// Rows as records and back: one kind a type. A row that this program cannot read any more is an
// error that names it, never skipped.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/annual.h"
#include "model/campaign.h"
#include "model/cases.h"
#include "model/demands.h"
#include "model/honours.h"
#include "model/inputs.h"
#include "model/life_cycle.h"
#include "model/questions.h"
#include "model/registry.h"
#include "model/verdict.h"
#include "model/worksheet.h"
#include "store/store.h"

namespace mingcha::store {

// decided: it stands. first: of a veto, waits for the same word of a second person. undone: the
// word before it was taken back.
enum class Said : std::uint8_t { decided, first, undone };

// A person's word on a finding. Key: campaign + finding id; the last one stands.
struct Decision {
    std::string finding;
    FindingState state = FindingState::candidate;
    std::string by;
    std::string reason;
    Instant at;  // wall clock
    Said said = Said::decided;
};

// The word of the first of two people on a veto, until the second says the same. Key: campaign +
// finding id.
struct FirstWord {
    Decision word;
};

// What a monitor set out to do in one campaign from one vantage, so that it goes on after a kill.
struct MonitorPlan {  // scope: the campaign; key: vantage
    std::string vantage;
    Instant began;
    std::uint64_t seed = 0;
    std::int32_t days = 0;
    std::int32_t per_day = 0;
};

// A picture of an account that a person took, kept beside the evidence. Scope: the campaign; key:
// account + file.
struct AccountPicture {
    std::string account_key;
    std::string file;    // its name as it came
    std::string stored;  // within the evidence folder: "pictures/SHA256.png"
    std::string sha256;
    std::uint64_t bytes = 0;
    std::optional<Instant> taken_at;  // as the file or the archive says
    Instant stored_at;                // wall clock
};

// What a feed said of itself when it was fetched last, so that it need not send itself again.
struct FeedState {  // key: account + url
    std::string account_key;
    std::string url;
    std::string etag;
    std::string last_modified;
    std::string sha256;
    Instant at;  // wall clock
};

// A campaign's population was fixed (scope: the campaign; key: number). The last one stands; its
// rows are the sites and accounts of the campaign's own scope.
struct Freeze {
    std::int32_t number = 0;  // from 1
    Date on;
    std::string hash;  // lifecycle::population_hash of the rows
    std::string by;
    std::string reason;  // of one that is not the first
    Instant at;          // wall clock
    std::vector<std::string> notes;
};

// A row of an import whose columns are kept as they are (corrections, annual).
struct PlainRow {
    std::string key;
    std::map<std::string, std::string> cells;
};

// Everything that was judged of one target under one ruleset.
struct TargetVerdicts {
    std::string target;
    std::vector<Verdict> verdicts;
};

// Name of the kind in the database; the key of contract §3; the row as JSON; and back.
#define MINGCHA_ROW(Type)                  \
    std::string_view kind_of(const Type*); \
    std::string key_of(const Type& row);   \
    std::string encode(const Type& row);   \
    Result<bool> decode(std::string_view body, Type& row)
MINGCHA_ROW(Unit);
MINGCHA_ROW(Division);
MINGCHA_ROW(Site);
MINGCHA_ROW(Account);
MINGCHA_ROW(Campaign);
MINGCHA_ROW(ImportedFinding);
MINGCHA_ROW(Interaction);
MINGCHA_ROW(BankQuestion);
MINGCHA_ROW(QuestionEvent);
MINGCHA_ROW(Post);
MINGCHA_ROW(AccountLook);
MINGCHA_ROW(AccountPicture);
MINGCHA_ROW(FeedState);
MINGCHA_ROW(Probe);
MINGCHA_ROW(Exemption);
MINGCHA_ROW(MonitorPlan);
MINGCHA_ROW(RepostItem);
MINGCHA_ROW(MessageRow);
MINGCHA_ROW(LifeEvent);
MINGCHA_ROW(Freeze);
MINGCHA_ROW(Honour);
MINGCHA_ROW(Demand);
MINGCHA_ROW(DemandStep);
MINGCHA_ROW(PlainRow);
MINGCHA_ROW(AnnualReport);
MINGCHA_ROW(HandVerdict);
MINGCHA_ROW(Assignment);
MINGCHA_ROW(Inspector);
MINGCHA_ROW(Capture);
MINGCHA_ROW(CaseStep);
MINGCHA_ROW(DraftRound);
MINGCHA_ROW(Decision);
MINGCHA_ROW(FirstWord);
MINGCHA_ROW(TargetVerdicts);
#undef MINGCHA_ROW

inline constexpr std::string_view kVerdictsKind = "verdicts";
inline constexpr std::string_view kDecisionKind = "decision";
inline constexpr std::string_view kDecisionLogKind = "decision-log";
inline constexpr std::string_view kFirstWordKind = "first-word";

// Does a judgement read rows of this kind? Not what it writes itself, what people say of it, and
// who they are: a campaign need not be judged again because somebody signed in or confirmed a
// finding. (Decisions on the previous campaign count, and that one is closed by then.)
bool is_judged_from(std::string_view kind);

// All rows of a type within `scope` (a campaign's id; empty for what belongs to no campaign).
template <class Row>
Result<std::vector<Row>> load(Store& store, std::string_view scope = {}) {
    const Result<std::vector<Record>> records =
        store.records(kind_of(static_cast<const Row*>(nullptr)), scope);
    if (!records) return Fail(records.error());
    std::vector<Row> rows;
    rows.reserve(records->size());
    for (const Record& record : *records) {
        Row row;
        if (Result<bool> read = decode(record.body, row); !read) {
            read.error().where =
                std::string(kind_of(static_cast<const Row*>(nullptr))) + " " + record.key;
            return Fail(read.error());
        }
        if constexpr (requires { row.row; }) row.row = static_cast<std::int32_t>(record.position);
        rows.push_back(std::move(row));
    }
    return rows;
}

// The same into `rows`, for lists of many loads whose first error is what counts.
template <class Row>
Result<bool> load_into(Store& store, std::string_view scope, std::vector<Row>& rows) {
    Result<std::vector<Row>> loaded = load<Row>(store, scope);
    if (!loaded) return Fail(loaded.error());
    rows = std::move(*loaded);
    return true;
}

template <class Row>
Record to_record(const Row& row) {
    return {key_of(row), 0, encode(row)};
}

template <class Row>
Result<bool> save(Store& store, std::string_view scope, const std::vector<Row>& rows) {
    std::vector<Record> records;
    records.reserve(rows.size());
    for (const Row& row : rows) records.push_back(to_record(row));
    return store.put(kind_of(static_cast<const Row*>(nullptr)), scope, records);
}

}  // namespace mingcha::store
