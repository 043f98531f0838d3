// Accounts that the sites' own pages name and the registry of accounts lacks (私开、漏报):
// proposals with their evidence. What a person takes of them stands among the looks at accounts,
// where the rule account-unregistered finds it.
#pragma once

#include <string>
#include <vector>

#include "app/site_lists.h"
#include "audit/named_accounts.h"

namespace mingcha::app {

struct StrayAccount {
    std::string key;  // 账号类型/账号名称; of a link without a name, the address
    std::string site_code;
    std::string unit;  // that runs the site
    audit::NamedAccount named;
    bool taken = false;   // is among the looks already
    std::string refused;  // why it is not this registry's; empty: nobody said so
    std::string refused_by;
};

// In the order of the sites. An account registered under its name on the platform, or at its
// address, is none, whoever runs it and whatever became of it.
Result<std::vector<StrayAccount>> stray_accounts(store::Store& store, const ListRequest& request);

// Writes those of `keys` down as seen. Errors: a key that is not among the proposals; one without a
// name.
Result<std::size_t> take_stray_accounts(store::Store& store, const ListRequest& request,
                                        const std::vector<std::string>& keys,
                                        const std::string& by);

// Writes down that an account that a site names is not for this registry, and why; with an empty
// reason that word is taken back. Errors: nobody named.
Result<bool> refuse_stray_account(store::Store& store, const std::string& key,
                                  const std::string& reason, const std::string& by, Instant now);

std::string strays_table(const std::vector<StrayAccount>& strays);
std::string strays_json(const std::vector<StrayAccount>& strays);

}  // namespace mingcha::app
