#include <algorithm>

#include "score/score.h"

namespace mingcha::score {

bool counts(const Finding& finding, const Rule& rule) {
    switch (finding.state) {
        case FindingState::dismissed:
            return false;
        case FindingState::confirmed:
        case FindingState::rectified:  // mended since: in this campaign it stood
        case FindingState::carried:
            return true;
        case FindingState::candidate:
            break;
    }
    if (finding.outcome == Outcome::needs_review) return false;
    return rule.part != Part::veto && rule.detection == Detection::automatic;
}

std::optional<Points> worth(const Finding& finding, const Rule& rule) {
    if (rule.part == Part::veto) return std::nullopt;
    std::optional<Points> value;
    if (finding.points_given) {
        value = *finding.points_given;
    } else {
        const auto amount = rule.amounts.find(finding.amount);
        const std::optional<Points> each =
            amount != rule.amounts.end() ? std::optional(amount->second) : rule.points_each;
        if (each) value = *each * std::max(1, finding.count);
    }
    if (value && rule.cap) value = std::min(*value, *rule.cap);
    if (value) value = std::max(*value, Points{});
    return value;
}

}  // namespace mingcha::score
