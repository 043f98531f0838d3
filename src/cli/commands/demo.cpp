// mingcha demo: the example city, served over loopback from the binary.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "demo/city.h"
#include "httpd/server.h"

namespace mingcha::cli {

namespace {

// A crawler of many sites opens them all on this one port.
constexpr std::size_t kMaxConnections = 6000;

struct Options {
    int port = 8090;
    std::uint64_t seed = 1;
    std::string size = "small";
    bool print_truth = false;
    int week = 0;
    std::string folder;
};

void write_files(const demo::City& city, const std::string& folder, Context& context) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const auto& [name, text] : city.import_files()) {
        const std::string path = folder + "/" + name;
        std::ofstream out(path, std::ios::binary);
        out << text;
        out.close();
        if (!out) return fail_with(context, {path, "cannot be written", "检查目录权限和磁盘空间"});
    }
}

void serve(const demo::City& city, const Options& options, Context& context) {
    httpd::Options listening;
    listening.port = static_cast<std::uint16_t>(options.port);
    listening.limits.connections = kMaxConnections;
    const StopSignals signals;
    auto server = httpd::Server::start(listening, [&](const httpd::Request& request) {
        demo::Served served =
            city.respond(request.host, request.target,
                         {request.header("User-Agent"), request.header("Referer")});
        httpd::Response response;
        response.status = served.status;
        response.body = std::move(served.body);
        response.headers = std::move(served.headers);
        response.headers.emplace_back("Content-Type", std::move(served.content_type));
        response.delay_ms = served.delay_ms;
        response.abrupt = served.abrupt;
        return response;
    });
    if (!server) return fail_with(context, server.error());
    print(fmt::format("http://127.0.0.1:{}\n", (*server)->port()));
    std::fflush(stdout);
    say(fmt::format("示例城市（{}）{} 个网站，{}；按 Ctrl+C 结束", city.name(), city.sites().size(),
                    format_date_cn(city.now().today())));
    signals.wait();
    (*server)->stop();
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("demo", "示例城市：在本机提供虚构的网站");
    command->add_option("--port", options->port, "0: any free one")->check(CLI::Range(0, 65535));
    command->add_option("--seed", options->seed);
    command->add_option("--size", options->size)->check(CLI::IsMember({"small", "full"}));
    command->add_flag("--print-truth", options->print_truth, "the seeded faults as JSON, and end");
    command->add_option("--week", options->week, "so many weeks later: 0 to 52")
        ->check(CLI::Range(0, demo::kMaxWeek));
    command->add_option("--write-files", options->folder, "tables for import, and end");
    command->callback([options, &context] {
        const demo::Size size = options->size == "full" ? demo::Size::full : demo::Size::small;
        if (options->print_truth || !options->folder.empty()) {
            const demo::City city = demo::City::plan(options->seed, size, options->week);
            if (options->print_truth) return print(city.truth_json());
            return write_files(city, options->folder, context);
        }
        serve(demo::City::make(options->seed, size, options->week), *options, context);
    });
}

}  // namespace mingcha::cli
