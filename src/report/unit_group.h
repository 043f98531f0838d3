// Sites and accounts put together by the unit that answers for them.
#pragma once

#include <string>
#include <vector>

#include "model/registry.h"
#include "model/result.h"

namespace mingcha::report {

struct UnitGroup {
    std::string unit;        // full name where the registry knows it, else as written
    std::string short_name;
    std::vector<const SiteResult*> sites;
    std::vector<const AccountResult*> accounts;
};

// In 机构序列 order; units without a place follow in registry order. `result` outlives the groups.
std::vector<UnitGroup> group_by_unit(const CampaignResult& result, const Registry& registry);

// Does it count against its target? Dismissed, rectified and bonus findings do not.
bool is_fault(const ScoredFinding& finding);

}  // namespace mingcha::report
