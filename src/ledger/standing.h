// How a question stands on a day, for whoever looks at the ledger: the same clock as the rules', in
// working days of the ruleset's calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/questions.h"
#include "model/standard.h"
#include "ruleset/interaction.h"

namespace mingcha::ledger {

enum class Standing : std::uint8_t {
    planned,   // not asked yet
    not_sent,  // tried, and it did not get out
    not_due,   // no reply that counts, and the last working day is not over
    late,      // the reply came behind the last working day, or none did
    to_judge,  // a reply in time that nobody has judged
    answered,  // an effective reply in time
    unknown    // a year without working days
};

struct QuestionTime {
    Standing standing = Standing::planned;
    std::optional<Date> last_day;           // in time up to and with this one
    std::optional<std::int32_t> workdays;   // to the reply, or passed without one
    std::optional<std::int32_t> days_left;  // of not_due: working days, 0: today is the last
    std::optional<std::int32_t> days_over;  // of late
};

// `timing` as ruleset/interaction.h has it for this site on `today`; none: nobody asked up to then.
QuestionTime question_time(const Question& question,
                           const std::optional<ruleset::ReplyTiming>& timing, Date today,
                           const WorkdayCalendar& calendar);

std::string_view to_string(Standing standing);
std::string_view to_chinese(Standing standing);
std::optional<Standing> parse_standing(std::string_view text);

}  // namespace mingcha::ledger
