#include "ledger/standing.h"

#include <algorithm>
#include <iterator>

#include "ledger/daily.h"
#include "model/names.h"
#include "ruleset/workdays.h"

namespace mingcha::ledger {

namespace {

constexpr Names<Standing, 7> kStandings{{{Standing::planned, {"planned", "待提问"}},
                                         {Standing::not_sent, {"not_sent", "未能提问"}},
                                         {Standing::not_due, {"not_due", "未到期"}},
                                         {Standing::late, {"late", "超期"}},
                                         {Standing::to_judge, {"to_judge", "答复待判定"}},
                                         {Standing::answered, {"answered", "按期答复"}},
                                         {Standing::unknown, {"unknown", "无法计算"}}}};

Standing standing_of(const Question& question, const ruleset::ReplyTiming& timing) {
    if (timing.band == ruleset::ReplyBand::over_5) return Standing::late;
    if (timing.band != ruleset::ReplyBand::not_measured) return Standing::answered;
    if (timing.reason.code == ReasonCode::not_due) return Standing::not_due;
    const bool waits = question.answer && !question.effective;
    return waits ? Standing::to_judge : Standing::unknown;
}

}  // namespace

QuestionTime question_time(const Question& question,
                           const std::optional<ruleset::ReplyTiming>& timing, Date today,
                           const WorkdayCalendar& calendar) {
    QuestionTime out;
    if (!timing || !question.asked_at) {
        out.standing = question.unsent ? Standing::not_sent : Standing::planned;
        return out;
    }
    out.standing = standing_of(question, *timing);
    const Date asked = date_of(*question.asked_at);
    const std::int32_t limit = *std::prev(std::end(kLimits));
    const auto last = ruleset::add_workdays(calendar, asked, limit);
    if (!last) return out;
    out.last_day = *last;
    // A reply that nobody judged yet is timed as well: that is what the word on it will count.
    const bool replied = question.answer && question.effective.value_or(true) &&
                         date_of(question.answer->at) <= today;
    const Date until = replied ? date_of(question.answer->at) : today;
    const auto passed = ruleset::count_workdays(calendar, asked, until);
    if (!passed) return out;
    out.workdays = *passed;
    if (out.standing == Standing::not_due) out.days_left = std::max(limit - *passed, 0);
    if (out.standing == Standing::late) out.days_over = std::max(*passed - limit, 0);
    return out;
}

std::string_view to_string(Standing standing) {
    return name_of(kStandings, standing, kEnglish);
}
std::string_view to_chinese(Standing standing) {
    return name_of(kStandings, standing, kChinese);
}
std::optional<Standing> parse_standing(std::string_view text) {
    return value_of(kStandings, text);
}

}  // namespace mingcha::ledger
