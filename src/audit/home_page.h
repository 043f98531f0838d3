// What a home page shows as news, and how new it has to be: of the page itself, or, where it only
// leads on, of the columns it leads to (indicators.md W3).
#pragma once

#include <vector>

#include "audit/rule.h"

namespace mingcha::audit {

struct HomeSources {
    std::vector<ListItem> items;
    std::vector<const PageRecord*> pages;
    Reason unread;  // a page that could show more, and why it was not read
    bool only_navigates = false;
};

// Precondition: site.home().
HomeSources home_sources(const SiteView& site);

// Days without news beyond which a home page is not updated; 14 where the ruleset says nothing.
std::int32_t home_days(const Rule& rule);

}  // namespace mingcha::audit
