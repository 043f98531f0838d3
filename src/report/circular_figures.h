// The figures and lists of a circular's text as fields of its templates.
#pragma once

#include <map>
#include <string>

#include "report/circular_annexes.h"

namespace mingcha::report {

using Fields = std::map<std::string, std::string>;

Fields circular_figures(const CircularInput& input, const CircularNames& names,
                        const CircularScope& scope, const AnnexSet& annexes);

}  // namespace mingcha::report
