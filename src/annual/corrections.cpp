#include "annual/corrections.h"

#include <algorithm>

namespace mingcha::annual {

namespace {

void count(CorrectionCount& into, const Correction& message, Instant now) {
    const bool answered = message.answered && *message.answered <= now;
    ++into.received;
    into.settled += answered ? 1 : 0;
    into.reopened += message.reopened > 0 ? 1 : 0;
    if (!message.due) {
        ++into.undated;
    } else if (answered) {
        ++(*message.answered <= *message.due ? into.in_time : into.late);
    } else {
        ++(now > *message.due ? into.overdue : into.open);
    }
}

}  // namespace

std::optional<Points> CorrectionCount::rate() const {
    const std::int64_t due = std::int64_t{in_time} + late + overdue;
    if (due == 0) return std::nullopt;
    return percent(in_time, due);
}

CorrectionLedger count_corrections(const std::vector<Correction>& messages, std::int32_t year,
                                   Instant now) {
    CorrectionLedger ledger;
    for (const Correction& message : messages) {
        if (civil(date_of(message.received)).year != year || message.received > now) continue;
        auto unit =
            std::find_if(ledger.units.begin(), ledger.units.end(),
                         [&](const CorrectionCount& each) { return each.unit == message.unit; });
        if (unit == ledger.units.end()) {
            ledger.units.emplace_back().unit = message.unit;
            unit = std::prev(ledger.units.end());
        }
        count(*unit, message, now);
        count(ledger.all, message, now);
    }
    return ledger;
}

CorrectionCount count_all(const std::vector<Correction>& messages, Instant now) {
    CorrectionCount all;
    for (const Correction& message : messages) {
        if (message.received <= now) count(all, message, now);
    }
    return all;
}

}  // namespace mingcha::annual
