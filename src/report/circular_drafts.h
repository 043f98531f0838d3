// 存在问题, as a first draft of the section: drafted from the findings that stand, grouped by
// problem, the worst first, the word for how many beside the number itself.
#pragma once

#include <string>
#include <vector>

#include "report/circular_annexes.h"

namespace mingcha::report {

// Paragraphs: what the circular before had named already, the sites, the accounts. One that says
// that nothing stands out, or that nothing was measured, where there is none of them.
std::vector<std::string> drafted_problems(const CircularInput& input, const CircularNames& names,
                                          const CircularScope& scope);

}  // namespace mingcha::report
