// mingcha serve: the console over HTTP until SIGINT or SIGTERM.
#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include <atomic>
#include <charconv>
#include <thread>

#include "app/inspection_desk.h"
#include "app/scheduler.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "httpd/server.h"
#include "secrets/secrets.h"
#include "server/bundle.h"
#include "server/console.h"

namespace mingcha::cli {

namespace {

constexpr int kServeThreads = 8;  // a handler may wait for the disk or for a hash
constexpr std::size_t kMaxConnections = 8'192;

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
    options.limits.connections = kMaxConnections;
    options.limits.body_bytes = server::kMaxBody;
    return options;
}

std::string origin_of(const httpd::Options& options, std::uint16_t port) {
    const bool six = options.address.find(':') != std::string::npos;
    const std::string host = six ? "[" + options.address + "]" : options.address;
    return fmt::format("http://{}:{}", host, port);
}

// The scheduler on a thread and a store of its own; it ends with this.
class Background {
public:
    static Result<std::unique_ptr<Background>> start(const NetworkOptions& network,
                                                     const std::string& data_dir,
                                                     std::unique_ptr<store::Store> store) {
        auto fetch = fetch_options(network);
        if (!fetch) return Fail(fetch.error());
        auto visitor = gather::make_home_visitor(std::move(*fetch));
        if (!visitor) return Fail(visitor.error());
        return std::unique_ptr<Background>(
            new Background(data_dir, std::move(store), std::move(*visitor)));
    }
    ~Background() {
        stop_ = true;
        thread_.join();
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

private:
    Background(const std::string& data_dir, std::unique_ptr<store::Store> store,
               std::unique_ptr<gather::HomeVisitor> visitor)
        : store_(std::move(store)), visitor_(std::move(visitor)), thread_([this, data_dir] {
              app::Scheduler scheduler(*store_, *visitor_, app::wall_monitor_clock());
              scheduler.send_notices_of(data_dir, courier_);
              scheduler.run(stop_, [](const std::string& line) { say(line); });
          }) {}

    std::unique_ptr<store::Store> store_;
    std::unique_ptr<gather::HomeVisitor> visitor_;
    courier::CurlCourier courier_;
    std::atomic<bool> stop_ = false;
    std::thread thread_;  // last: it uses all of the above
};

// Every connection takes a descriptor: as many as the system lets us have.
void allow_many_connections() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void serve(const std::string& listen, const NetworkOptions& network, Context& context) {
    Result<httpd::Options> options = listen_at(listen);
    if (!options) {
        fail_with(context, options.error());
        context.status = kUsage;
        return;
    }
    const auto store = open_store(context);
    if (!store) return;
    allow_many_connections();
    auto fetch = fetch_options(network);
    if (!fetch) {
        fail_with(context, fetch.error());
        context.status = kUsage;
        return;
    }
    const auto cut_off = app::InspectionDesk::recover(*store);
    if (!cut_off) return fail_with(context, cut_off.error());
    if (*cut_off > 0) say(fmt::format("上次退出时有 {} 次检查被中断，已完成的部分保留", *cut_off));
    const StopSignals signals;
    // Before the console that shows it, and so stopped after the last request.
    app::InspectionDesk desk({.data_dir = context.data_dir,
                              .fetch = std::move(*fetch),
                              .open_store = [&context] { return another_store(context); },
                              .now = wall_clock});
    std::string first_start;
    server::Console console(
        *store,
        {.data_dir = context.data_dir,
         .version = MINGCHA_VERSION,
         .open_store = [&context] { return another_store(context); },
         .make_token = secrets::random_token,
         .random_bytes = secrets::random_bytes,
         .now = wall_clock,
         .bundle = server::bundle(),
         .desk = &desk,
         .on_first_start = [&first_start](const std::string& path) { first_start = path; }});
    options->body_limit = [&console](const httpd::Request& head) {
        return console.body_limit(head);
    };
    const auto running = httpd::Server::start(
        *options, [&console](const httpd::Request& request) { return console.respond(request); });
    if (!running) return fail_with(context, running.error());
    auto own = open_store(context);
    if (!own) return;
    const auto background = Background::start(network, context.data_dir, std::move(own));
    if (!background) return fail_with(context, background.error());
    const std::string origin = origin_of(*options, (*running)->port());
    say("控制台: " + origin);
    if (first_start.empty()) {
        say("用登录名和密码登录；忘记密码：mingcha user passwd NAME");
    } else {
        say("首次启动，设管理员（口令只在有人之前有效）: " + origin + first_start);
    }
    signals.wait();
    (*running)->stop();
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    const auto listen = std::make_shared<std::string>("127.0.0.1:8080");
    const auto network = std::make_shared<NetworkOptions>();
    CLI::App* command = app.add_subcommand("serve", "控制台：在浏览器中查看检查结果");
    command->add_option("--listen", *listen, "ADDR:PORT")->capture_default_str();
    add_network_options(*command, *network);
    command->callback([listen, network, &context] { serve(*listen, *network, context); });
}

}  // namespace mingcha::cli
