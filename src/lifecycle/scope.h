// Which part of the registry one campaign is about: kinds and divisions, and of the accounts a
// sample that whoever knows the seed draws again.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "lifecycle/population.h"

namespace mingcha::lifecycle {

struct Scope {
    std::set<SiteKind> kinds;             // of sites; empty: all
    std::set<std::string> divisions;      // codes; empty: all; "" is what has no division
    std::int32_t sites_percent = 100;     // 1–100
    std::int32_t accounts_percent = 100;  // likewise
    std::uint64_t seed = 0;

    bool everything() const {
        return kinds.empty() && divisions.empty() && sites_percent == 100 &&
               accounts_percent == 100;
    }
};

// Errors, Chinese: a share that is none.
Result<bool> check(const Scope& scope);

// Keeps what the scope names. Shares are drawn a division each, rounded up, so that none is left
// out; only running ones are drawn, the others stay. The same rows, share and seed give the same
// sample, in whatever order the rows come: rows are ranked by SHA-256 of seed and key. Reckons
// the hash anew and adds a note that says what was done.
void narrow(Population& population, const Scope& scope);

std::string scope_text(const Scope& scope);  // Chinese, one line; empty: everything

}  // namespace mingcha::lifecycle
