// Yearly forms of a data directory: filled from what it holds, entered, reviewed, published, and
// looked for on the sites afterwards.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "annual/steps.h"
#include "base/result.h"
#include "model/annual.h"
#include "store/store.h"

namespace mingcha::app {

struct AnnualQuery {
    AnnualForm form = AnnualForm::work;
    std::int32_t year = 0;
    // Site codes; of oversight, units. Empty: every running site of the year's
    // frozen population (app/population.h), else of the registry; of oversight it must be named.
    std::vector<std::string> subjects;
};

// A form with its subject's name. A form that was never begun is an empty draft.
struct AnnualEntry {
    AnnualReport report;
    std::string name;
    std::string unit;
};

struct AnnualFill {
    std::vector<AnnualEntry> entries;
    std::size_t values = 0;  // new or changed
    std::size_t closed = 0;  // forms that take no values any more: left as they are
    std::vector<std::string> warnings;
};

// Errors: a code that is no site of the registry, a year outside 2000–2100, rows that cannot be
// read.
Result<std::vector<AnnualEntry>> annual_entries(store::Store& store, const AnnualQuery& query);

// Fills in what inspections of the year (as_of up to the end of January after it), imports and the
// registry say. What a person entered stays.
Result<AnnualFill> fill_annual(store::Store& store, const std::filesystem::path& data_dir,
                               const AnnualQuery& query, Instant now);

// All of `values` or none: "field=value".
Result<AnnualEntry> enter_annual(store::Store& store, const AnnualQuery& query,
                                 const std::vector<std::string>& values, const std::string& by,
                                 Instant now);

// Every subject of the query, or none where one of them may not.
Result<std::vector<AnnualEntry>> move_annual(store::Store& store, const AnnualQuery& query,
                                             const annual::Move& step);

// Is the form where it has to be? As an inspection saw the site (guidelines.md C8: 首页显著位置).
enum class AnnualPlace { on_home, in_column, absent, unread };
struct AnnualLook {
    std::string site_code;
    std::string name;
    AnnualPlace place = AnnualPlace::unread;
    std::string url;     // of the form, or of the column that leads to it
    std::string reason;  // of unread
};
Result<std::vector<AnnualLook>> look_for_annual(store::Store& store,
                                                const std::filesystem::path& data_dir,
                                                const std::string& campaign, std::int32_t year);

}  // namespace mingcha::app
