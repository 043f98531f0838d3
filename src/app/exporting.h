// Rows of the store → a table that import takes back without a change (contract §2, §3).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

struct ExportRequest {
    std::string kind;      // as for import
    std::string campaign;  // whose findings or interactions
    bool chinese = false;  // headers and values as registries print them
    bool xlsx = false;     // else CSV
    bool published = false;  // without receipt numbers and query codes
};

// Rows with the key of each column, cells as the request words them.
struct ExportGrid {
    std::vector<std::string> keys;    // site_code, name, …
    std::vector<std::string> header;  // as the file heads them
    std::vector<std::vector<std::string>> rows;
};

struct Exported {
    std::string bytes;
    std::size_t rows = 0;
};

// In the order of the import. Errors: unknown kind; findings or interactions without a campaign; no
// such campaign; the store.
Result<Exported> export_rows(store::Store& store, const ExportRequest& request);
Result<ExportGrid> export_grid(store::Store& store, const ExportRequest& request);

}  // namespace mingcha::app
