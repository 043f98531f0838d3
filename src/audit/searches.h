// The site's own search, asked during the inspection for titles of its own pages: what came of it.
#pragma once

#include <vector>

#include "audit/site_view.h"

namespace mingcha::audit {

enum class SearchResult : std::uint8_t {
    found,    // the page is among the results shown first
    absent,   // there are results, or it says that there are none, and the page is not among them
    broken,   // the address of the results does not open
    unclear,  // filled by script, behind a wall, led elsewhere, or shows no results that we can
              // tell
};

struct TitleSearch {
    const PageRecord* page = nullptr;  // to be found
    const GuisedView* view = nullptr;  // of the results
    SearchResult result = SearchResult::unclear;
};

// In the order of the site's pages. Results are told from the frame of the result page by holding
// the pages against each other: what all of them link to is the frame, and of what is left
// something must speak of what was looked for.
std::vector<TitleSearch> searches_of(const SiteView& site);

}  // namespace mingcha::audit
