// Which targets an inspection visits, and the visit itself. The registry and the rows come as data;
// what is seen goes to the data folder (contract §2, Inspect).
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/gathering.h"
#include "base/result.h"
#include "gather/crawl.h"
#include "model/campaign.h"
#include "model/inputs.h"
#include "model/registry.h"

namespace mingcha::app {

inline constexpr std::int32_t kPostDays = 30;  // pages of posts that are this new are tested

struct InspectInput {
    Campaign campaign;
    std::vector<Site> sites;
    std::vector<Account> accounts;
    std::vector<Post> posts;
    std::vector<std::string> only;  // codes of sites and accounts; empty = all
};

// Running sites, and running accounts with an address. Errors: a code of `only` that nobody
// registered.
Result<std::vector<gather::Target>> inspection_targets(const InspectInput& input);

// The scope under which an interrupted inspection is taken up again.
std::string inspection_scope(const std::vector<std::string>& only);

// An Analyse that reads pages with src/extract as of the campaign's `as_of`.
Analyse page_analyser(Instant as_of);

// Renders through the machine's Chromium, at most kMaxRendersASite a site; empty where there is
// none.
Render page_renderer(const gather::FetchOptions& options);

}  // namespace mingcha::app
