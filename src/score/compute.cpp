#include <map>

#include "score/score.h"
#include "score/target.h"

namespace mingcha::score {

namespace {

std::map<std::string, Judgements> by_target(const ScoreInput& input, const Ruleset& ruleset) {
    std::map<std::string_view, std::vector<const Verdict*>> by_rule;
    for (const Verdict& verdict : input.verdicts) by_rule[verdict.rule].push_back(&verdict);
    std::map<std::string, Judgements> targets;
    // In the ruleset's order, so that caps are used up the same way whatever order they came in.
    for (const Rule& rule : ruleset.rules) {
        for (const Verdict* verdict : by_rule[rule.id]) {
            targets[verdict->target].push_back({&rule, verdict});
        }
    }
    return targets;
}

}  // namespace

CampaignResult compute(const ScoreInput& input, const Ruleset& ruleset) {
    CampaignResult result;
    result.campaign = input.campaign;
    result.ruleset = ruleset.id;
    if (ruleset.grades.inferred) result.grade_note = ruleset.grades.note;
    const std::map<std::string, Judgements> targets = by_target(input, ruleset);
    const auto judgements_of = [&](const std::string& target) {
        const auto found = targets.find(target);
        return found == targets.end() ? Judgements{} : found->second;
    };
    const bool by_hand = input.campaign.by_hand;
    for (const Site& site : input.registry.sites) {
        result.sites.push_back(score_site(site, judgements_of(site.site_code), ruleset, by_hand));
    }
    for (const Account& account : input.registry.accounts) {
        result.accounts.push_back(
            score_account(account, judgements_of(account_key(account)), ruleset, by_hand));
    }
    result.summary = summarise(input, ruleset, result);
    result.warnings = input.warnings;
    for (std::string& warning : data_warnings(input, ruleset, result)) {
        result.warnings.push_back(std::move(warning));
    }
    return result;
}

}  // namespace mingcha::score
