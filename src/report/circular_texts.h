// The built-in text of the circular by name, with {fields}. An office replaces any of them by name.
#pragma once

#include <map>
#include <string>

namespace mingcha::report {

const std::map<std::string, std::string>& circular_texts();

}  // namespace mingcha::report
