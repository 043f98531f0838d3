// Whom a campaign is about: the registry as of its moment, by the log, until its population is
// frozen; then that, whatever happens to the registry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lifecycle/population.h"
#include "lifecycle/scope.h"
#include "model/campaign.h"
#include "store/rows.h"
#include "store/store.h"

namespace mingcha::app {

// Errors: rows that cannot be read.
Result<std::vector<Site>> sites_of(store::Store& store, const std::string& campaign);
Result<std::vector<Account>> accounts_of(store::Store& store, const std::string& campaign);

// All freezes of a campaign, the last one stands; empty: it is not frozen.
Result<std::vector<store::Freeze>> freezes_of(store::Store& store, const std::string& campaign);

// Whom a year is about: the population of its last campaign that was frozen; the registry as it is
// where none was.
struct YearPopulation {
    std::string campaign;  // empty: the registry
    std::vector<Site> sites;
    std::vector<Account> accounts;
};
Result<YearPopulation> population_of_year(store::Store& store, std::int32_t year);

struct FreezeRequest {
    std::string campaign;
    std::optional<Date> on;  // none: the day of --accounts-as-of, else the first of the window
    bool again = false;      // replaces the freeze that stands; needs a reason
    std::string by;
    std::string reason;
    Instant now;
    lifecycle::Scope scope;  // the whole registry where nothing is said
};
struct Frozen {
    store::Freeze freeze;
    lifecycle::Population population;
    std::vector<Division> divisions;
    std::size_t freezes = 0;  // of the campaign
};
// Errors: a closed campaign or one read from a document; frozen already, without `again`; no name;
// a day behind today.
Result<Frozen> freeze_campaign(store::Store& store, const FreezeRequest& request);

// Whom a freeze of that day and scope would fix, and nothing written. Errors: as freeze_campaign,
// but frozen already is none.
Result<Frozen> frozen_preview(store::Store& store, const FreezeRequest& request);

// The frozen list. Errors: not frozen; rows that do not have the hash that was written down.
Result<Frozen> frozen_campaign(store::Store& store, const std::string& campaign);

std::string frozen_text(const Frozen& frozen);  // the list, and kind × division
std::string frozen_json(const Frozen& frozen);

}  // namespace mingcha::app
