#include "score/target.h"

#include <algorithm>

#include "score/score.h"

namespace mingcha::score {

namespace {

bool is_measured(Outcome outcome) {
    return outcome == Outcome::pass || outcome == Outcome::fail || outcome == Outcome::needs_review;
}

bool is_open(const Finding& finding, const Rule& rule) {
    return finding.state == FindingState::candidate && !counts(finding, rule);
}

// A verdict that asks for a person without showing a place asks as well.
bool waits(const Judged& each) {
    const auto& findings = each.verdict->findings;
    if (findings.empty()) return each.verdict->outcome == Outcome::needs_review;
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return is_open(finding, *each.rule); });
}

}  // namespace

bool counts(const Finding& finding, const Rule& rule) {
    if (rule.stage == RuleStage::sandbox) return false;
    switch (finding.state) {
        case FindingState::dismissed:
            return false;
        case FindingState::confirmed:
        case FindingState::rectified:  // mended since: at the time of this campaign it stood
        case FindingState::carried:
            return true;
        case FindingState::candidate:
            break;
    }
    const bool complete = finding.outcome == Outcome::fail || finding.outcome == Outcome::pass;
    return complete && !rule.is_veto() && rule.detection == Detection::automatic;
}

std::optional<Points> worth(const Finding& finding, const Rule& rule) {
    if (rule.is_veto()) return std::nullopt;
    std::optional<Points> value = rule.points_each;
    const auto amount = rule.amounts.find(finding.amount);
    if (amount != rule.amounts.end()) value = amount->second;
    if (value) value = *value * std::max(finding.count, 1);
    if (finding.points_given) value = finding.points_given;
    if (value && rule.cap) value = std::min(*value, *rule.cap);
    if (value) value = std::max(*value, Points{});
    return value;
}

std::vector<const Finding*> ordered(const Verdict& verdict) {
    std::vector<const Finding*> findings;
    for (const Finding& finding : verdict.findings) findings.push_back(&finding);
    std::stable_sort(findings.begin(), findings.end(), [](const Finding* a, const Finding* b) {
        const bool a_last = a->order == 0;
        const bool b_last = b->order == 0;
        if (a_last != b_last) return b_last;
        return a->order != b->order ? a->order < b->order : a->id < b->id;
    });
    return findings;
}

Tally tally(const Judgements& judgements) {
    Tally out;
    for (const Judged& each : judgements) {
        const Rule& rule = *each.rule;
        const Verdict& verdict = *each.verdict;
        out.outcomes[rule.id] = verdict.outcome;
        if (!verdict.working.empty()) out.workings[rule.id] = verdict.working;
        if (verdict.outcome == Outcome::not_measured) {
            out.not_measured.push_back({rule.id, verdict.reason});
        }
        const Coverage& coverage = verdict.coverage;
        if (coverage.checked + coverage.blocked + coverage.skipped > 0) {
            out.coverage[rule.id] = coverage;
        }
        if (rule.stage == RuleStage::active && is_measured(verdict.outcome)) {
            out.any_veto_measured |= rule.is_veto();
            out.any_deduction_measured |= rule.part == Part::deduct;
        }
        bool confirmed = false;
        for (const Finding* finding : ordered(verdict)) {
            const bool count = counts(*finding, rule);
            confirmed = confirmed || count;
            out.findings.push_back({*finding, std::nullopt, count});
        }
        if (rule.stage == RuleStage::sandbox) continue;
        if (rule.is_veto() && confirmed) out.vetoes.push_back(rule.id);
        if (!waits(each)) continue;
        out.needs_review.push_back(rule.id);
        if (rule.is_veto() && !confirmed) out.open_vetoes.push_back(rule.id);
    }
    return out;
}

}  // namespace mingcha::score
