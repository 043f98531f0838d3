// Files named on the command line.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace mingcha::cli {

// The whole file. Errors: absent, a folder, not readable, larger than `max_bytes`.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

// Writes beside `path` and puts the whole in its place: there is never half a file. Errors: no
// rights, disk full.
Result<bool> write_file(const std::string& path, const std::string& bytes);

}  // namespace mingcha::cli
