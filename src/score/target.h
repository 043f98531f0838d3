// What sites and accounts share: which findings of a target count, what waits for a person, what
// was not measured.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"
#include "model/standard.h"

namespace mingcha::score {

// Verdicts of one target with their rules, in the ruleset's order. Borrowed.
struct Judged {
    const Rule* rule;
    const Verdict* verdict;
};
using Judgements = std::vector<Judged>;

// Findings of a verdict in an order that does not depend on how they came: the reviewer's or the
// import's first, then by identity.
std::vector<const Finding*> ordered(const Verdict& verdict);

struct Tally {
    std::vector<ScoredFinding> findings;  // without points
    std::vector<std::string> vetoes;      // confirmed
    std::vector<std::string> open_vetoes;
    std::vector<std::string> needs_review;
    std::vector<NotMeasured> not_measured;
    std::map<std::string, Coverage> coverage;
    std::map<std::string, Outcome> outcomes;
    std::map<std::string, std::vector<std::string>> workings;
    bool any_veto_measured = false;
    bool any_deduction_measured = false;
};

Tally tally(const Judgements& judgements);

// Two writings of one problem: NFKC, without spaces, closing points and a mark （…未整改） behind
// it.
std::string problem_words(std::string_view problem);

SiteResult score_site(const Site& site, const Judgements& judgements, const Ruleset& ruleset,
                      bool by_hand);
AccountResult score_account(const Account& account, const Judgements& judgements,
                            const Ruleset& ruleset, bool by_hand);

// Needs result.sites and result.accounts.
Summary summarise(const ScoreInput& input, const Ruleset& ruleset, const CampaignResult& result);

// What disagrees in the data, said but not stopped (contract §4, warnings).
std::vector<std::string> data_warnings(const ScoreInput& input, const Ruleset& ruleset,
                                       const CampaignResult& result);

}  // namespace mingcha::score
