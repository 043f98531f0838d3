// Judging a campaign of the database: its rows and stored facts in, its verdicts replaced.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/judge.h"
#include "base/result.h"
#include "ruleset/recurrence.h"
#include "store/store.h"

namespace mingcha::app {

struct JudgeRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string ruleset;  // empty: the campaign's own; another one is kept beside it
    int threads = 0;      // 0: one a core
};

// The rows of the database that a judgement reads; `ruleset` must outlive the result. Errors: rows
// that cannot be read.
Result<JudgeInput> load_judge_input(store::Store& store, const std::filesystem::path& data_dir,
                                    const Campaign& campaign, const Ruleset& ruleset);

// What counted in the closed campaign before this one; empty where there is none.
Result<std::vector<ruleset::PriorFinding>> previous_findings(
    store::Store& store, const std::filesystem::path& data_dir, const Campaign& campaign);

// Errors: no such campaign or ruleset, facts that cannot be read, a campaign that was read from a
// document.
Result<Judgement> judge_campaign(store::Store& store, const JudgeRequest& request);

// The same where facts or rows came since the last judgement; else, and for what was read from a
// document, nothing is done.
Result<bool> judge_what_is_new(store::Store& store, const JudgeRequest& request);

}  // namespace mingcha::app
