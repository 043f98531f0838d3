#include "audit/account_index.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"

namespace mingcha::audit {

AccountIndex::AccountIndex(std::vector<Account> accounts, const std::vector<Unit>& units,
                           const std::vector<AccountLook>& looks)
    : accounts_(std::move(accounts)), units_(units) {
    std::unordered_set<std::string> registered;
    for (const Account& account : accounts_) {
        registered.insert(account_key(account));
        if (account.state != AccountState::running) continue;
        const std::string unit = unit_key(account.operator_name);
        twins_[unit + "\n" + name_key(account.type)].push_back(&account);
        first_.try_emplace(unit, &account);
    }
    for (const AccountLook& look : looks) {
        if (!registered.contains(look.account_key)) strangers_.push_back(look);
    }
    for (const AccountLook& look : strangers_) {
        strange_[unit_key(look.operator_name)].push_back(&look);
    }
}

std::string AccountIndex::unit_key(std::string_view name) const {
    const Unit* unit = units_.find(name);
    return name_key(unit == nullptr ? name : std::string_view(unit->name));
}

std::vector<const Account*> AccountIndex::earlier_twins(const Account& account) const {
    std::vector<const Account*> earlier;
    const auto found =
        twins_.find(unit_key(account.operator_name) + "\n" + name_key(account.type));
    if (found == twins_.end()) return earlier;
    const std::string own = account_key(account);
    for (const Account* each : found->second) {
        if (account_key(*each) == own) break;
        earlier.push_back(each);
    }
    return earlier;
}

std::vector<const AccountLook*> AccountIndex::strangers_of(const Account& account) const {
    const std::string unit = unit_key(account.operator_name);
    const auto found = strange_.find(unit);
    const auto first = first_.find(unit);
    if (found == strange_.end() || first == first_.end()) return {};
    if (account_key(*first->second) != account_key(account)) return {};
    return found->second;
}

std::vector<const AccountLook*> AccountIndex::homeless() const {
    std::vector<const AccountLook*> out;
    for (const AccountLook& look : strangers_) {
        if (!first_.contains(unit_key(look.operator_name))) out.push_back(&look);
    }
    return out;
}

bool AccountIndex::is_same_unit(std::string_view a, std::string_view b) const {
    return unit_key(a) == unit_key(b);
}

std::string account_name_key(std::string_view name) {
    std::string key = replace_all(name_key(name), " ", "");
    // Variation selectors, zero-width space, joiners and the word joiner.
    for (std::string_view mark : {"\xEF\xB8\x8E", "\xEF\xB8\x8F", "\xE2\x80\x8B", "\xE2\x80\x8C",
                                  "\xE2\x80\x8D", "\xE2\x81\xA0"}) {
        key = replace_all(std::move(key), mark, "");
    }
    return key;
}

}  // namespace mingcha::audit
