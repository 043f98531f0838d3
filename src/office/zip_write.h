// Files → the bytes of a zip archive, in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingcha::office {

// Name and bytes of each entry, in order. The same entries give the same bytes.
using ZipEntries = std::vector<std::pair<std::string, std::string>>;

Result<std::string> write_zip(const ZipEntries& entries);

}  // namespace mingcha::office
