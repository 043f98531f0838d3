// 存在问题, as a first draft of the section: what stands out of the findings, named.
#pragma once

#include <string>

#include "report/circular_annexes.h"

namespace mingcha::report {

// Sentences, each ended by 。
std::string drafted_problems(const CircularInput& input, const CircularNames& names,
                             const CircularScope& scope);

}  // namespace mingcha::report
