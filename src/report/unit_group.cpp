#include "report/unit_group.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "model/unit_index.h"

namespace mingcha::report {

std::vector<UnitGroup> group_by_unit(const CampaignResult& result, const Registry& registry) {
    const UnitIndex units(registry.units);
    std::vector<UnitGroup> groups;
    std::map<std::string, std::size_t> place;
    const auto group_of = [&](const std::string& written) -> UnitGroup& {
        const Unit* unit = units.find(written);
        const std::string& name = unit == nullptr ? written : unit->name;
        const auto [at, added] = place.try_emplace(name_key(name), groups.size());
        if (added) groups.push_back({name, units.short_name(name), {}, {}});
        return groups[at->second];
    };
    for (const SiteResult& site : result.sites) {
        group_of(site.site.unit.empty() ? site.site.name : site.site.unit).sites.push_back(&site);
    }
    for (const AccountResult& account : result.accounts) {
        group_of(account.account.operator_name).accounts.push_back(&account);
    }
    std::stable_sort(groups.begin(), groups.end(), [&](const UnitGroup& a, const UnitGroup& b) {
        return units.order(a.unit) < units.order(b.unit);
    });
    return groups;
}

bool is_fault(const ScoredFinding& finding) {
    return finding.counts && finding.finding.outcome != Outcome::pass &&
           finding.finding.state != FindingState::dismissed &&
           finding.finding.state != FindingState::rectified;
}

}  // namespace mingcha::report
