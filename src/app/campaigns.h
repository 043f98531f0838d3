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
// window's first day, or before the day of the accounts; unknown ruleset. An as_of within the
// window is an interim inspection: taken, and warned of.
Result<bool> create_campaign(store::Store& store, const ruleset::Sources& rulesets,
                             const Campaign& campaign);

// What is unusual about a campaign and may be meant, Chinese.
std::vector<std::string> campaign_warnings(const Campaign& campaign);

// Sets fields that people type in; "KEY=VALUE". An empty value takes the field away. Errors: a key
// that nothing prints, with the nearest; a date, year or rate that is none. All or nothing.
Result<bool> set_campaign(store::Store& store, const std::string& id,
                          const std::vector<std::string>& assignments);

// false: it was closed already, and nothing changed. Errors: its draft round is open.
Result<bool> close_campaign(store::Store& store, const std::string& id);

// Value of a key that `campaign set` takes; empty where it is not set.
std::string campaign_field(const Campaign& campaign, const std::string& key);

// Every key that `campaign set` takes, with what it means, Chinese.
const std::vector<std::pair<std::string, std::string>>& campaign_keys();

}  // namespace mingcha::app
