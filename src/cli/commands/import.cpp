// mingcha import KIND FILE: takes in a table of the registry or of an inspection (contract §3).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "app/importing.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "intake/table.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string kind;
    std::string file;
    std::string campaign;
    bool dry_run = false;
    bool partial = false;
};

void print_report(const Options& options, const app::ImportReport& report) {
    for (const std::string& warning : report.warnings) say("提示: " + warning);
    for (const std::string& error : report.errors) say("错误: " + error);
    std::string out = fmt::format("{}: 新增 {}，变更 {}，不变 {}，拒收 {}", options.kind,
                                  report.added, report.changed, report.same, report.refused);
    if (options.dry_run) out += "（试导入，未写入）";
    if (!options.dry_run && !report.taken)
        out += "（有错误，全部未写入；加 --partial 只收正确的行）";
    out += "\n";
    for (const std::string& change : report.changes) out += "  " + change + "\n";
    for (const std::string& key : report.gone) {
        out += "  本次文件中没有（仍保留） " + key + "\n";
    }
    if (report.gone_count > report.gone.size()) {
        out += fmt::format("  本次文件中没有的共 {} 行\n", report.gone_count);
    }
    print(out);
}

void import_file(const Options& options, Context& context) {
    Result<std::string> bytes = read_file(options.file, intake::kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const Result<ruleset::Sources> rulesets = ruleset_sources(context);
    if (!rulesets) return fail_with(context, rulesets.error());
    const auto store = open_store(context);
    if (!store) return;
    app::ImportRequest request;
    request.kind = options.kind;
    request.file = std::filesystem::path(options.file).filename().string();
    request.bytes = std::move(*bytes);
    request.campaign = options.campaign;
    request.dry_run = options.dry_run;
    request.partial = options.partial;
    const Result<app::ImportReport> report = app::import_rows(*store, *rulesets, request);
    if (!report) return fail_with(context, report.error());
    if (!report->refused_csv.empty() && !options.dry_run) {
        const std::string path = request.file + ".refused.csv";
        std::ofstream out(path, std::ios::binary);
        out << report->refused_csv;
        out.close();
        if (!out)
            return fail_with(context, {path, "cannot be written", "检查当前目录的权限和磁盘空间"});
        say("拒收的行写入 " + path);
    }
    print_report(options, *report);
    if (!report->errors.empty()) context.status = kFailed;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("import", "导入名录和检查数据 (CSV、XLSX，中英文表头)");
    command->add_option("KIND", options->kind)
        ->required()
        ->check(
            CLI::IsMember({"units", "divisions", "sites", "accounts", "findings", "interactions",
                           "posts", "probes", "reposts", "messages", "corrections", "annual"}));
    command->add_option("FILE", options->file, ".csv or .xlsx")->required();
    command->add_option("--campaign", options->campaign, "for findings and interactions");
    command->add_flag("--dry-run", options->dry_run, "check only, write nothing");
    command->add_flag("--partial", options->partial, "take the right rows, refuse the wrong ones");
    command->callback([options, &context] { import_file(*options, context); });
}

}  // namespace mingcha::cli
