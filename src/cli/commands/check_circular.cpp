// mingcha check-circular FILE: reads a finished circular and lists what contradicts itself in it;
// with --campaign also what differs from that campaign.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/report_campaign.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "proof/check.h"
#include "proof/report_json.h"

namespace mingcha::cli {

void add_check_circular(CLI::App& app, Context& context) {
    struct Options {
        std::string file;
        std::string format = "text";
        std::string campaign;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("check-circular", "核对一份通报的数字、名单、日期和附件是否自相矛盾");
    command->add_option("FILE", options->file, ".docx, .txt or .html")->required();
    command->add_option("--campaign", options->campaign, "并与这次检查的结果逐项比对");
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([options, &context] {
        const Result<std::string> bytes = read_file(options->file, proof::kMaxDocumentBytes);
        if (!bytes) return fail_with(context, bytes.error());
        const Result<proof::Document> document = proof::read_document(options->file, *bytes);
        if (!document) return fail_with(context, document.error());
        const proof::Circular circular = proof::take_apart(*document);
        proof::Report report = proof::check(circular);
        if (!options->campaign.empty()) {
            const auto store = open_store(context);
            if (!store) return;
            Result<proof::Report> compared =
                app::compare_with_campaign(*store, context.data_dir, options->campaign, circular);
            if (!compared) return fail_with(context, compared.error());
            report.checked += compared->checked;
            std::move(compared->problems.begin(), compared->problems.end(),
                      std::back_inserter(report.problems));
        }
        print(options->format == "json" ? proof::to_json(report) + "\n" : proof::to_text(report));
    });
}

}  // namespace mingcha::cli
