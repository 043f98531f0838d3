// mingcha score: scores, grades and the summary of a campaign.
#include <CLI/CLI.hpp>

#include "app/score_campaign.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "report/score_json.h"
#include "report/score_table.h"

namespace mingcha::cli {

void add_score(CLI::App& app, Context& context) {
    struct Options {
        std::string campaign, ruleset;
        std::string format = "table";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("score", "评分定级");
    command->add_option("--campaign", options->campaign)->required();
    command->add_option("--ruleset", options->ruleset, "a second judgement, kept beside the first");
    command->add_option("--format", options->format)
        ->check(CLI::IsMember({"table", "json", "csv"}));
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const Result<app::ScoredCampaign> scored =
            app::score_campaign(*store, context.data_dir, options->campaign, options->ruleset);
        if (!scored) return fail_with(context, scored.error());
        for (const std::string& warning : scored->result.warnings) say("提示: " + warning);
        if (options->format == "json") {
            print(report::score_json(scored->result));
        } else if (options->format == "csv") {
            print(report::score_csv(scored->result));
        } else {
            print(report::score_table(scored->result));
        }
    });
}

}  // namespace mingcha::cli
