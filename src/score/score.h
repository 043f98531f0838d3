// Verdicts and weights → scores, grades and the summary of a campaign: indicators.md A0 and
// contract §4. Integers in hundredths of a point; pure; the order of verdicts and findings changes
// nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/result.h"
#include "model/standard.h"

namespace mingcha::score {

// The whole campaign; sites and accounts in registry order. Precondition: `input.verdicts` has what
// audit says of every target, one verdict a rule, with the states that people gave the findings. A
// target without verdicts was not measured; a rule that `ruleset` lacks counts nowhere and is a
// warning.
CampaignResult compute(const ScoreInput& input, const Ruleset& ruleset);

// Does the finding count? Confirmed ones do, and of the candidates those of automatic rules with
// complete evidence that are no vetoes. Dismissed ones and those of a sandbox rule never.
bool counts(const Finding& finding, const Rule& rule);

// What a finding is worth by itself: given by a person, else amount × count; cut to the rule's cap,
// never negative. Null for vetoes and where the ruleset has no points.
std::optional<Points> worth(const Finding& finding, const Rule& rule);

// 无对外服务职能: (deduct_total − services_total − deducted) × total / rest, half up to hundredths;
// with services deduct_total − deducted. Never negative.
Points part_two(Points deducted, bool has_services, const GradeScheme& grades);

}  // namespace mingcha::score
