#include "report/circular_names.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "base/text.h"

namespace mingcha::report {

namespace {

constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();

// 专项网站 go by their own names, others by their unit's.
const std::string& bearer(const Site& site) {
    return site.unit.empty() || site.kind == SiteKind::special ? site.name : site.unit;
}

}  // namespace

CircularNames::CircularNames(const CampaignResult& result, const Registry& registry)
    : units_(registry.units) {
    std::vector<const Division*> divisions;
    for (const Division& division : registry.divisions) divisions.push_back(&division);
    std::stable_sort(divisions.begin(), divisions.end(), [](const auto* a, const auto* b) {
        return (a->order == 0 ? kLast : a->order) < (b->order == 0 ? kLast : b->order);
    });
    for (const Division* division : divisions) {
        const auto place = static_cast<std::int32_t>(division_places_.size());
        division_places_.try_emplace(division->code, place);
    }
    for (const SiteResult& site : result.sites) {
        by_code_[site.site.site_code] = &site;
        if (is_in_service(site.site.state)) sites_.push_back(&site);
    }
    std::stable_sort(sites_.begin(), sites_.end(), [this](const auto* a, const auto* b) {
        const auto key = [this](const Site& site) {
            return std::tuple(units_.order(bearer(site)), division_place(site.division));
        };
        return key(a->site) < key(b->site);
    });
    std::map<std::string, std::set<std::string>> bearers;
    for (const SiteResult* site : sites_) {
        for (const NameLength length : {NameLength::brief, NameLength::briefest}) {
            bearers[name_key(plain_name(site->site, length))].insert(site->site.site_code);
        }
    }
    for (const auto& [name, codes] : bearers) {
        if (codes.size() > 1) shared_.insert(name);
    }
    for (const AccountResult& account : result.accounts) {
        if (account.passed == false) accounts_.push_back(&account);
    }
    std::stable_sort(accounts_.begin(), accounts_.end(), [this](const auto* a, const auto* b) {
        const auto key = [this](const Account& account) {
            return std::tuple(division_place(account.division), !account.account_code.empty(),
                              units_.order(account.operator_name));
        };
        return key(a->account) < key(b->account);
    });
}

std::int32_t CircularNames::division_place(const std::string& code) const {
    const auto found = division_places_.find(code);
    return found == division_places_.end() ? kLast : found->second;
}

std::string CircularNames::plain_name(const Site& site, NameLength length) const {
    const std::string& written = bearer(site);
    if (length == NameLength::brief) return units_.short_name(written);
    if (length == NameLength::briefest) return units_.shortest_name(written);
    const Unit* unit = units_.find(written);
    return unit == nullptr ? written : unit->name;
}

std::string CircularNames::name(const Site& site, NameLength length) const {
    const std::string plain = plain_name(site, length);
    if (length == NameLength::full || !shared_.contains(name_key(plain))) return plain;
    return site.name.empty() ? plain + site.site_code : site.name;
}

std::string CircularNames::name(const std::string& site_code, NameLength length) const {
    const auto found = by_code_.find(site_code);
    return found == by_code_.end() ? site_code : name(found->second->site, length);
}

std::string CircularNames::list(const std::vector<std::string>& codes, NameLength length) const {
    const std::set<std::string> wanted(codes.begin(), codes.end());
    std::vector<std::string> out;
    for (const SiteResult* site : sites_) {
        if (wanted.contains(site->site.site_code)) out.push_back(name(site->site, length));
    }
    return join(out, "、");
}

std::string CircularNames::unit_key(const std::string& written) const {
    const Unit* unit = units_.find(written);
    return name_key(unit == nullptr ? written : unit->name);
}

bool CircularNames::has_failed_account(const Site& site) const {
    const std::string own = unit_key(bearer(site));
    return std::any_of(accounts_.begin(), accounts_.end(), [&](const AccountResult* each) {
        return unit_key(each->account.operator_name) == own;
    });
}

}  // namespace mingcha::report
