// Verdicts as they are kept: one set a campaign and ruleset, people's decisions on top.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/campaign.h"
#include "model/verdict.h"
#include "store/rows.h"
#include "store/store.h"

namespace mingcha::app {

// Errors: no such campaign, with those there are.
Result<Campaign> find_campaign(store::Store& store, std::string_view id);

// The closed campaign with the latest `to` before this one's `to` (contract §2).
Result<std::optional<Campaign>> previous_campaign(store::Store& store, const Campaign& campaign);

// Where the verdicts of a campaign under a ruleset are kept (rows of kind store::kVerdictsKind).
std::string verdicts_scope(std::string_view campaign, std::string_view ruleset);

// As judged last, without what people said of the findings.
Result<std::vector<Verdict>> judged_verdicts(store::Store& store, std::string_view campaign,
                                             std::string_view ruleset);
// Gives the findings the states that people decided on.
void apply_decisions(std::vector<Verdict>& verdicts,
                     const std::map<std::string, store::Decision>& decisions);

// As judged last, with the states that people gave the findings. Empty where nothing was judged.
Result<std::vector<Verdict>> stored_verdicts(store::Store& store, std::string_view campaign,
                                             std::string_view ruleset);

// Replaces those of the campaign and ruleset; in the order given.
Result<bool> store_verdicts(store::Store& store, std::string_view campaign,
                            std::string_view ruleset, const std::vector<Verdict>& verdicts);

}  // namespace mingcha::app
