// mingcha serve: the console over HTTP until SIGINT or SIGTERM.
#include <CLI/CLI.hpp>

#include <charconv>
#include <mutex>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "httpd/server.h"
#include "server/console.h"
#include "server/tokens.h"

namespace mingcha::cli {

namespace {

constexpr int kServeThreads = 4;

// "127.0.0.1:8080", "[::1]:8080".
Result<httpd::Options> listen_at(const std::string& text) {
    const auto wrong = [&text] {
        return fail("--listen", "'" + text + "' is no ADDR:PORT",
                    "such as 127.0.0.1:8080 or [::1]:8080");
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return wrong();
    httpd::Options options;
    options.address = text.substr(0, colon);
    if (options.address.front() == '[' && options.address.back() == ']') {
        options.address = options.address.substr(1, options.address.size() - 2);
    }
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, options.port);
    if (error != std::errc() || stopped != end) return wrong();
    options.threads = kServeThreads;
    return options;
}

std::string origin_of(const httpd::Options& options, std::uint16_t port) {
    const bool six = options.address.find(':') != std::string::npos;
    const std::string host = six ? "[" + options.address + "]" : options.address;
    return fmt::format("http://{}:{}", host, port);
}

void serve(const std::string& listen, Context& context) {
    const Result<httpd::Options> options = listen_at(listen);
    if (!options) {
        fail_with(context, options.error());
        context.status = kUsage;
        return;
    }
    const auto store = open_store(context);
    if (!store) return;
    const StopSignals signals;
    // The first link is made before the port is known; it is printed once the server listens.
    std::string origin, first_link;
    server::Console console(*store, {.data_dir = context.data_dir,
                                     .make_token = server::random_token,
                                     .now = wall_clock,
                                     .on_link = [&origin, &first_link](const std::string& path) {
                                         if (origin.empty()) {
                                             first_link = path;
                                         } else {
                                             say("新的登录链接（只能用一次）: " + origin + path);
                                         }
                                     }});
    std::mutex starting;  // holds answers back until the origin is known
    std::unique_lock hold(starting);
    const auto running =
        httpd::Server::start(*options, [&console, &starting](const httpd::Request& request) {
            { const std::lock_guard wait(starting); }
            return console.respond(request);
        });
    if (!running) {
        hold.unlock();
        return fail_with(context, running.error());
    }
    origin = origin_of(*options, (*running)->port());
    hold.unlock();
    say("控制台: " + origin);
    say("登录链接（只能用一次）: " + origin + first_link);
    signals.wait();
    (*running)->stop();
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    const auto listen = std::make_shared<std::string>("127.0.0.1:8080");
    CLI::App* command = app.add_subcommand("serve", "控制台：在浏览器中查看检查结果");
    command->add_option("--listen", *listen, "ADDR:PORT")->capture_default_str();
    command->callback([listen, &context] { serve(*listen, context); });
}

}  // namespace mingcha::cli
