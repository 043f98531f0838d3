// The feeds of accounts as a source of posts: who has one, asked on condition, read, and kept as
// posts and as a look at the account, so that a rule can tell "nothing new" from "could not be
// read".
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "gather/documents.h"
#include "model/campaign.h"
#include "store/store.h"

namespace mingcha::app {

struct FeedsRequest {
    std::filesystem::path data_dir;
    Campaign campaign;
    std::vector<std::string> only;  // codes of accounts; empty = all
    gather::DocumentOptions options;
};

struct FeedsSummary {
    std::size_t asked = 0;
    std::size_t read = 0;       // answered with a feed
    std::size_t unchanged = 0;  // 304: what was read before stands
    std::size_t failed = 0;     // not collected, each with its reason
    std::size_t posts = 0;      // kept, new or changed
};

// Of every running account whose registry row names a feed, or whose own page, as visited in this
// campaign, does. Answers go to the evidence archive. Rows that people brought are never changed.
// Errors: the data folder, the store, stopped by a signal.
Result<FeedsSummary> collect_feeds(store::Store& store, const FeedsRequest& request,
                                   const std::atomic<bool>& stop);

}  // namespace mingcha::app
