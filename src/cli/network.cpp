#include "cli/network.h"

#include <CLI/CLI.hpp>

namespace mingcha::cli {

void add_network_options(CLI::App& command, NetworkOptions& options) {
    command.add_option("--connect-to", options.connect_to,
                        "HOST:PORT:ADDR:PORT，该主机改连指定地址，可重复");
    command.add_option("--resolve-all", options.resolve_all, "ADDR:PORT，所有域名改连此处");
    command.add_option("--allow-net", options.allow_net, "允许访问的内部网段 CIDR，可重复");
}

Result<gather::FetchOptions> fetch_options(const NetworkOptions& options) {
    gather::FetchOptions fetch;
    for (const std::string& text : options.connect_to) {
        auto checked = gather::checked_connect_to(text);
        if (!checked) return Fail(checked.error());
        fetch.connect_to.push_back(std::move(*checked));
    }
    if (!options.resolve_all.empty()) {
        auto checked = gather::checked_resolve_all(options.resolve_all);
        if (!checked) return Fail(checked.error());
        fetch.resolve_all = std::move(*checked);
    }
    std::vector<gather::Network> allowed;
    for (const std::string& text : options.allow_net) {
        auto network = gather::parse_network(text);
        if (!network) {
            return fail("--allow-net", network.error().what, network.error().hint);
        }
        allowed.push_back(*network);
    }
    fetch.guard = gather::NetGuard(std::move(allowed));
    return fetch;
}

}  // namespace mingcha::cli
