// mingcha report: the circular of a campaign with its annexes.
#include <CLI/CLI.hpp>

#include "app/report_campaign.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

void add_report(CLI::App& app, Context& context) {
    struct Options {
        app::ReportRequest request;
        std::string out, audience = "internal", kind = "circular";
        std::vector<std::string> formats{"docx", "pdf", "html", "xlsx", "json"};
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("report", "生成通报和附件");
    command->add_option("--campaign", options->request.campaign)->required();
    command->add_option("--ruleset", options->request.ruleset);
    command->add_option("-o,--out", options->out, "the folder to write into")->required();
    command->add_option("--formats", options->formats)
        ->delimiter(',')
        ->check(CLI::IsMember({"docx", "pdf", "html", "xlsx", "json"}));
    command->add_option("--kind", options->kind)->check(CLI::IsMember({"circular"}));
    command->add_option("--audience", options->audience)
        ->check(CLI::IsMember({"public", "internal"}));
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        options->request.out = options->out;
        options->request.formats = {options->formats.begin(), options->formats.end()};
        options->request.internal = options->audience == "internal";
        const Result<app::Reported> done =
            app::report_campaign(*store, context.data_dir, options->request);
        if (!done) return fail_with(context, done.error());
        for (const std::string& warning : done->warnings) say("提示: " + warning);
        for (const auto& file : done->files) print(file.string() + "\n");
    });
}

}  // namespace mingcha::cli
