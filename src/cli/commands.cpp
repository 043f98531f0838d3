#include "cli/commands.h"

namespace mingcha::cli {

void add_commands(CLI::App& /*app*/, Context& /*context*/) {}

}  // namespace mingcha::cli
