// Every command of `mingcha` is one file under cli/commands/ with one function that is declared and
// listed here.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace mingcha::cli {

// Exit status of the contract: 0 done, 1 the work failed or found its input wrong, 2 the command
// line is wrong.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

// What all commands share. A command's callback sets `status`.
struct Context {
    std::string data_dir = "./mingcha-data";
    std::string db_url;
    int status = kDone;
};

// Adds every command to `app`. `context` outlives the parse.
void add_commands(CLI::App& app, Context& context);

}  // namespace mingcha::cli
