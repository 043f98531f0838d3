// mingcha: reads the command line and hands over to one command (cli/commands/).
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>

#include "cli/commands.h"

int main(int argc, char** argv) {
    CLI::App app{
        "明察 Mingcha: inspects government websites and new-media accounts, scores them, writes "
        "the circular"};
    app.require_subcommand(1);
    app.set_version_flag("--version", MINGCHA_VERSION);
    mingcha::cli::Context context;
    app.add_option("--data", context.data_dir, "data directory (SQLite and evidence inside)")
        ->capture_default_str();
    app.add_option("--db", context.db_url,
                   "sqlite:PATH; the data directory's SQLite where absent");
    mingcha::cli::add_commands(app, context);
    // A file that may not grow any more is an error of write(), told like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& wrong) {
        app.exit(wrong);
        return mingcha::cli::kUsage;
    }
    // A result that did not reach its reader is no result.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        std::fputs("错误: 标准输出写入失败 (stdout is closed or the disk is full)\n", stderr);
        return mingcha::cli::kFailed;
    }
    return context.status;
}
