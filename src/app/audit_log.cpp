#include "app/audit_log.h"

#include "store/people_rows.h"

namespace mingcha::app {

using people::AuditEntry;

Result<bool> log_action(store::Store& store, const Actor& actor, std::string_view action,
                        std::string_view object, people::AuditResult result,
                        std::string_view detail) {
    store::Transaction change(store);  // nobody adds between reading the last entry and adding ours
    if (Result<bool> begun = change.begin(); !begun) return begun;
    const auto newest = store.newest(store::kAuditKind, {}, 0, 1);
    if (!newest) return Fail(newest.error());
    AuditEntry last;
    if (!newest->empty()) {
        if (Result<bool> read = people::decode(newest->front().body, last); !read) return read;
    }
    AuditEntry entry;
    entry.at = actor.at;
    entry.who = actor.who;
    entry.from = actor.from;
    entry.action = std::string(action);
    entry.object = std::string(object);
    entry.result = result;
    entry.detail = std::string(detail);
    entry = people::chained(std::move(entry), newest->empty() ? nullptr : &last);
    if (Result<bool> put = store::save<AuditEntry>(store, {}, {entry}); !put) return put;
    return change.done();
}

Result<AuditPage> audit_page(store::Store& store, const AuditQuery& query) {
    AuditPage page;
    const bool any = query.who.empty() && query.action.empty();
    const auto count = store.count(store::kAuditKind, {});
    if (!count) return Fail(count.error());
    const auto records = any ? store.newest(store::kAuditKind, {}, query.offset, query.limit)
                             : store.newest(store::kAuditKind, {}, 0, *count);
    if (!records) return Fail(records.error());
    for (const store::Record& record : *records) {
        AuditEntry entry;
        if (Result<bool> read = people::decode(record.body, entry); !read)
            return Fail(read.error());
        if (!query.who.empty() && entry.who != query.who) continue;
        if (!query.action.empty() && entry.action != query.action) continue;
        const std::int64_t place = page.total++;
        const bool within = place >= query.offset && place < query.offset + query.limit;
        if (any || within) page.entries.push_back(std::move(entry));
    }
    if (any) page.total = *count;
    return page;
}

Result<AuditVerification> verify_audit_log(store::Store& store, std::string_view expected_head) {
    const auto entries = store::load<AuditEntry>(store);
    if (!entries) return Fail(entries.error());
    AuditVerification out;
    out.entries = static_cast<std::int64_t>(entries->size());
    if (!entries->empty()) out.head = entries->back().hash;
    out.faults = people::check_chain(*entries, expected_head);
    return out;
}

}  // namespace mingcha::app
