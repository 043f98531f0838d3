// The new-media accounts of the example city: their posts, pages and menus.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/moment.h"
#include "demo/names.h"
#include "demo/truth.h"

namespace mingcha::demo {

struct MenuLink {
    std::string url;
    std::string text;
    int status = 200;
};

struct AccountPlan {
    std::string code, operator_name, name, type, division;
    std::optional<Date> last_post;  // none: no posts are known
    bool interactions = true;
    std::string url;  // empty: none is registered
    std::vector<MenuLink> menu;
};

struct AccountsOfCity {
    std::vector<AccountPlan> accounts;
    std::vector<TruthRow> truth;
};

// `divisions`: code and name, the city itself first. `host`: where account pages are served.
AccountsOfCity make_accounts(const std::vector<std::pair<std::string, std::string>>& divisions,
                             const std::string& host, std::size_t count, Moment now, Dice& dice);

// The page of an account.
std::string account_page(const AccountPlan& account);

}  // namespace mingcha::demo
