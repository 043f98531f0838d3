// A ruleset as small as the cases need: every rule that a machine judges with its part, scope and
// points, no thresholds of its own (so the rules' defaults are what is tested).
#pragma once

#include "model/standard.h"

namespace mingcha::cases {

Ruleset small_standard();

}  // namespace mingcha::cases
