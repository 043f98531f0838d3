// Filings of exemptions, as records. What was granted is told to the rules as rows of exemptions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "store/rows.h"
#include "workflow/filings.h"

namespace mingcha::workflow {

// Beside their type, so that store::load finds them.
std::string_view kind_of(const Filing*);
std::string key_of(const Filing& row);
std::string encode(const Filing& row);
Result<bool> decode(std::string_view body, Filing& row);

}  // namespace mingcha::workflow
