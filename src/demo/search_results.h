// What the search of a site of the example city answers: the first page of its results.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "demo/site_plan.h"

namespace mingcha::demo {

inline constexpr std::string_view kSearchPath = "/so/";

// `target` is path and query as asked; `pages` are those of the site. Empty where it is no search
// of this site. UTF-8.
std::string search_results(const SitePlan& plan, const std::map<std::string, std::string>& pages,
                           std::string_view target);

}  // namespace mingcha::demo
