// What stands on a site and is not news: the place, its organs, its leaders, a form to write, a box
// to search with.
#pragma once

#include <map>
#include <string>

#include "demo/site_plan.h"

namespace mingcha::demo {

inline constexpr std::string_view kOverviewPath = "/gk/";
inline constexpr std::string_view kMandatePath = "/jgzn/";
inline constexpr std::string_view kLeadersPath = "/ldzc/";
inline constexpr std::string_view kWritePath = "/wyzx/";
inline constexpr std::string_view kAskPath = "/zxjy/";

// Usual texts; HTML paragraphs.
std::string usual_overview(const SitePlan& plan, Moment now);
std::string usual_mandate(const SitePlan& plan);
std::string usual_leaders();

// A healthy site's own; portals have all of it, others their leaders only.
void set_standing(SitePlan& plan, Moment now);

// A form for a letter.
std::string ask_form();

std::string search_box(const SitePlan& plan);

void add_standing_pages(const SitePlan& plan, std::map<std::string, std::string>& pages);

}  // namespace mingcha::demo
