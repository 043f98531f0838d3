// The audit log as a chain: each entry holds the hash of the one before it, so that nothing in the
// middle can be changed, taken out or moved without the chain telling.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha::people {

enum class AuditResult : std::uint8_t { done, refused, failed };

struct AuditEntry {
    std::int64_t seq = 0;  // from 1, without gaps
    Instant at;            // wall clock
    std::string who;       // id of a person; a name as typed where nobody was signed in
    std::string from;      // address of the peer, or "terminal"
    std::string action;    // sign_in, decide_finding, …
    std::string object;    // what it was done to
    AuditResult result = AuditResult::done;
    std::string detail;    // never a secret
    std::string previous;  // hash of the entry before; of the first one 64 zeros
    std::string hash;      // SHA-256 over all of the above

    bool operator==(const AuditEntry&) const = default;
};

inline constexpr std::size_t kMaxAuditField = 2000;  // bytes; longer ones are cut
inline constexpr std::size_t kMaxChainFaults = 100;  // told

std::string first_previous();

// The entry with number, previous hash and its own hash, as it follows `last` (nullptr: the first).
AuditEntry chained(AuditEntry entry, const AuditEntry* last);

struct ChainFault {
    std::int64_t seq = 0;
    std::string what;  // Chinese
};

// Entries as they are stored, in the order of storing. `expected_head`: hash of the last entry as
// it was written down elsewhere; empty: not known. Tells an entry that was changed, one that is
// missing, one that was moved or put in, and a tail that was cut off.
std::vector<ChainFault> check_chain(std::span<const AuditEntry> entries,
                                    std::string_view expected_head);

std::string_view to_string(AuditResult result);

}  // namespace mingcha::people
