// What a yearly form contradicts in itself. The relations follow from what the fields count; they
// are our own reasoning, not a published list (guidelines.md C8).
#pragma once

#include <string>
#include <vector>

#include "model/annual.h"

namespace mingcha::annual {

struct Problem {
    std::string field;  // id of the one to look at first
    std::string text;   // Chinese, with both values
};

// Required fields without a value, in printed order. A field that does not apply has one that says
// so (0, 否): an empty one is not known.
std::vector<std::string> missing(const AnnualReport& report);

// Relations between known values that do not hold. What is not known contradicts nothing.
std::vector<Problem> contradictions(const AnnualReport& report);

}  // namespace mingcha::annual
