// Verdicts and weights → scores, grades and the summary of a campaign: indicators.md A0 and
// contract §4. Integers in hundredths of a point; pure; the order of findings changes nothing.
#pragma once

#include <string>
#include <vector>

#include "model/result.h"
#include "model/standard.h"

namespace mingcha::score {

// The whole campaign. Targets come in registry order. `input.verdicts` hold the findings with the
// states that people gave them.
CampaignResult compute(const ScoreInput& input, const Ruleset& ruleset);

// --- parts, each for itself ----------------------------------------------------------------------

// Whether people's word or the machine's makes the finding count: confirmed ones, and candidates of
// automatic rules other than vetoes. Dismissed ones never.
bool counts(const Finding& finding, const Rule& rule);

// What a finding is worth by itself: given by a person, or amount × count; cut to the rule's cap;
// null for vetoes and where the ruleset has no points. Never negative.
std::optional<Points> worth(const Finding& finding, const Rule& rule);

SiteResult score_site(const Site& site, const std::vector<const Verdict*>& verdicts,
                      const Ruleset& ruleset, bool by_hand);
AccountResult score_account(const Account& account, const std::vector<const Verdict*>& verdicts,
                            const Ruleset& ruleset, bool by_hand);

// Needs result.sites, result.accounts and the interaction tests; fills result.summary.
void summarise(const ScoreInput& input, const Ruleset& ruleset, CampaignResult& result);

// What disagrees in the imported data (contract: a warning, nothing is stopped).
std::vector<std::string> data_warnings(const ScoreInput& input, const Ruleset& ruleset,
                                       const CampaignResult& result);

}  // namespace mingcha::score
