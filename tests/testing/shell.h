// A command as a script would start it: its exit status and what it printed on stdout.
#pragma once

#include <string>

namespace mingcha::testing {

struct Ran {
    int status = -1;  // -1: it could not be started, or a signal ended it
    std::string out;
};

Ran run_shell(const std::string& command);

}  // namespace mingcha::testing
