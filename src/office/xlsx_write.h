// Tables → xlsx: a sheet each, heads frozen, filters on. Every cell is written as inline text,
// never as a formula, so that no content is computed by whoever opens it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "office/document.h"

namespace mingcha::office {

// Sheet name (at most 31 characters, none of []:*?/\) and table.
using Sheets = std::vector<std::pair<std::string, Table>>;

Result<std::string> write_xlsx(const Sheets& sheets);

}  // namespace mingcha::office
