// The audit log in the store: entries are added to its chain, read by pages, and the chain checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/audit_chain.h"
#include "store/store.h"

namespace mingcha::app {

// Who acts, for the log.
struct Actor {
    std::string who;   // id of a person
    std::string from;  // address of the peer, or kTerminal
    Instant at;        // wall clock
};

inline constexpr std::string_view kTerminal = "terminal";

// Adds one entry; part of the transaction that is open, so that a change and its entry stand or
// fall together.
Result<bool> log_action(store::Store& store, const Actor& actor, std::string_view action,
                        std::string_view object, people::AuditResult result,
                        std::string_view detail = {});

struct AuditQuery {
    std::string who;     // empty: anybody
    std::string action;  // empty: any
    std::int64_t offset = 0;
    std::int64_t limit = 50;
};
struct AuditPage {
    std::vector<people::AuditEntry> entries;  // the latest first
    std::int64_t total = 0;                   // that match
};
Result<AuditPage> audit_page(store::Store& store, const AuditQuery& query);

struct AuditVerification {
    std::int64_t entries = 0;
    std::string head;  // hash of the last entry; empty where there is none
    std::vector<people::ChainFault> faults;
};
// `expected_head`: a hash that was written down earlier; empty: none.
Result<AuditVerification> verify_audit_log(store::Store& store, std::string_view expected_head);

}  // namespace mingcha::app
