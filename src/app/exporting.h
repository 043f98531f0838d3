// Rows of the store → a table that import takes back without a change (contract §2, §3).
#pragma once

#include <string>

#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

struct ExportRequest {
    std::string kind;      // as for import
    std::string campaign;  // whose findings or interactions
    bool chinese = false;  // headers and values as registries print them
    bool xlsx = false;     // else CSV
};

struct Exported {
    std::string bytes;
    std::size_t rows = 0;
};

// In the order of the import. Errors: unknown kind; findings or interactions without a campaign; no
// such campaign; the store.
Result<Exported> export_rows(store::Store& store, const ExportRequest& request);

}  // namespace mingcha::app
