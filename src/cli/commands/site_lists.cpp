// mingcha reposts, mingcha solicitations: lists with times and rates from stored facts.
#include <CLI/CLI.hpp>

#include "app/site_lists.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    app::ListRequest request;
    std::string format = "table";
    std::string out;
};

void write(const Options& options, const std::string& text, Context& context) {
    if (options.out.empty()) return print(text);
    if (const auto done = write_file(options.out, text); !done) fail_with(context, done.error());
}

template <class List>
void show(const Options& options, Context& context,
          Result<List> (*read)(store::Store&, const app::ListRequest&),
          std::string (*table)(const List&), std::string (*json)(const List&),
          std::string (*csv)(const List&)) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    app::ListRequest request = options.request;
    request.data_dir = context.data_dir;
    const Result<List> list = read(*store, request);
    if (!list) return fail_with(context, list.error());
    const auto print_as = options.format == "json" ? json : options.format == "csv" ? csv : table;
    write(options, print_as(*list), context);
}

std::shared_ptr<Options> add_options(CLI::App& command) {
    const auto options = std::make_shared<Options>();
    command.add_option("--campaign", options->request.campaign)->required();
    command.add_option("--site", options->request.only, "只看这些网站，可重复");
    command.add_option("--format", options->format)->check(CLI::IsMember({"table", "json", "csv"}));
    command.add_option("-o,--output", options->out, "写入文件");
    return options;
}

}  // namespace

void add_reposts(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("reposts", "重要信息转载：应转载时间、各网站是否按时转载、转载率");
    const auto options = add_options(*command);
    command->callback([options, &context] {
        show<app::RepostList>(*options, context, &app::list_reposts, &app::reposts_table,
                              &app::reposts_json, &app::reposts_csv);
    });
}

void add_solicitations(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand(
        "solicitations", "意见征集库、在线调查库：活动、结果反馈和时间、是否唯一渠道");
    const auto options = add_options(*command);
    command->callback([options, &context] {
        show<app::SolicitationList>(*options, context, &app::list_solicitations,
                                    &app::solicitations_table, &app::solicitations_json,
                                    &app::solicitations_csv);
    });
}

}  // namespace mingcha::cli
