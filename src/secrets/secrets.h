// Passwords and randomness by libsodium. Effects: memory-hard hashing, the system's random source.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::secrets {

// argon2id at libsodium's interactive limits: 64 MiB and about 80 ms each, so no more than this
// many at once; whoever comes later waits.
inline constexpr std::ptrdiff_t kHashesAtOnce = 2;

// Text form "$argon2id$…" with its own salt. Errors: no memory.
Result<std::string> hash_password(std::string_view password);

// false too for an empty or damaged hash. Takes as long whether right or wrong.
bool verify_password(std::string_view hash, std::string_view password);

// As long as a verification takes, for names that nobody has: time shall not tell who is there.
void waste_a_verification(std::string_view password);

std::string random_bytes(std::size_t count);
std::string random_token();  // 64 lower-case hex digits of 32 random bytes

// Without telling by time how much was right.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace mingcha::secrets
