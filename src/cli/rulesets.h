// The rulesets a command sees: those of the program, and those of the data directory's folder
// `rulesets`, which replace a file of the same name.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/commands.h"
#include "ruleset/load.h"

namespace mingcha::cli {

// Errors: a file there that cannot be read or is too large.
Result<ruleset::Sources> ruleset_sources(const Context& context);

Result<Ruleset> load_ruleset(const Context& context, const std::string& id);

}  // namespace mingcha::cli
