// Who stands where in a circular and under which of the three lengths of its name (standard:
// circular-variety §5.6): full in tables, short in running text, shortest in narrow lists.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/registry.h"
#include "model/result.h"
#include "model/unit_index.h"

namespace mingcha::report {

enum class NameLength { full, brief, briefest };

class CircularNames {
public:
    // Both outlive it.
    CircularNames(const CampaignResult& result, const Registry& registry);

    // 机构序列, then the divisions' order, then the registry's. Sites that are closed are not in it.
    const std::vector<const SiteResult*>& sites() const { return sites_; }

    // Those that failed: by division as the text counts them; in each, accounts that no registry
    // knows (无) first, then the 机构序列, then the registry's order.
    const std::vector<const AccountResult*>& failed_accounts() const { return accounts_; }

    // Where two sites would bear one name in a list, each goes by its own.
    std::string name(const Site& site, NameLength length) const;
    std::string name(const std::string& site_code, NameLength length) const;

    // Those of `codes`, in the order of sites(), joined by 、.
    std::string list(const std::vector<std::string>& codes, NameLength length) const;

    // Has the unit of this site an account that failed?
    bool has_failed_account(const Site& site) const;

private:
    std::string plain_name(const Site& site, NameLength length) const;
    std::int32_t division_place(const std::string& code) const;
    std::string unit_key(const std::string& written) const;

    UnitIndex units_;
    std::map<std::string, std::int32_t> division_places_;
    std::map<std::string, const SiteResult*> by_code_;
    std::set<std::string> shared_;  // names that several sites would bear
    std::vector<const SiteResult*> sites_;
    std::vector<const AccountResult*> accounts_;
};

}  // namespace mingcha::report
