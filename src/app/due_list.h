// 期限清单: what runs out within some days, over all sites and accounts of a campaign.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audit/deadlines.h"
#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

struct DueRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string ruleset;  // empty: the campaign's own
    Instant now;          // the wall clock's; used where `on` is not given
    std::optional<Date> on;
    std::int32_t within = 7;  // days from today on
    bool overdue = false;     // also what is over already
};

struct DueEntry {
    audit::Deadline deadline;
    std::string unit;  // whose site or account it is
    std::string name;  // of the site or account
};

struct DueList {
    Date today;  // `on`, else today; not later than the campaign's as_of
    std::int32_t within = 0;
    std::vector<DueEntry> entries;  // soonest first
};

// Reads stored facts and rows, no network. Errors: no such campaign or ruleset, a campaign read
// from a document, facts that cannot be read.
Result<DueList> due_list(store::Store& store, const DueRequest& request);

std::string due_json(const DueList& list);
std::string due_table(const DueList& list);  // Chinese, one line an entry

}  // namespace mingcha::app
