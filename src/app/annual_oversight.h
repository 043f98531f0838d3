// What a data directory knows of a year for 政府网站监管年度报表.
#pragma once

#include <filesystem>

#include "annual/observe.h"
#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

// Of the sites that `unit` supervises; of all where the registry names no supervisor. From the
// registry, the campaigns that end within the year, and the ledger of corrections as of `now`. A
// quarter without a campaign has no value: not inspected is not none failed.
Result<annual::Values> oversight_values(store::Store& store, const std::filesystem::path& data_dir,
                                        const std::string& unit, std::int32_t year, Instant now);

}  // namespace mingcha::app
