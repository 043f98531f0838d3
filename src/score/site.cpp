// One site or account: vetoes, deductions under their caps, ×4/3, the lines at 60 and 80, bonus,
// grade (indicators.md A0; contract §4).
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "score/score.h"

namespace mingcha::score {

namespace {

constexpr std::string_view kServices = "办事服务";

bool is_measured(Outcome outcome) {
    return outcome == Outcome::pass || outcome == Outcome::fail || outcome == Outcome::needs_review;
}

bool is_scored(const Site& site, const GradeScheme& grades) {
    return std::find(grades.scored_kinds.begin(), grades.scored_kinds.end(), site.kind) !=
           grades.scored_kinds.end();
}

// The rule whose points and cap a finding is charged to.
const Rule& charged(const Rule& rule, const Ruleset& ruleset) {
    const Rule* other = rule.charge_to.empty() ? nullptr : ruleset.find(rule.charge_to);
    return other != nullptr ? *other : rule;
}

struct Tally {
    bool any_veto_measured = false;
    bool veto_pending = false;
    std::map<std::string, Points> left;  // of each rule's cap
    Points deducted;
    Points deducted_in_services;
    Points bonus;
};

// Takes what a finding is worth out of what its rule's cap still leaves.
Points charge(Tally& tally, const Rule& rule, Points value) {
    if (!rule.cap) return value;
    const auto [left, fresh] = tally.left.try_emplace(rule.id, *rule.cap);
    const Points taken = std::min(left->second, value);
    left->second = left->second - taken;
    return taken;
}

// Findings in an order that does not depend on how they came: the reviewer's, then by identity.
std::vector<const Finding*> ordered(const Verdict& verdict) {
    std::vector<const Finding*> findings;
    for (const Finding& finding : verdict.findings) findings.push_back(&finding);
    std::sort(findings.begin(), findings.end(), [](const Finding* a, const Finding* b) {
        const auto rank = [](const Finding* each) { return each->order == 0 ? 1 : 0; };
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        if (a->order != b->order) return a->order < b->order;
        return a->id < b->id;
    });
    return findings;
}

// A question that was not answered within five working days is charged once, by whoever found it.
bool is_charged_by_person(const Rule& rule, const std::vector<const Verdict*>& verdicts) {
    if (rule.charge_to.empty()) return false;
    for (const Verdict* verdict : verdicts) {
        if (verdict->rule != rule.charge_to) continue;
        for (const Finding& finding : verdict->findings) {
            if (finding.measured_by == MeasuredBy::person &&
                finding.state != FindingState::dismissed &&
                finding.problem.find("个工作日") != std::string::npos) {
                return true;
            }
        }
    }
    return false;
}

template <class Result>
void note_verdict(const Verdict& verdict, const Rule& rule, Result& result, Tally& tally) {
    if (verdict.outcome == Outcome::not_measured) {
        result.not_measured.push_back({verdict.rule, verdict.reason});
    }
    if (rule.part == Part::veto && is_measured(verdict.outcome)) tally.any_veto_measured = true;
}

// The grade of a site that gets no number.
std::string grade_of(const SiteResult& result, const Ruleset& ruleset) {
    const GradeScheme& grades = ruleset.grades;
    bool fails = !result.vetoes.empty();
    bool capped = false;
    bool late_beyond_five = false;
    for (const ScoredFinding& each : result.findings) {
        if (each.finding.rule == "simple-question-5wd") late_beyond_five = true;
    }
    std::set<std::pair<std::string, std::string>> problems;
    for (const ScoredFinding& each : result.findings) {
        const Rule* rule = ruleset.find(each.finding.rule);
        if (rule == nullptr || !counts(each.finding, *rule)) continue;
        if (rule->part == Part::veto || rule->part == Part::bonus) continue;
        const auto effect = grades.effects.find(rule->id);
        const Effect does = effect == grades.effects.end() ? Effect::one_problem : effect->second;
        if (does == Effect::none) continue;
        // Five days late is one day late as well; it is said once.
        if (rule->id == "simple-question-1wd" && late_beyond_five) continue;
        fails = fails || does == Effect::fails;
        capped = capped || does == Effect::caps_at_pass;
        problems.emplace(rule->id, name_key(each.finding.problem));
    }
    if (fails) return grades.grade_fail;
    if (capped || problems.size() >= 2) return grades.grade_pass;
    return problems.size() == 1 ? grades.grade_good : grades.grade_best;
}

// 无对外服务职能: (75 − deductions outside 办事服务) × 4/3, half up to hundredths.
Points part_two(const Site& site, const Tally& tally, const Ruleset& ruleset) {
    const Points total = ruleset.grades.deduct_total;
    if (site.has_services) return std::max(total - tally.deducted, Points{});
    const Points reduced{total.hundredths * 3 / 4};
    const Points left = reduced - (tally.deducted - tally.deducted_in_services);
    if (left <= Points{}) return Points{};
    return Points{rounded_ratio(left.hundredths, 3, 4)};
}

}  // namespace

SiteResult score_site(const Site& site, const std::vector<const Verdict*>& verdicts,
                      const Ruleset& ruleset, bool by_hand) {
    SiteResult result;
    result.site = site;
    Tally tally;
    const bool scored = is_scored(site, ruleset.grades);
    std::set<std::string> review;
    for (const Verdict* verdict : verdicts) {
        const Rule* rule = ruleset.find(verdict->rule);
        if (rule == nullptr || rule->stage == RuleStage::sandbox) continue;
        const bool in_services = rule->group == kServices;
        const bool applies = !(scored && !site.has_services && in_services);
        result.outcomes[rule->id] = applies ? verdict->outcome : Outcome::not_applicable;
        if (!applies) continue;
        note_verdict(*verdict, *rule, result, tally);
        const Coverage& cover = verdict->coverage;
        if (cover.checked + cover.blocked + cover.skipped > 0) result.coverage[rule->id] = cover;
        bool vetoed = false;
        for (const Finding* finding : ordered(*verdict)) {
            const Rule& payer = charged(*rule, ruleset);
            ScoredFinding out{*finding, worth(*finding, payer)};
            const bool count = counts(*finding, *rule);
            if (finding->state == FindingState::dismissed) out.points.reset();
            if (rule->part == Part::veto) {
                vetoed = vetoed || count;
                if (!count && finding->state == FindingState::candidate) review.insert(rule->id);
                tally.veto_pending =
                    tally.veto_pending || (!count && finding->state == FindingState::candidate &&
                                           finding->outcome == Outcome::fail);
            } else if (!count && finding->state == FindingState::candidate) {
                review.insert(rule->id);
            }
            if (count && out.points && rule->part != Part::veto) {
                if (is_charged_by_person(*rule, verdicts)) out.points = Points{};
                out.points = charge(tally, payer, *out.points);
                if (rule->part == Part::bonus) {
                    tally.bonus += *out.points;
                } else {
                    tally.deducted += *out.points;
                    if (in_services) tally.deducted_in_services += *out.points;
                }
            }
            result.findings.push_back(std::move(out));
        }
        if (vetoed) result.vetoes.push_back(rule->id);
    }
    result.needs_review.assign(review.begin(), review.end());
    result.checked = site.state == SiteState::running && (by_hand || tally.any_veto_measured);
    result.measured_by = by_hand ? MeasuredBy::person : MeasuredBy::machine;
    if (!result.checked) return result;
    const bool vetoed = !result.vetoes.empty();
    if (!scored) {
        if (!vetoed && tally.veto_pending) return result;  // neither passed nor failed yet
        result.grade = grade_of(result, ruleset);
        // Where all grades share one word, as nationally, only a veto fails a site.
        result.passed = !vetoed && result.grade != ruleset.grades.grade_fail;
        return result;
    }
    const Points second = part_two(site, tally, ruleset);
    const bool enters_bonus = !vetoed && second > ruleset.grades.bonus_above;
    result.deduction =
        site.has_services ? tally.deducted : tally.deducted - tally.deducted_in_services;
    result.bonus = enters_bonus ? std::min(tally.bonus, ruleset.grades.bonus_total) : Points{};
    result.enters_bonus = enters_bonus;
    if (!vetoed) result.score = second + *result.bonus;
    if (vetoed || second < ruleset.grades.fail_below) {
        result.passed = false;
    } else if (!tally.veto_pending) {
        result.passed = true;
    }
    return result;
}

AccountResult score_account(const Account& account, const std::vector<const Verdict*>& verdicts,
                            const Ruleset& ruleset, bool by_hand) {
    AccountResult result;
    result.account = account;
    Tally tally;
    bool failed = false;
    for (const Verdict* verdict : verdicts) {
        const Rule* rule = ruleset.find(verdict->rule);
        if (rule == nullptr || rule->stage == RuleStage::sandbox) continue;
        note_verdict(*verdict, *rule, result, tally);
        for (const Finding* finding : ordered(*verdict)) {
            const bool count = counts(*finding, *rule);
            if (rule->part == Part::veto) {
                failed = failed || count;
                tally.veto_pending =
                    tally.veto_pending || (!count && finding->state == FindingState::candidate &&
                                           finding->outcome == Outcome::fail);
            }
            if (count) result.problems.push_back(finding->problem);
            result.findings.push_back({*finding, std::nullopt});
        }
    }
    result.checked = account.state == AccountState::running && (by_hand || tally.any_veto_measured);
    if (!result.checked) return result;
    if (failed) {
        result.passed = false;
    } else if (!tally.veto_pending) {
        result.passed = true;
    }
    return result;
}

}  // namespace mingcha::score
