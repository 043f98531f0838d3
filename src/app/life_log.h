// The life of sites and accounts in the registry: steps taken and logged, never changed; what a
// year brought; what became of the accounts that circulars failed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/columns.h"
#include "lifecycle/fates.h"
#include "lifecycle/population.h"
#include "model/life_cycle.h"
#include "model/life_limits.h"
#include "store/store.h"

namespace mingcha::app {

struct StepsTaken {
    std::vector<LifeEvent> steps;          // as logged
    std::vector<std::string> remarks;      // odd and no error, Chinese
    std::vector<intake::RowError> errors;  // of a table; nothing is taken then
    std::size_t known = 0;                 // of a table: rows that the log has already
};
// Takes the steps in their order, all or none. A target is a site code, an account code, or
// 账号类型/账号名称. Errors: a target that is not registered; as lifecycle/transitions.h.
// `limits` are those of a ruleset.
Result<StepsTaken> take_steps(store::Store& store, std::vector<LifeEvent> steps,
                              const LifeLimits& limits = {});
// A table of steps (intake::life_steps_kind); wrong rows are in `errors`.
Result<StepsTaken> take_step_table(store::Store& store, const std::string& file,
                                   const std::string& bytes, const std::string& by, Instant now,
                                   const LifeLimits& limits = {});

// The log, of one target or all (empty), the earliest first.
Result<std::vector<LifeEvent>> life_log(store::Store& store, const std::string& target);

// Adds steps that a table of the registry brought: no rule was asked. For app/importing.cpp.
Result<bool> log_imported(store::Store& store, std::vector<LifeEvent> steps);

struct Rectified {
    std::int32_t year = 0;
    std::vector<lifecycle::Fate> fates;
    std::vector<lifecycle::UnitFates> units;
};
// Over all campaigns of the data directory, scored by their own rulesets.
Result<Rectified> rectified_accounts(store::Store& store, const std::filesystem::path& data_dir,
                                     std::int32_t year);

std::string log_text(const std::vector<LifeEvent>& log);
std::string log_json(const std::vector<LifeEvent>& log);
std::string counts_text(const std::vector<lifecycle::YearCounts>& years);
std::string counts_json(const std::vector<lifecycle::YearCounts>& years);
std::string rectified_text(const Rectified& rectified);
std::string rectified_json(const Rectified& rectified);

}  // namespace mingcha::app
