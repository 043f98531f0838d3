#include "cli/commands.h"

namespace mingcha::cli {

void add_check_circular(CLI::App& app, Context& context);
void add_tree(CLI::App& app, Context& context);

void add_commands(CLI::App& app, Context& context) {
    add_check_circular(app, context);
}

}  // namespace mingcha::cli
