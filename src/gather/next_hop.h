// Where a redirect leads, and what is carried there.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::gather {

// The absolute address of `reference` as it stands on `base`, without fragment; empty where it is
// none. An empty reference is the base itself, put in order.
std::string resolve(std::string_view base, std::string_view reference);

// Walls set a cookie and send the visitor to the same address again; without it the visit would go
// in circles. `cookie` grown by the Set-Cookie lines of `head`, "a=b; c=d", at most 4 KB.
std::string with_cookies(std::string cookie, std::string_view head);

}  // namespace mingcha::gather
