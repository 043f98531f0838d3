// 实时互动台账 of a campaign: planned from the bank, filled by people and by what the boards show,
// read by the rules as interactions. Steps are only ever added.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/question_boards.h"
#include "base/result.h"
#include "intake/columns.h"
#include "ledger/daily.h"
#include "ledger/questions.h"
#include "ledger/standing.h"
#include "ruleset/load.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::string_view kBankFile = "simple-questions.csv";  // among the rulesets' files

// The bank: simple-questions.csv of the program or of the office's folder `rulesets`, with the rows
// of `import questions` over those of the same id. Errors: a wrong row of the file, with its line.
Result<std::vector<BankQuestion>> question_bank(store::Store& store,
                                                const ruleset::Sources& sources);

Result<std::vector<ledger::Question>> load_questions(store::Store& store,
                                                     const std::string& campaign);

struct PlanRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::optional<std::uint64_t> seed;  // none: the campaign's own
    std::vector<std::string> only;      // site codes; empty: all
    bool again = false;                 // draw anew for sites that are planned and not asked yet
    std::string by;
    std::string asker;
    Instant now;
};
struct PlanReport {
    std::uint64_t seed = 0;
    std::size_t planned = 0;
    std::size_t kept = 0;              // were in the plan already
    std::vector<std::string> without;  // sites that no question of the bank suits
};
Result<PlanReport> plan_questions(store::Store& store, const ruleset::Sources& sources,
                                  const PlanRequest& request);

// One step by hand. Errors: as ledger::follow; a site that is not registered; a closed campaign.
Result<ledger::Question> record_step(store::Store& store, const std::string& campaign,
                                     const QuestionEvent& step);

struct RecordReport {
    std::size_t rows = 0;
    std::size_t steps = 0;  // added; what the ledger knows already is none
    std::vector<intake::RowError> errors;
    std::vector<std::string> warnings;
};
// A table of questions (intake::question_records_kind): all of it, or with a wrong row nothing.
Result<RecordReport> record_table(store::Store& store, const std::string& campaign,
                                  const std::string& file, const std::string& bytes,
                                  const std::string& by, Instant now);

// How a question stands for who looks: as of `as_of`, by the calendar of the campaign's ruleset.
struct LedgerRow {
    ledger::Question question;
    std::string name;  // of the site
    std::string unit;
    std::optional<ruleset::ReplyTiming> timing;  // none: nobody asked
    ledger::QuestionTime time;
};
struct Ledger {
    Campaign campaign;
    Date today;
    std::vector<LedgerRow> rows;
    ledger::Bands bands;  // of all running sites, those without a question among them
    std::vector<ledger::Task> tasks;
    // Questions that people imported (`import interactions`) of sites that are not in the ledger:
    // without steps; the one that decides, where there are several.
    std::vector<LedgerRow> imported;
    std::size_t unplanned = 0;  // running sites without either
};
// `on`: the day taken for today, to its end; none: `now`, not later than the campaign's as_of.
Result<Ledger> read_ledger(store::Store& store, const ruleset::Sources& sources,
                           const std::string& campaign, std::optional<Date> on, Instant now);
// The same of the sites that `seen` says yes to, by a ruleset that is at hand.
Result<Ledger> read_ledger(store::Store& store, const Ruleset& ruleset, const std::string& campaign,
                           std::optional<Date> on, Instant now,
                           const std::function<bool(const Site&)>& seen);

// The rows as a table that record_table takes back: headers in Chinese. Receipt numbers and query
// codes only where `with_private`, for whoever has to look an answer up.
struct LedgerTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
LedgerTable ledger_grid(const Ledger& ledger, bool with_private);

std::string_view band_key(ruleset::ReplyBand band);  // "same_day", …, "not_measured"

// Without receipt numbers and query codes.
std::string ledger_json(const Ledger& ledger);
std::string ledger_table(const Ledger& ledger);
std::string tasks_json(const Ledger& ledger);
std::string tasks_table(const Ledger& ledger);
// One question with all its steps, receipt number and query code: for the inspector's own screen.
std::string question_text(const LedgerRow& row);

}  // namespace mingcha::app
