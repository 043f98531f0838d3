#include "tests/testing/shell.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace mingcha::testing {

Ran run_shell(const std::string& command) {
    Ran ran;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 4096> chunk{};
    while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), pipe)) {
        ran.out.append(chunk.data(), got);
    }
    const int status = ::pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

}  // namespace mingcha::testing
