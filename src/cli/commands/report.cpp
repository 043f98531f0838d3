// mingcha report: the circular of a campaign with its annexes, and the documents for units.
#include <CLI/CLI.hpp>

#include "app/report_campaign.h"
#include "app/report_units.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

void add_report(CLI::App& app, Context& context) {
    struct Options {
        app::ReportRequest request;
        std::string out, audience = "internal", kind = "circular";
        std::vector<std::string> formats;  // empty: all that the kind has
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("report", "生成通报和附件、整改通知书、一站一表");
    command->add_option("--campaign", options->request.campaign)->required();
    command->add_option("--ruleset", options->request.ruleset);
    command->add_option("-o,--out", options->out, "the folder to write into")->required();
    command->add_option("--formats", options->formats)
        ->delimiter(',')
        ->check(CLI::IsMember({"docx", "pdf", "html", "xlsx", "json"}));
    command->add_option("--kind", options->kind)
        ->check(CLI::IsMember({"circular", "notice", "unit-sheet"}));
    command->add_option("--audience", options->audience)
        ->check(CLI::IsMember({"public", "internal"}));
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        options->request.out = options->out;
        options->request.formats = {options->formats.begin(), options->formats.end()};
        options->request.internal = options->audience == "internal";
        auto& formats = options->request.formats;
        const bool circular = options->kind == "circular";
        if (formats.empty()) formats = {"docx", "pdf", "html"};
        if (circular && options->formats.empty()) formats.insert({"xlsx", "json"});
        const app::UnitKind kind =
            options->kind == "notice" ? app::UnitKind::notice : app::UnitKind::unit_sheet;
        const Result<app::Reported> done =
            circular ? app::report_campaign(*store, context.data_dir, options->request)
                     : app::report_units(*store, context.data_dir, options->request, kind);
        if (!done) return fail_with(context, done.error());
        for (const std::string& warning : done->warnings) say("提示: " + warning);
        for (const auto& file : done->files) print(file.string() + "\n");
    });
}

}  // namespace mingcha::cli
