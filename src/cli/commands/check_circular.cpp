// mingcha check-circular FILE: reads a finished circular and lists what contradicts itself in it.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "proof/check.h"
#include "proof/report_json.h"

namespace mingcha::cli {

void add_check_circular(CLI::App& app, Context& context) {
    struct Options {
        std::string file;
        std::string format = "text";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("check-circular", "核对一份通报的数字、名单、日期和附件是否自相矛盾");
    command->add_option("FILE", options->file, ".docx, .txt or .html")->required();
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([options, &context] {
        const Result<std::string> bytes = read_file(options->file, proof::kMaxDocumentBytes);
        if (!bytes) return fail_with(context, bytes.error());
        const Result<proof::Document> document = proof::read_document(options->file, *bytes);
        if (!document) return fail_with(context, document.error());
        const proof::Report report = proof::check(proof::take_apart(*document));
        print(options->format == "json" ? proof::to_json(report) + "\n" : proof::to_text(report));
    });
}

}  // namespace mingcha::cli
