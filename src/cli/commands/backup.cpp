// mingcha backup, restore, verify: the data folder as one file, back again, and whether it is
// whole.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "store/backup.h"
#include "store/verify.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string file;
    std::string format = "table";
};

// All three are about the data folder; a database elsewhere is somebody else's to keep.
bool is_elsewhere(Context& context) {
    if (context.db_url.empty()) return false;
    fail_with(context, {"--db", "backup, restore and verify are about the data folder",
                        "备份另处的数据库用数据库自己的工具；去掉 --db"});
    return true;
}

void backup(const Options& options, Context& context) {
    if (is_elsewhere(context)) return;
    const auto made = store::write_backup(context.data_dir, options.file, wall_clock());
    if (!made) return fail_with(context, made.error());
    say(fmt::format("备份 {} 个文件、{} 字节，写入 {}", made->files, made->bytes, options.file));
}

void restore(const Options& options, Context& context) {
    if (is_elsewhere(context)) return;
    const auto restored = store::restore_backup(options.file, context.data_dir);
    if (!restored) return fail_with(context, restored.error());
    say(fmt::format("还原 {} 个文件、{} 字节，哈希全部相符，在 {}", restored->files,
                    restored->bytes, context.data_dir));
}

std::string verify_json(const store::VerifyReport& report) {
    nlohmann::ordered_json out;
    out["databases"] = report.databases;
    out["blocks"] = report.blocks;
    out["records"] = report.records;
    out["bodies"] = report.bodies;
    out["pictures"] = report.pictures;
    out["versions"] = report.versions;
    out["faults"] = report.faults;
    out["told"] = report.told;
    return out.dump(2) + "\n";
}

void verify(const Options& options, Context& context) {
    if (is_elsewhere(context)) return;
    const auto report = store::verify_data(context.data_dir);
    if (!report) return fail_with(context, report.error());
    if (options.format == "json") {
        print(verify_json(*report));
    } else {
        print(
            fmt::format("数据库 {} 个，事实 {} 块，存档记录 {} 条，比对 SHA-256 {} 个，截图 {} 张，"
                        "已发布通报 {} 版，问题 {} 处\n",
                        report->databases, report->blocks, report->records, report->bodies,
                        report->pictures, report->versions, report->faults));
        for (const std::string& fault : report->told) print("  " + fault + "\n");
    }
    if (report->faults > 0) context.status = kFailed;
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* backing = app.add_subcommand("backup", "数据文件夹（数据库和证据）备份成一个文件");
    backing->add_option("FILE", options->file, "FILE.tar")->required();
    backing->callback([options, &context] { backup(*options, context); });
    CLI::App* restoring = app.add_subcommand("restore", "由备份还原到新的数据文件夹 (--data)");
    restoring->add_option("FILE", options->file, "FILE.tar")->required();
    restoring->callback([options, &context] { restore(*options, context); });
    CLI::App* verifying = app.add_subcommand("verify", "核对数据库、事实和存档的每一个哈希");
    verifying->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    verifying->callback([options, &context] { verify(*options, context); });
}

}  // namespace mingcha::cli
