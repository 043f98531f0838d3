// What the life of a site is bound to (guidelines.md C7): data of a ruleset, each with its source.
#pragma once

#include <cstdint>
#include <string>

#include "model/confidence.h"

namespace mingcha {

struct LifeLimit {
    std::int32_t value = 0;
    Confidence confidence = Confidence::m;
    std::string source;
};

struct LifeLimits {
    LifeLimit suspension_days{30, Confidence::m, {}};    // at most, both ends counted
    LifeLimit suspensions_a_year{1, Confidence::m, {}};  // at most
    LifeLimit notice_days{30, Confidence::m, {}};        // of closing, at least
    LifeLimit reopen_months{12, Confidence::m, {}};      // behind closing; before it by exception
};

}  // namespace mingcha
