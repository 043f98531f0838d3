#include "audit/hand_verdicts.h"

#include <fmt/format.h>

namespace mingcha::audit {

namespace {

std::string key_of(std::string_view target, std::string_view rule) {
    return fmt::format("{}\n{}", target, rule);
}

}  // namespace

HandVerdicts::HandVerdicts(const std::vector<HandVerdict>& rows) {
    for (const HandVerdict& row : rows) {
        if (!row.spot) rows_[key_of(row.target, row.rule)] = row;
    }
}

Verdict HandVerdicts::settled(Verdict open, std::string_view target, std::string_view rule) const {
    if (open.outcome != Outcome::not_measured) return open;
    const auto found = rows_.find(key_of(target, rule));
    if (found == rows_.end()) return open;
    const HandVerdict& word = found->second;
    switch (word.outcome) {
        case HandOutcome::pass:
            open.outcome = Outcome::pass;
            break;
        case HandOutcome::not_applicable:
            open.outcome = Outcome::not_applicable;
            break;
        case HandOutcome::unable:
            open.reason = {ReasonCode::ours, word.reason};
            break;
        case HandOutcome::fault:
            return open;  // its imported finding says so
    }
    if (open.outcome != Outcome::not_measured) open.reason = {};
    open.measured_by = MeasuredBy::person;
    return open;
}

}  // namespace mingcha::audit
