// mingcha due: which limits are about to pass, soonest first.
#include <CLI/CLI.hpp>

#include "app/due_list.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

void add_due(CLI::App& app, Context& context) {
    struct Options {
        app::DueRequest request;
        std::string on;
        std::string format = "table";
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("due", "期限：哪些栏目、留言、提问、账号快要超过规定时间");
    command->add_option("--campaign", options->request.campaign)->required();
    command->add_option("--ruleset", options->request.ruleset);
    command->add_option("--within", options->request.within, "几天之内")
        ->check(CLI::Range(0, 3660))
        ->capture_default_str();
    command->add_flag("--overdue", options->request.overdue, "已经超过的也列出");
    command->add_option("--on", options->on,
                        "以哪一天为今天 (YYYY-MM-DD)；不写为当天，但不晚于监测时间点");
    command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    command->callback([options, &context] {
        if (!options->on.empty()) {
            const Result<Date> day = parse_date(options->on);
            if (!day) return fail_with(context, day.error());
            options->request.on = *day;
        }
        const auto store = open_store(context);
        if (!store) return;
        options->request.data_dir = context.data_dir;
        options->request.now = wall_clock();
        const auto list = app::due_list(*store, options->request);
        if (!list) return fail_with(context, list.error());
        print(options->format == "json" ? app::due_json(*list) : app::due_table(*list));
    });
}

}  // namespace mingcha::cli
