// How the home page came: over http or https, from which address.
#pragma once

#include <string_view>

#include "audit/site_view.h"

namespace mingcha::audit {

// After redirects.
std::string_view final_address(const PageRecord& page);
bool came_over_https(const PageRecord& page);

}  // namespace mingcha::audit
