// One site: vetoes, deductions under their caps, × 4/3, the lines at 60 and 80, bonus, grade.
#include <algorithm>
#include <set>

#include "ruleset/phrases.h"
#include "score/score.h"
#include "score/target.h"

namespace mingcha::score {

namespace {

bool is_scored(const Site& site, const GradeScheme& grades) {
    return std::find(grades.scored_kinds.begin(), grades.scored_kinds.end(), site.kind) !=
           grades.scored_kinds.end();
}

// The rule whose points and cap a finding is charged to.
const Rule& payer_of(const Rule& rule, const Ruleset& ruleset) {
    const Rule* other = rule.charge_to.empty() ? nullptr : ruleset.find(rule.charge_to);
    return other != nullptr ? *other : rule;
}

// A person who reports a late answer under 办理答复 means the question that the interaction test
// timed as well: 未在5个工作日内答复.
bool tells_of_lateness(const Finding& finding) {
    const std::string words = ruleset::problem_words(finding.problem);
    return words.find("个工作日") != std::string::npos;
}

// Hands out points: each rule's cap is used up in the standard's order, so that what findings show
// adds up to what was deducted.
class Ledger {
public:
    Points charge(const Rule& payer, Points value) {
        if (payer.cap) {
            auto& left = left_.try_emplace(payer.id, *payer.cap).first->second;
            value = std::min(left, value);
            left = left - value;
        }
        return value;
    }

