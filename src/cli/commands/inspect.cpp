// mingcha inspect: visits the sites and accounts of a campaign and judges what was seen.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/inspect_campaign.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/network.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string campaign;
    std::vector<std::string> only;
    std::size_t max_pages = gather::kMaxPages;
    int max_seconds = gather::kMaxSeconds;
    double rate = gather::kRate;
    NetworkOptions network;
    bool no_render = false;
    bool no_search = false;
    std::string format = "table";
};

// Ctrl-C ends the inspection in good order: what is finished stays, the rest is taken up next time.
std::atomic<bool> stop_asked = false;

void ask_to_stop(int) {
    stop_asked = true;
}

void show_progress(const gather::Progress& progress) {
    std::fprintf(stderr, "\r检查 %zu/%zu  页面 %llu  请求 %llu  用时 %.0f 秒 ",
                 progress.targets_done, progress.targets,
                 static_cast<unsigned long long>(progress.pages),
                 static_cast<unsigned long long>(progress.requests), progress.seconds);
}

void run(const Options& options, Context& context) {
    auto fetch = fetch_options(options.network);
    if (!fetch) {
        fail_with(context, fetch.error());
        context.status = kUsage;
        return;
    }
    const auto store = open_store(context);
    if (!store) return;
    app::InspectRequest request;
    request.data_dir = context.data_dir;
    request.campaign = options.campaign;
    request.only = options.only;
    request.crawl.fetch = std::move(*fetch);
    request.crawl.max_pages = options.max_pages;
    request.crawl.max_seconds = options.max_seconds;
    request.crawl.rate = options.rate;
    request.render = !options.no_render;
    request.search = !options.no_search;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    if (terminal) request.watch.on_progress = show_progress;
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    const auto summary = app::inspect_campaign(*store, request, stop_asked);
    if (terminal) std::fputs("\r\033[K", stderr);
    if (!summary) return fail_with(context, summary.error());
    print(options.format == "json" ? app::summary_json(*summary) : app::summary_text(*summary));
}

}  // namespace

void add_inspect(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("inspect", "访问检查活动中的网站和账号，提取事实、保存证据并判定");
    command->add_option("--campaign", options->campaign, "检查活动")->required();
    command->add_option("--only", options->only, "只查这些网站标识码或账号");
    command->add_option("--max-pages", options->max_pages, "每个网站最多页面数")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--max-seconds", options->max_seconds, "每个网站最长秒数")
        ->check(CLI::Range(1, 86'400))
        ->capture_default_str();
    command->add_option("--rate", options->rate, "每个主机每秒请求数，0 为不限")
        ->check(CLI::Range(0.0, 100'000.0))
        ->capture_default_str();
    add_network_options(*command, options->network);
    command->add_flag("--no-render", options->no_render, "不渲染由脚本生成的页面");
    command->add_flag("--no-search", options->no_search, "不用网站自己的搜索查找抽出的标题");
    command->add_option("--format", options->format, "table 或 json")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace mingcha::cli
