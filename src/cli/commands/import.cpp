// mingcha import KIND FILE: takes in a table of the registry or of an inspection (contract §3).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/audit_log.h"
#include "app/gathering.h"
#include "app/importing.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "cli/screenshots.h"
#include "intake/table.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string kind;
    std::string file;
    std::string campaign;
    std::string format = "text";
    bool dry_run = false;
    bool partial = false;
};

std::string report_json(const Options& options, const app::ImportReport& report,
                        const std::string& refused_file) {
    Json errors = Json::array();
    for (const intake::RowError& error : report.errors) {
        errors.push_back({{"line", error.line},
                          {"column", error.column},
                          {"value", error.value},
                          {"what", error.what}});
    }
    const Json json{{"kind", options.kind},
                    {"file", options.file},
                    {"dry_run", options.dry_run},
                    {"taken", report.taken},
                    {"added", report.added},
                    {"changed", report.changed},
                    {"unchanged", report.same},
                    {"refused", report.refused},
                    {"gone", report.gone_count},
                    {"changes", report.changes},
                    {"gone_rows", report.gone},
                    {"errors", errors},
                    {"warnings", report.warnings},
                    {"refused_file", refused_file.empty() ? Json() : Json(refused_file)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string report_text(const Options& options, const app::ImportReport& report) {
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
    return out;
}

// What came in and its entry in the log stand or fall together; a dry run leaves neither.
Result<app::ImportReport> import_logged(store::Store& store, const ruleset::Sources& rulesets,
                                        const app::ImportRequest& request) {
    if (request.dry_run) return app::import_rows(store, rulesets, request);
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    auto report = app::import_rows(store, rulesets, request);
    if (!report || !report->taken) return report;
    const std::string terminal(app::kTerminal);
    auto logged = app::log_action(
        store, {terminal, terminal, request.now}, "import", request.kind + " " + request.file,
        people::AuditResult::done,
        fmt::format("新增 {}，变更 {}，未变 {}，拒收 {}", report->added, report->changed,
                    report->same, report->refused));
    if (logged) logged = change.done();
    if (!logged) return Fail(logged.error());
    return report;
}

void import_file(const Options& options, Context& context) {
    if (options.kind == "screenshots") {
        return import_screenshots(
            {options.file, options.campaign, options.dry_run, options.format == "json"}, context);
    }
    Result<std::string> bytes = read_file(options.file, intake::kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const Result<ruleset::Sources> rulesets = ruleset_sources(context);
    if (!rulesets) return fail_with(context, rulesets.error());
    const auto store = options.dry_run ? open_store_to_look(context) : open_store(context);
    if (!store) return;
    app::ImportRequest request;
    request.kind = options.kind;
    request.file = std::filesystem::path(options.file).filename().string();
    request.bytes = std::move(*bytes);
    request.campaign = options.campaign;
    request.today = date_of(app::wall_clock());
    request.dry_run = options.dry_run;
    request.partial = options.partial;
    request.now = wall_clock();
    std::string refused_file;
    request.keep_refused = [&](const std::string& csv) -> Result<bool> {
        refused_file = request.file + ".refused.csv";
        return write_file(refused_file, csv);
    };
    const Result<app::ImportReport> report = import_logged(*store, *rulesets, request);
    if (!report) return fail_with(context, report.error());
    for (const std::string& warning : report->warnings) say("提示: " + warning);
    for (const intake::RowError& error : report->errors) say("错误: " + error.text(request.file));
    if (!refused_file.empty()) {
        say("拒收的行写入 " + refused_file + "，按 why 列改正后可再导入");
    }
    print(options.format == "json" ? report_json(options, *report, refused_file)
                                   : report_text(options, *report));
    if (!report->errors.empty()) context.status = kFailed;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("import", "导入名录和检查数据 (CSV、XLSX、JSON，中英文表头)，账号截图");
    command->add_option("KIND", options->kind)
        ->required()
        ->check(CLI::IsMember({"units", "divisions", "sites", "accounts", "findings",
                               "interactions", "questions", "posts", "probes", "exemptions",
                               "reposts", "messages", "corrections", "annual",
                               "honours", "screenshots"}));
    command->add_option("FILE", options->file,
                        ".csv, .xlsx or .json; screenshots: a folder or .zip")->required();
    command->add_option("--campaign", options->campaign,
                        "for findings, interactions and screenshots");
    command->add_flag("--dry-run", options->dry_run,
                      "check only: says what is new, changed, unchanged and gone, writes nothing");
    command->add_flag("--partial", options->partial,
                      "take the right rows; the wrong ones go to FILE.refused.csv in this folder, "
                      "with a column why; exit status 1");
    command->add_option("--format", options->format, "text or json (one document on stdout)")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([options, &context] { import_file(*options, context); });
}

}  // namespace mingcha::cli
