// The rulesets of a data directory: those that come with the program, and the office's own.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "ruleset/load.h"

namespace mingcha::app {

// The built-in files, replaced and joined by DIR/rulesets/*.yaml and *.csv. Errors: a file there
// that cannot be read, a ruleset larger than ruleset::kMaxFileBytes or a table larger than
// wording::kMaxDictionaryBytes.
Result<ruleset::Sources> ruleset_sources(const std::filesystem::path& data_dir);

}  // namespace mingcha::app
