// Files that come in → rows of the store. Nothing of a file is taken when one row is wrong, unless
// the rest is asked for; the same file twice changes nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "intake/columns.h"
#include "ruleset/load.h"
#include "store/store.h"

namespace mingcha::app {

struct ImportRequest {
    std::string kind;  // units, divisions, sites, …
    std::string file;  // name, for messages
    std::string bytes;
    std::string campaign;  // for findings and interactions
    std::optional<Date> today;  // posts may not be younger; empty: unchecked
    bool dry_run = false;
    bool partial = false;
    Instant now;  // wall clock: the day on which a table of the registry brought another state
    // Called with the refused rows before any other row is taken; nothing is taken where it fails.
    // Only with `partial`, only where rows were refused.
    std::function<Result<bool>(const std::string& csv)> keep_refused;
};

struct ImportReport {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t same = 0;
    // "变更 9999000001 云泽市教育局（首页网址）", at most kMaxListed; new ones of the registry too
    std::vector<std::string> changes;
    std::vector<std::string> gone;  // registered, and not in this file any more; kept; as above
    std::size_t gone_count = 0;
    std::size_t refused = 0;               // rows; each may have several errors
    std::vector<intake::RowError> errors;  // line, column, value, what would be right
    std::vector<std::string> warnings;
    bool taken = false;  // rows stand in the store now
};

inline constexpr std::size_t kMaxListed = 50;

// Errors: unknown kind or campaign, a file that is no table, the store. Wrong rows are in the
// report.
Result<ImportReport> import_rows(store::Store& store, const ruleset::Sources& rulesets,
                                 const ImportRequest& request);

}  // namespace mingcha::app
