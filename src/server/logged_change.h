// A change and its entry in the audit log: they stand or fall together.
#pragma once

#include <mutex>
#include <string>

#include "server/call.h"

namespace mingcha::server {

struct LogEntry {
    std::string action, object, detail;
};

// `work` changes the store and gives a Result; what it refuses is answered with 422 and changes
// nothing. `entry_of` says what of its value is logged, `answer` what whoever asked is told: both
// get the value, and the store is held for all three.
template <class Work, class EntryOf, class Answer>
httpd::Response logged_change(Call& call, Work work, EntryOf entry_of, Answer answer) {
    const std::lock_guard lock(call->store_mutex);
    store::Transaction transaction(call->store);
    if (auto begun = transaction.begin(); !begun) return broken(begun.error());
    const auto done = work();
    if (!done) return refused(done.error());
    const LogEntry entry = entry_of(*done);
    if (auto logged = app::log_action(call->store, call.actor, entry.action, entry.object,
                                      people::AuditResult::done, entry.detail);
        !logged) {
        return broken(logged.error());
    }
    if (auto committed = transaction.done(); !committed) return broken(committed.error());
    return answer(*done);
}

}  // namespace mingcha::server
