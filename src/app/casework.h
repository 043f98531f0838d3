// The draft round (初检 → 反馈 → 申诉 → 复核 → 定稿) and the mending after the circular (整改):
// steps on findings, kept beside the verdicts. What a step may follow is said by workflow/cases.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/proof_file.h"
#include "base/result.h"
#include "model/cases.h"
#include "model/verdict.h"
#include "store/store.h"
#include "workflow/cases.h"

namespace mingcha::app {

struct StepRequest {
    std::string campaign;
    std::string finding;  // its id, or the first eight or more characters
    CaseStep step;        // finding and number are filled in; `at` 0: now
    // Kept with the evidence; empty: none. `proof_name` gives its ending.
    std::string proof_bytes;
    std::string proof_name;
};

// Takes the step. An accepted objection dismisses the finding as well, in the same transaction.
// Errors: as workflow::take and finding_named; an objection without an open round or after its last
// day; mending of a finding that is not confirmed; a proof that is too large or of no known kind.
Result<CaseStep> take_step(store::Store& store, const std::filesystem::path& data_dir,
                           const StepRequest& request);

Result<std::vector<workflow::Case>> campaign_cases(store::Store& store,
                                                   const std::string& campaign);

// Opens the round, or gives it another last day. Errors: a closed campaign, a finished round, a day
// before today.
Result<DraftRound> open_round(store::Store& store, const std::string& campaign, Date until,
                              const std::string& by, Instant now);
// 定稿. Errors: no round; objections that wait for a decision, each named; the last day is not
// over, so that a unit may still object.
Result<DraftRound> finish_round(store::Store& store, const std::string& campaign,
                                const std::string& by, Instant now);
Result<std::optional<DraftRound>> draft_round(store::Store& store, const std::string& campaign);

// Nothing of the campaign may be published while its round is open: the error says what waits.
Result<bool> check_published(store::Store& store, const std::string& campaign);

// One finding with what people did about it.
struct CaseRow {
    Finding finding;
    workflow::Case standing;
    std::string unit;  // who runs the target; empty: not known
    std::string name;  // of the target
    std::optional<Date> due;
    workflow::Urgency urgency = workflow::Urgency::undated;
    std::optional<std::int32_t> days_left;  // negative: days overdue
};

// Confirmed faults (not what earned points) with how their mending stands on `today`, and those
// that were objected to, whatever their state; in the order of the verdicts. `rectify_by` of the
// campaign is the due day.
Result<std::vector<CaseRow>> case_rows(store::Store& store, const std::string& campaign,
                                       Date today);

// Mending, summed for each unit and all of them (the first row, without a name).
struct MendCount {
    std::string unit;
    std::int64_t all = 0, mended = 0, replied = 0, open = 0, returned = 0, overdue = 0;
};
std::vector<MendCount> count_mending(const std::vector<CaseRow>& rows);

}  // namespace mingcha::app
