#include "people/lockout.h"

#include <algorithm>

namespace mingcha::people {

std::int64_t seconds_locked(const Lockout& state, Instant now) {
    return std::max<std::int64_t>(0, state.until.seconds - now.seconds);
}

Lockout after_failure(const Lockout& state, Instant now, std::int32_t lock_after) {
    Lockout next = state;
    const std::int64_t quiet_since = std::max(state.last.seconds, state.until.seconds);
    if (now.seconds - quiet_since >= kForgottenAfterSeconds) next = {};
    ++next.failures;
    next.last = now;
    const std::int32_t beyond = next.failures - lock_after;
    if (beyond < 0) return next;
    std::int64_t wait = kFirstWaitSeconds;
    for (std::int32_t i = 0; i < beyond && wait < kLongestWaitSeconds; ++i) wait *= 2;
    next.until = {now.seconds + std::min(wait, kLongestWaitSeconds)};
    return next;
}

}  // namespace mingcha::people
