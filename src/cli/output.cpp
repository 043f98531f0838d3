#include "cli/output.h"

#include <cstdio>

namespace mingcha::cli {

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void fail_with(Context& context, const Error& error) {
    const std::string line = "错误: " + error.text() + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    context.status = kFailed;
}

}  // namespace mingcha::cli
