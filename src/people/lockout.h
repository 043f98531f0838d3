// Waiting after failures to sign in, as a value: failure or success at a moment in, state out.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace mingcha::people {

// After `lock_after` failures in a row the next try waits kFirstWait, after each further failure
// twice as long, up to kLongestWait. An hour without failures forgets them all.
inline constexpr std::int64_t kFirstWaitSeconds = 30;
inline constexpr std::int64_t kLongestWaitSeconds = 3600;
inline constexpr std::int64_t kForgottenAfterSeconds = 3600;

struct Lockout {
    std::int32_t failures = 0;  // in a row
    Instant last;               // of the last failure
    Instant until;              // before this no try is looked at

    bool operator==(const Lockout&) const = default;
};

// Seconds to wait from `now`; 0: a try is looked at.
std::int64_t seconds_locked(const Lockout& state, Instant now);

Lockout after_failure(const Lockout& state, Instant now, std::int32_t lock_after);

// A success forgets.
inline Lockout after_success() {
    return {};
}

}  // namespace mingcha::people
