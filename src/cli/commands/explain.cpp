// mingcha explain: what a site has to mend for the next grade.
#include <CLI/CLI.hpp>

#include "app/explain_site.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

void add_explain(CLI::App& app, Context& context) {
    struct Options {
        std::string site, campaign, ruleset;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("explain", "一个网站要整改什么才能升等次");
    command->add_option("SITE", options->site, "网站标识码，或单位名称")->required();
    command->add_option("--campaign", options->campaign)->required();
    command->add_option("--ruleset", options->ruleset);
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const Result<app::ScoredCampaign> scored =
            app::score_campaign(*store, context.data_dir, options->campaign, options->ruleset);
        if (!scored) return fail_with(context, scored.error());
        const Result<std::string> text = app::explain_target(*scored, options->site);
        if (!text) return fail_with(context, text.error());
        print(*text);
    });
}

}  // namespace mingcha::cli
