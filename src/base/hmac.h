// HMAC-SHA-1 (RFC 2104), for one-time codes (RFC 6238) only: nothing else may lean on SHA-1.
#pragma once

#include <string>
#include <string_view>

namespace mingcha {

std::string hmac_sha1(std::string_view key, std::string_view message);  // 20 bytes

}  // namespace mingcha
