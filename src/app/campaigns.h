// Campaigns: made, set, listed, closed. find_campaign and previous_campaign are in app/verdicts.h.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/campaign.h"
#include "ruleset/load.h"
#include "store/store.h"

namespace mingcha::app {

Result<std::vector<Campaign>> all_campaigns(store::Store& store);

// Errors: the id is taken or not [A-Za-z0-9._-]{1,64}; days run backwards; as_of before the
// window's end; unknown ruleset.
Result<bool> create_campaign(store::Store& store, const ruleset::Sources& rulesets,
                             const Campaign& campaign);

// Sets fields that people type in; "KEY=VALUE". An empty value takes the field away. Errors: a key
// that nothing prints, with the nearest; a date that is none.
Result<bool> set_campaign(store::Store& store, const std::string& id,
                          const std::vector<std::string>& assignments);

Result<bool> close_campaign(store::Store& store, const std::string& id);

// Every key that `campaign set` takes, with what it means, Chinese.
const std::vector<std::pair<std::string, std::string>>& campaign_keys();

}  // namespace mingcha::app
