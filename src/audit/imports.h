// Imported findings: what people found, confirmed with the import (contract §3), merged into the
// machine's verdicts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/engine.h"

namespace mingcha::audit {

using ruleset::is_target;

// A row as a finding: confirmed, measured by a person, its evidence the URL or the row itself.
Finding finding_of(const ImportedFinding& row);

// Adds the rows of `target` to `verdicts`; a rule that has none yet gets one at the end.
void add_imports(std::vector<Verdict>& verdicts, std::string_view target,
                 const AuditContext& context);

}  // namespace mingcha::audit
