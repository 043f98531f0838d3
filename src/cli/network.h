// The options of every command that visits sites: where names lead, and which networks are open.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "gather/fetcher.h"

namespace CLI {
class App;
}

namespace mingcha::cli {

struct NetworkOptions {
    std::vector<std::string> connect_to;
    std::string resolve_all;
    std::vector<std::string> allow_net;
};

// --connect-to, --resolve-all, --allow-net. `options` outlives the parse.
void add_network_options(CLI::App& command, NetworkOptions& options);

// Errors: a value that cannot be read; the command line is wrong then.
Result<gather::FetchOptions> fetch_options(const NetworkOptions& options);

}  // namespace mingcha::cli
