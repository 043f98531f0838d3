// Base 64 (RFC 4648 §4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingcha {

// nullopt: another character than the alphabet's and its padding at the end, or cut in the middle
// of a byte.
std::optional<std::string> base64_decoded(std::string_view text);

std::string base64_encoded(std::string_view bytes);  // padded, in one line

}  // namespace mingcha
