// mingcha monitor run: visits the home pages of a campaign's sites over a week, so that it can be
// said which of them cannot be reached.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "app/monitor.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/network.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    app::MonitorRequest request;
    int days = monitor::kDays;
    int per_day = monitor::kVisitsPerDay;
    std::uint64_t seed = 0;
    bool once = false;
    NetworkOptions network;
    std::string format = "table";
};

// Ctrl-C ends a round in good order: what is finished is stored, the plan is taken up next time.
std::atomic<bool> stop_asked = false;

void ask_to_stop(int) {
    stop_asked = true;
}

void show_round(const app::MonitorSummary& summary) {
    std::fprintf(stderr, "\r访问 %lld 次  打开 %lld  打不开或被拦截 %lld  自身原因 %lld ",
                 static_cast<long long>(summary.visits), static_cast<long long>(summary.opened),
                 static_cast<long long>(summary.failed), static_cast<long long>(summary.ours));
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
    const auto visitor = gather::make_home_visitor(std::move(*fetch));
    if (!visitor) return fail_with(context, visitor.error());
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    auto monitor =
        app::Monitor::open(*store, **visitor, app::wall_monitor_clock(), options.request);
    if (!monitor) return fail_with(context, monitor.error());
    for (const std::string& warning : monitor->summary().warnings) say("提示：" + warning);
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const auto summary =
        options.once ? monitor->run_once(stop_asked)
                     : monitor->run(stop_asked, terminal ? show_round : nullptr);
    if (terminal) std::fputs("\r\033[K", stderr);
    if (!summary) return fail_with(context, summary.error());
    print(options.format == "json" ? app::monitor_json(*summary) : app::monitor_text(*summary));
}

void add_run(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        group.add_subcommand("run", "按计划访问各网站首页（每天20次以上，共一周），记入拨测记录");
    command->add_option("--campaign", options->request.campaign, "检查活动")->required();
    CLI::Option* days = command->add_option("--days", options->days, "整天数")
                            ->check(CLI::Range(1, monitor::kMostDays))
                            ->capture_default_str();
    CLI::Option* per_day =
        command->add_option("--per-day", options->per_day, "每站每天访问次数")
            ->check(CLI::Range(monitor::kLeastVisitsPerDay, monitor::kMostVisitsPerDay))
            ->capture_default_str();
    command->add_option("--vantage", options->request.vantage, "监测点名称")
        ->capture_default_str();
    command->add_option("--reference", options->request.references,
                        "参照网址，全部打不开时即为监测点自身断网，可重复");
    CLI::Option* seed =
        command->add_option("--seed", options->seed, "访问时刻的随机种子，首次运行时缺省自取");
    command->add_flag("--once", options->once, "立即访问一轮后结束（由外部定时器调用）");
    add_network_options(*command, options->network);
    command->add_option("--format", options->format, "table 或 json")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    command->callback([options, days, per_day, seed, &context] {
        if (days->count() > 0) options->request.days = options->days;
        if (per_day->count() > 0) options->request.per_day = options->per_day;
        if (seed->count() > 0) options->request.seed = options->seed;
        run(*options, context);
    });
}

}  // namespace

void add_monitor(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("monitor", "网站可用性监测");
    group->require_subcommand(1);
    add_run(*group, context);
}

}  // namespace mingcha::cli
