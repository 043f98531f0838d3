// Files named on the command line.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace mingcha::cli {

// The whole file. Errors: absent, a folder, not readable, larger than `max_bytes`.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

}  // namespace mingcha::cli
