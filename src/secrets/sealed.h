// Secrets that the program must be able to read again (passwords of mail servers, keys of robots):
// sealed by XChaCha20-Poly1305 with a key of the house, which lies in a file of its own beside the
// database and in no backup (ADR 12).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::secrets {

inline constexpr std::string_view kKeyFile = "secrets.key";  // in the data directory

// The key's 32 bytes; made where there is none, readable by its owner alone. Errors: no rights, a
// file of another length, or one that others may read.
Result<std::string> house_key(const std::filesystem::path& data_dir);

// Base 64. `place` is bound to it: what was sealed for one place does not open at another.
std::string sealed(std::string_view key, std::string_view place, std::string_view text);

// none: another key, another place, or damaged.
std::optional<std::string> unsealed(std::string_view key, std::string_view place,
                                    std::string_view box);

}  // namespace mingcha::secrets
