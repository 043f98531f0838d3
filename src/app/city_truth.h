// What the example city says of itself, and how findings are held against it: place by place.
// Pure; app/example_city.h brings the findings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "demo/truth.h"
#include "model/verdict.h"

namespace mingcha::app {

// As the city itself says it.
using demo::Expect;
using demo::TruthRow;

// Errors: no JSON, a row without target or rule, an unknown word under "expect".
Result<std::vector<TruthRow>> read_truth(std::string_view text);

// The addresses where a finding stands: its places, or of a broken link (which stands in none of
// the pages that lead to it) the target itself. Empty: the target as a whole.
std::vector<std::string> standing_places(const Finding& finding);

// Does `finding` report what `row` says, at one of its places at least?
bool is_at(const Finding& finding, const TruthRow& row);

// Places of `finding` that none of `rows` covers. Precondition: `rows` are of its target and rule.
std::vector<std::string> surplus_places(const Finding& finding,
                                        const std::vector<const TruthRow*>& rows);

}  // namespace mingcha::app
