// A password as a person types it: never from the command line, where others would see it.
#pragma once

#include <string>

#include "base/result.h"

namespace mingcha::cli {

// On a terminal it is asked for twice and not shown; else one line of stdin, for scripts. Errors:
// nothing came, or two that differ.
Result<std::string> read_new_password();

}  // namespace mingcha::cli
