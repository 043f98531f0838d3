// Example data in a data folder: which rows came with it, and taking exactly these away again, so
// that a list of one's own that was brought in beside it stays.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

struct ExampleData {
    std::vector<std::string> campaigns;
    std::int64_t sites = 0, accounts = 0;

    bool any() const { return !campaigns.empty() || sites > 0 || accounts > 0; }
};

// Everything that is there now is example data: registry, tables, campaigns with all that belongs
// to them. People, offices and settings never are. Errors: the store.
Result<ExampleData> mark_example(store::Store& store);

// What of it is still there.
Result<ExampleData> example_data(store::Store& store);

// Takes it away for good, evidence as well; gives back what there was. What was imported since, and
// campaigns made since, stay. Errors: a campaign of it is being inspected (nothing is taken away
// then); nothing is marked.
Result<ExampleData> remove_example(store::Store& store, const std::filesystem::path& data_dir);

}  // namespace mingcha::app
