// Guides to services (办事指南) of a site, and which element classes they lack.
#pragma once

#include <string>
#include <vector>

#include "audit/site_view.h"

namespace mingcha::audit {

// Pages that are instructions for one service, in crawl order.
std::vector<const PageRecord*> guides_of(const SiteView& site);

// Chinese names of the element classes that a guide lacks, in the standard's order.
std::vector<std::string> missing_elements(const Guide& guide);

}  // namespace mingcha::audit
