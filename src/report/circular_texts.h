// The words of the circular by name, with {fields} (report/templates.h). A ruleset says some in its
// own way (wording: circular-NAME), an office replaces any of them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/standard.h"
#include "report/templates.h"

namespace mingcha::report {

// The built-in ones.
const Templates& circular_texts();

// Built-in, over them the ruleset's. Errors: one of the ruleset's names a field there is not.
Result<Templates> texts_of(const Ruleset& ruleset, const std::vector<std::string>& typed);

// Every computed field with what it means, Chinese.
const std::vector<std::pair<std::string, std::string>>& circular_fields();

// Names of the texts; names of all fields, computed ones and those that people type in.
std::vector<std::string> text_names();
std::vector<std::string> field_names(const std::vector<std::string>& typed);

}  // namespace mingcha::report
