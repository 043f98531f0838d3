// A home page that only sends the visitor on: <meta http-equiv=refresh> or a script that sets the
// location. Browsers follow it, so the page behind it is the home page.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::gather {

inline constexpr std::size_t kMaxStubBytes = 4096;  // a longer page shows something itself
inline constexpr int kMaxClientRedirects = 3;

// Where a stub leads, as written; empty where `body` is no stub.
std::string client_redirect(std::string_view body);

}  // namespace mingcha::gather
