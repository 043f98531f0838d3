// mingcha export KIND: the rows of a kind as CSV or .xlsx, as import takes them (contract §2).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/exporting.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string kind;
    std::string campaign;
    std::string out;
    std::string into;
    bool chinese = false;
};

void export_table(const Options& options, Context& context) {
    if (!options.into.empty()) {
        return fail_with(context, {"--into " + options.into, "filling in a form is not supported",
                                   "用 -o FILE.xlsx 导出完整的表，再粘贴到表单里"});
    }
    const auto store = open_store_to_look(context);
    if (!store) return;
    const bool xlsx = lower_ascii(options.out).ends_with(".xlsx");
    const Result<app::Exported> exported =
        app::export_rows(*store, {options.kind, options.campaign, options.chinese, xlsx});
    if (!exported) return fail_with(context, exported.error());
    if (options.out.empty()) {
        print(exported->bytes);
    } else if (Result<bool> written = write_file(options.out, exported->bytes); !written) {
        return fail_with(context, written.error());
    } else {
        say(fmt::format("{}: {} 行写入 {}", options.kind, exported->rows, options.out));
    }
    if (exported->rows == 0) say("提示: 没有数据，只有表头");
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("export", "导出名录和检查数据 (CSV、XLSX)，可原样再导入");
    command->add_option("KIND", options->kind)
        ->required()
        ->check(
            CLI::IsMember({"units", "divisions", "sites", "accounts", "findings", "interactions",
                           "posts", "probes", "reposts", "messages", "corrections", "annual"}));
    command->add_option("--campaign", options->campaign, "whose findings or interactions");
    command->add_option("-o,--output", options->out, "FILE.csv or FILE.xlsx; stdout where absent");
    command->add_flag("--chinese", options->chinese, "中文表头和取值");
    command->add_option("--into", options->into, "FORM.xlsx to fill in");
    command->callback([options, &context] { export_table(*options, context); });
}

}  // namespace mingcha::cli
