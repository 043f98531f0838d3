// Keyed hashes (RFC 2104).
#pragma once

#include <string>
#include <string_view>

namespace mingcha {

// For one-time codes (RFC 6238) only: nothing else may lean on SHA-1.
std::string hmac_sha1(std::string_view key, std::string_view message);    // 20 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes

}  // namespace mingcha
