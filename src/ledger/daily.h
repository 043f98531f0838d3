// 今日清单: what there is to do about the questions of a campaign on one day, and which of them
// turn over which limit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/questions.h"
#include "model/standard.h"
#include "ruleset/interaction.h"

namespace mingcha::ledger {

enum class TaskKind {
    ask,         // planned, not asked yet
    judge,       // an answer waits for a person's word
    turns_over,  // no answer, and a limit runs out with this day
    waiting,     // no answer, no limit today
    over,        // no answer, the last limit is behind
    unknown      // the days cannot be counted: a year without data
};

struct Task {
    TaskKind kind = TaskKind::waiting;
    std::string site_code;
    std::string title;
    std::optional<Date> asked;
    std::optional<std::int32_t> workdays;  // behind the day of asking, up to today
    std::int32_t limit = 0;                // of turns_over: 0 the same day, 1, 5 working days
    std::optional<Date> next_limit;        // of waiting: the day on which the next limit runs out
    std::string why;                       // of unknown
};

// The limits of annex 3, in working days; 0 is the day of asking itself.
inline constexpr std::int32_t kLimits[] = {0, 1, 5};

// One task for each question that waits for something, in the order of `questions`. Questions that
// people imported beside the ledger come as `others`. What is asked or answered later than `today`
// does not count yet.
std::vector<Task> tasks_of(const std::vector<Question>& questions,
                           const std::vector<Interaction>& others, Date today,
                           const WorkdayCalendar& calendar);

// The four bands with the share of each and of all up to it, in the words of the circulars.
struct Band {
    std::string_view name;  // 当天答复, 1个工作日内, 5个工作日内, 超过5个工作日
    std::int64_t count = 0;
    std::optional<Points> share;       // of those measured, percent
    std::optional<Points> cumulative;  // with the bands before it; none for the last
};
struct Bands {
    std::vector<Band> bands;  // always four
    std::int64_t measured = 0;
    std::int64_t not_measured = 0;
};
Bands count_bands(const std::vector<ruleset::ReplyBand>& sites);

std::string_view to_chinese(TaskKind kind);
std::string_view to_string(TaskKind kind);

}  // namespace mingcha::ledger
