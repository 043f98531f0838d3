#include "ruleset/interaction.h"

#include "ruleset/workdays.h"

namespace mingcha::ruleset {

namespace {

constexpr std::int32_t kLastDay = 5;  // working days; behind the last of them a reply is too late

ReplyTiming not_timed(const Interaction& question, ReasonCode code, std::string text) {
    ReplyTiming timing;
    timing.question = &question;
    timing.reason = {code, std::move(text)};
    return timing;
}

ReplyBand band_of(std::int32_t workdays) {
    if (workdays <= 1) return ReplyBand::within_1;
    return workdays <= kLastDay ? ReplyBand::within_5 : ReplyBand::over_5;
}

}  // namespace

ReplyTiming time_reply(const Interaction& question, Instant as_of,
                       const WorkdayCalendar& calendar) {
    const Date asked = date_of(question.asked_at);
    const bool replied = question.replied_at && question.effective && *question.replied_at <= as_of;
    ReplyTiming timing;
    timing.question = &question;
    if (replied && !question.judged) {
        // Effective or not, an answer behind the last day is late.
        const auto due = add_workdays(calendar, asked, kLastDay);
        if (due && date_of(*question.replied_at) > *due) {
            timing.band = ReplyBand::over_5;
            return timing;
        }
        return not_timed(question, ReasonCode::ours, "已有答复，是否有效待人工判定");
    }
    if (replied && date_of(*question.replied_at) == asked) {
        timing.band = ReplyBand::same_day;
        timing.workdays = 0;
        return timing;
    }
    const auto due = add_workdays(calendar, asked, kLastDay);
    if (!due) return not_timed(question, ReasonCode::ours, due.error().what);
    if (!replied && as_of < end_of(*due)) {
        return not_timed(question, ReasonCode::not_due,
                         "尚无答复，第5个工作日（" + format_date(*due) + "）未满");
    }
    const Date until = replied ? date_of(*question.replied_at) : date_of(as_of);
    // Behind the fifth day no calendar is needed to say that it was late.
    if (until > *due) {
        timing.band = ReplyBand::over_5;
        if (const auto count = count_workdays(calendar, asked, until)) timing.workdays = *count;
        return timing;
    }
    const auto count = count_workdays(calendar, asked, until);
    if (!count) return not_timed(question, ReasonCode::ours, count.error().what);
    timing.workdays = *count;
    timing.band = replied ? band_of(*count) : ReplyBand::over_5;
    return timing;
}

std::optional<ReplyTiming> time_replies(const std::vector<Interaction>& questions, Instant as_of,
                                        const WorkdayCalendar& calendar) {
    std::optional<ReplyTiming> slowest;
    for (const Interaction& question : questions) {
        if (question.asked_at > as_of) continue;
        const ReplyTiming timing = time_reply(question, as_of, calendar);
        const bool open = timing.band == ReplyBand::not_measured;
        if (!slowest ||
            (!open && (slowest->band == ReplyBand::not_measured || timing.band > slowest->band))) {
            slowest = timing;
        }
    }
    return slowest;
}

}  // namespace mingcha::ruleset
