// The guides (办事指南) of one site of the example city.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "demo/site_pages.h"

namespace mingcha::demo {

inline constexpr std::string_view kGuidesPath = "/bszn/";

// Adds the column of guides and five guides, in the state that the plan says; none: nothing.
void add_guides(const SitePlan& plan, std::map<std::string, std::string>& pages);

}  // namespace mingcha::demo
