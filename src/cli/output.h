// What commands say: results on stdout, errors and progress on stderr.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/commands.h"

namespace mingcha::cli {

// Writes all of `text` to stdout; a closed or full stdout ends in exit status 1 by way of main.
void print(std::string_view text);

// One line "错误: where: what (hint)" on stderr and exit status 1.
void fail_with(Context& context, const Error& error);

}  // namespace mingcha::cli
