// The accounts of the registry by who runs them, and accounts that were seen and are in no
// registry: built once, asked by every account.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/inputs.h"
#include "model/registry.h"
#include "model/unit_index.h"

namespace mingcha::audit {

class AccountIndex {
public:
    // `accounts` in registry order. Looks whose account is registered are left out. `units` outlive
    // the index.
    AccountIndex(std::vector<Account> accounts, const std::vector<Unit>& units,
                 const std::vector<AccountLook>& looks);
    AccountIndex(const AccountIndex&) = delete;
    AccountIndex& operator=(const AccountIndex&) = delete;

    // Running accounts of this one's operator on its platform that come before it in the registry.
    std::vector<const Account*> earlier_twins(const Account& account) const;

    // Accounts of no registry whose operator runs `account`. Told at one place only: the operator's
    // first account that runs.
    std::vector<const AccountLook*> strangers_of(const Account& account) const;

    // Strangers whose operator has no account in the registry: nobody to tell them at.
    std::vector<const AccountLook*> homeless() const;

    // Two names of one unit, by its full or short names or aliases.
    bool is_same_unit(std::string_view a, std::string_view b) const;

private:
    std::string unit_key(std::string_view name) const;

    std::vector<Account> accounts_;
    std::vector<AccountLook> strangers_;
    UnitIndex units_;
    std::unordered_map<std::string, std::vector<const Account*>> twins_;  // by unit and platform
    std::unordered_map<std::string, const Account*> first_;               // by unit
    std::unordered_map<std::string, std::vector<const AccountLook*>> strange_;
};

// A name as it is compared: name_key without spaces and without the marks that choose between a
// picture and a letter (emoji) or have no width.
std::string account_name_key(std::string_view name);

}  // namespace mingcha::audit
