// A finding's case as a state machine: (how it stands, step) → how it stands, or why the step may
// not be taken. Pure: the steps are the truth; a slip is mended by another step.
//
//   objection   none → open → accepted | rejected | withdrawn (→ open again)
//   mending     open → replied → mended | returned (→ replied again); mended also without a reply,
//               when an inspector saw it himself. A finding whose objection was accepted has
//               nothing to be mended.
// A second look (looked) changes no state: it is what a decision may rest on. Nobody decides on
// what he himself brought.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/cases.h"

namespace mingcha::workflow {

inline constexpr std::size_t kMaxCaseSteps = 100;   // of one finding
inline constexpr std::size_t kMaxCaseText = 4'000;  // characters of one step
enum class ObjectionState : std::uint8_t { none, open, accepted, rejected, withdrawn };
enum class MendState : std::uint8_t { open, replied, mended, returned };

struct Case {
    std::string finding;
    ObjectionState objection = ObjectionState::none;
    MendState mend = MendState::open;
    std::optional<Date> extended_to;
    std::vector<CaseStep> steps;  // in order
};

// The case after the step. Errors: a step that this state does not take, a name or text that is
// missing or too long, a decision by who brought the matter, a due day that is no later, a time
// before the last step's.
Result<Case> take(const Case& before, const CaseStep& step);

// From stored steps, in order; errors as above, for a damaged store.
Result<std::vector<Case>> cases_of(const std::vector<CaseStep>& steps);

// Who brought the objection or reply that is open; empty where none is.
std::string_view brought_by(const Case& each);

// How a mending stands against its due day on `today`.
enum class Urgency : std::uint8_t { done, in_time, due_today, overdue, undated };
Urgency urgency_of(const Case& each, std::optional<Date> due, Date today);

// The due day of a case: the campaign's, or the later one it was extended to.
std::optional<Date> due_of(const Case& each, std::optional<Date> campaign_due);

enum class RoundStage : std::uint8_t { initial, feedback, review, final };  // 初检 反馈 复核 定稿
RoundStage stage_of(const std::optional<DraftRound>& round, Instant now);

std::string_view to_string(ObjectionState state);
std::string_view to_string(MendState state);
std::string_view to_string(RoundStage stage);
std::string_view to_string(Urgency urgency);
std::string_view to_chinese(ObjectionState state);
std::string_view to_chinese(MendState state);
std::string_view to_chinese(RoundStage stage);
std::string_view to_chinese(Urgency urgency);

}  // namespace mingcha::workflow
