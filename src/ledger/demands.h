// The tasks of a demand: due, done with proof, overdue. Steps in, how each unit stands out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/demands.h"

namespace mingcha::ledger {

enum class TaskState : std::uint8_t { open, overdue, done, late, excused };

struct DemandTask {
    std::string unit;
    TaskState state = TaskState::open;
    std::optional<Date> on;  // done or excused
    std::string proof;
    std::string note;
    std::string by;
};

// One task a unit of the demand, in its order, as of the end of `today`: later steps are none yet.
// `steps` are those of this demand, in the order of their numbers within each unit.
std::vector<DemandTask> tasks_of(const Demand& demand, const std::vector<DemandStep>& steps,
                                 Date today);

// Checks a step against those before it and numbers it. Errors, Chinese, with how to mend: a unit
// that the demand does not ask; done without proof; excused or reopened without a reason; reopened
// though it is open, done though it is done; a day that has not come, or before the step before.
Result<DemandStep> next_step(const Demand& demand, const std::vector<DemandStep>& steps,
                             DemandStep step);

struct DemandCount {
    std::int64_t units = 0;  // the sum of the others
    std::int64_t done = 0, late = 0, overdue = 0, open = 0, excused = 0;
};
DemandCount count_tasks(const std::vector<DemandTask>& tasks);

std::string_view to_string(TaskState state);
std::string_view to_chinese(TaskState state);

}  // namespace mingcha::ledger
