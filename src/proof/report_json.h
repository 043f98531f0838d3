// The report of check-circular as people and programs read it (contract §4).
#pragma once

#include <string>

#include "proof/check.h"

namespace mingcha::proof {

// { "problems":[{"kind","where","claimed","computed","text"}], "checked":N }, one line, UTF-8.
std::string to_json(const Report& report);

// A line a problem and a closing line, Chinese.
std::string to_text(const Report& report);

}  // namespace mingcha::proof
