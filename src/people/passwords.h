// Rules for passwords, after the habits of 等保 2.0 level 2–3 (GB/T 22239-2019, 8.1.4.1): long
// enough, of several kinds of characters, not the person's own name, changed from time to time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "people/person.h"

namespace mingcha::people {

inline constexpr std::size_t kMaxPasswordBytes = 256;  // what is hashed is bounded
inline constexpr int kKindsWanted = 3;                 // of capital, small, digit, other

// What is wrong with it, Chinese; empty: nothing. `names`: id, display name, office of the person;
// the password may contain none of them forwards or backwards, of three characters and more.
std::vector<std::string> password_faults(std::string_view password,
                                         const std::vector<std::string>& names,
                                         const Settings& settings);

// The last day on which it is good; none: it does not expire.
std::optional<Date> password_expires_on(Instant set_at, const Settings& settings);

// Must it be changed before anything else: an initial one, or one that has expired?
bool password_wanted(const Person& person, const Settings& settings, Instant now);

// A password of `random` bytes that keeps the rules, without characters that look alike.
// Precondition: at least 20 bytes of a good source.
std::string drawn_password(std::string_view random);

}  // namespace mingcha::people