    static void book(std::vector<RulePoints>& rows, const Rule& rule, Points value) {
        if (value == Points{}) return;
        if (rows.empty() || rows.back().rule != rule.id) rows.push_back({rule.id, {}});
        rows.back().points += value;
    }

private:
    std::map<std::string, Points, std::less<>> left_;
};

Points sum_of(const std::vector<RulePoints>& rows) {
    Points sum;
    for (const RulePoints& row : rows) sum += row.points;
    return sum;
}

// What the payer was already charged for the very fault that `rule` would charge to it again.
Points charged_before(const Rule& rule, const std::vector<ScoredFinding>& findings) {
    Points sum;
    for (const ScoredFinding& each : findings) {
        const bool same = each.finding.rule == rule.charge_to && each.counts && each.points;
        if (same && tells_of_lateness(each.finding)) sum += *each.points;
    }
    return sum;
}

void price(SiteResult& result, const Ruleset& ruleset) {
    Ledger ledger;
    // Rules that charge themselves go first: one charged to another pays only what is left of the
    // same fault there.
    for (const bool charged_elsewhere : {false, true}) {
        for (ScoredFinding& each : result.findings) {
            const Rule& rule = *ruleset.find(each.finding.rule);
            if (charged_elsewhere == rule.charge_to.empty()) continue;
            const Rule& payer = payer_of(rule, ruleset);
            if (rule.is_veto() || each.finding.state == FindingState::dismissed) continue;
            each.points = worth(each.finding, payer);
            if (!each.points || !each.counts) continue;
            if (charged_elsewhere) {
                const Points before = charged_before(rule, result.findings);
                each.points = std::max(*each.points - before, Points{});
            }
            each.points = ledger.charge(payer, *each.points);
        }
    }
    for (const ScoredFinding& each : result.findings) {
        if (!each.counts || !each.points) continue;
        const Rule& rule = *ruleset.find(each.finding.rule);
        Ledger::book(rule.part == Part::bonus ? result.earned : result.deducted, rule,
                     *each.points);
    }
}

// Part two, the gate, part three. False: there is no number.
bool add_up(SiteResult& result, bool measured, const GradeScheme& grades) {
    // 不再对其他指标进行评分 where there is a veto; and where nothing of the deduction part was
    // looked at, full points would be made up.
    if (!result.checked || !result.vetoes.empty()) return false;
    if (!measured && result.deducted.empty()) return false;
    result.deduction = sum_of(result.deducted);
    result.part_two = part_two(*result.deduction, result.site.has_services, grades);
    result.enters_bonus = *result.part_two > grades.bonus_above;
    if (!result.enters_bonus) result.earned.clear();
    result.bonus = std::min(sum_of(result.earned), grades.bonus_total);
    result.score = *result.part_two + *result.bonus;
    return true;
}

void score_points(SiteResult& result, const Tally& found, const Ruleset& ruleset) {
    price(result, ruleset);
    if (!add_up(result, found.any_deduction_measured, ruleset.grades)) {
        result.deducted.clear();
        result.earned.clear();
    }
    if (!result.checked) return;
    const bool below = result.part_two && *result.part_two < ruleset.grades.fail_below;
    if (!result.vetoes.empty() || below) {
        result.passed = false;
    } else if (result.score && result.open_vetoes.empty()) {
        result.passed = true;
    }
}

// Findings that stand in a stronger one's shadow: five working days late is one day late as well.
std::set<std::string> covered_rules(const std::vector<ScoredFinding>& findings,
                                    const Ruleset& ruleset) {
    std::set<std::string> covered;
    for (const ScoredFinding& each : findings) {
        const Rule& rule = *ruleset.find(each.finding.rule);
        if (each.counts && !rule.covers.empty()) covered.insert(rule.covers);
    }
    return covered;
}

// A target that is suspended, closed or gone is not failed, whatever was reported of it.
void count_nothing(Tally& found) {
    for (ScoredFinding& each : found.findings) each.counts = false;
    found.vetoes.clear();
}

// What the scheme makes of a site without a number. Every problem counts once: a finding of the
// deduction part as much as one of a local rule without an effect of its own.
std::string grade_of(const SiteResult& result, const Ruleset& ruleset) {
    const GradeScheme& grades = ruleset.grades;
    bool fails = !result.vetoes.empty();
    bool capped = false;
    std::set<std::pair<std::string, std::string>> problems;
    for (const ScoredFinding& each : result.findings) {
        const Rule& rule = *ruleset.find(each.finding.rule);
        if (!each.counts || rule.is_veto() || rule.part == Part::bonus) continue;
        const auto found = grades.effects.find(rule.id);
        const Effect effect = found == grades.effects.end() ? Effect::one_problem : found->second;
        if (effect == Effect::none) continue;
        fails = fails || effect == Effect::fails;
        capped = capped || effect == Effect::caps_at_pass;
        problems.emplace(rule.id, ruleset::problem_words(each.finding.problem));
    }
    if (fails) return grades.grade_fail;
    if (capped || problems.size() >= 2) return grades.grade_pass;
    return problems.size() == 1 ? grades.grade_good : grades.grade_best;
}

void grade(SiteResult& result, const Ruleset& ruleset) {
    if (!result.checked) return;
    std::string grade = grade_of(result, ruleset);
    const bool fails = grade == ruleset.grades.grade_fail;
    if (!fails && !result.open_vetoes.empty()) return;  // neither passed nor failed yet
    result.grade = std::move(grade);
    result.passed = !fails;
}

}  // namespace

Points part_two(Points deducted, bool has_services, const GradeScheme& grades) {
    const Points rest =
        has_services ? grades.deduct_total : grades.deduct_total - grades.services_total;
    const Points left = rest - deducted;
    if (left <= Points{} || rest <= Points{}) return Points{};
    if (has_services) return left;
    return {rounded_ratio(left.hundredths, rest.hundredths, grades.deduct_total.hundredths)};
}

SiteResult score_site(const Site& site, const Judgements& judgements, const Ruleset& ruleset,
                      bool by_hand) {
    SiteResult result;
    result.site = site;
    result.scored = is_scored(site, ruleset.grades);
    result.measured_by = by_hand ? MeasuredBy::person : MeasuredBy::machine;
    const bool services_left_out = result.scored && !site.has_services;
    Judgements asked;
    for (const Judged& each : judgements) {
        if (services_left_out && each.rule->group == ruleset.grades.services_group) continue;
        asked.push_back(each);
    }
    Tally found = tally(asked);
    found.any_deduction_measured |= by_hand;
    for (const Judged& each : judgements) {
        found.outcomes.try_emplace(each.rule->id, Outcome::not_applicable);
    }
    const std::set<std::string> covered = covered_rules(found.findings, ruleset);
    for (ScoredFinding& each : found.findings) {
        if (covered.contains(each.finding.rule)) each.counts = false;
    }
    const bool running = site.state == SiteState::running;
    result.checked = running && (by_hand || found.any_veto_measured);
    if (!running) count_nothing(found);
    result.findings = std::move(found.findings);
    result.not_measured = std::move(found.not_measured);
    result.coverage = std::move(found.coverage);
    result.outcomes = std::move(found.outcomes);
    result.workings = std::move(found.workings);
    result.needs_review = std::move(found.needs_review);
    result.open_vetoes = std::move(found.open_vetoes);
    if (result.checked) result.vetoes = std::move(found.vetoes);
    if (result.scored) {
        score_points(result, found, ruleset);
    } else {
        grade(result, ruleset);
    }
    return result;
}

AccountResult score_account(const Account& account, const Judgements& judgements,
                            const Ruleset& ruleset, bool by_hand) {
    AccountResult result;
    result.account = account;
    Tally found = tally(judgements);
    const bool running = account.state == AccountState::running;
    result.checked = running && (by_hand || found.any_veto_measured);
    if (!running) count_nothing(found);
    bool fails = !found.vetoes.empty();
    std::set<std::string> said;
    for (const ScoredFinding& each : found.findings) {
        if (!each.counts) continue;
        const auto effect = ruleset.grades.effects.find(each.finding.rule);
        fails =
            fails || (effect != ruleset.grades.effects.end() && effect->second == Effect::fails);
        if (said.insert(ruleset::problem_words(each.finding.problem)).second) {
            result.problems.push_back(each.finding.problem);
        }
    }
    result.findings = std::move(found.findings);
    result.not_measured = std::move(found.not_measured);
    result.coverage = std::move(found.coverage);
    result.needs_review = std::move(found.needs_review);
    result.open_vetoes = std::move(found.open_vetoes);
    if (!result.checked) return result;
    result.vetoes = std::move(found.vetoes);
    if (fails) {
        result.passed = false;
    } else if (result.open_vetoes.empty()) {
        result.passed = true;
    }
    return result;
}

}  // namespace mingcha::score
