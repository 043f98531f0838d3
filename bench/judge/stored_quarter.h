// The whole way of `mingcha judge`: rows and facts from the disk, verdicts back to it.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace mingcha::bench {

struct StoredTimes {
    double one_thread = 0;  // seconds, best of some rounds
    double two_threads = 0;
    double another_ruleset = 0;  // on two threads
    std::size_t findings = 0;
};

// Stores a made-up quarter in a folder of its own, judges it by luan-2021 on one thread and on two
// and by national-2019. Errors: anything that failed; stored verdicts that differ by a byte; no
// finding at all.
Result<StoredTimes> judge_stored_quarter(std::size_t sites, std::size_t pages, std::size_t links);

}  // namespace mingcha::bench
