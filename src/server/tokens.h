// Secrets of the console: made by the system's random source, compared without telling by time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingcha::server {

inline constexpr std::size_t kTokenBytes = 32;

std::string random_token();  // 64 lower-case hex digits

bool same_secret(std::string_view a, std::string_view b);

}  // namespace mingcha::server
