// mingcha honours: what others said well of units and sites, and what of it may earn a bonus.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/exporting.h"
#include "app/honours.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::int32_t year = 0;
    std::string format = "table", campaign, out;
};

void write(const Options& options, const std::string& text, Context& context) {
    if (options.out.empty()) return print(text);
    if (const auto done = write_file(options.out, text); !done) fail_with(context, done.error());
}

void list(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    auto honours = app::load_honours(*store);
    if (!honours) return fail_with(context, honours.error());
    if (options.year != 0) {
        std::erase_if(*honours, [&](const Honour& each) {
            return civil(date_of(each.on)).year != options.year;
        });
    }
    if (options.format == "csv") {
        const auto exported = app::export_rows(*store, {"honours", "", true, false, false});
        if (!exported) return fail_with(context, exported.error());
        return write(options, exported->bytes, context);
    }
    write(options,
          options.format == "json" ? app::honours_json(*honours) : app::honours_table(*honours),
          context);
}

void propose(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto proposal = app::propose_bonus(*store, context.data_dir, options.campaign);
    if (!proposal) return fail_with(context, proposal.error());
    for (const std::string& each : proposal->left_out) say("未提请: " + each);
    if (proposal->rows == 0) say("提示: 没有可提请加分的条目");
    if (proposal->rows > 0) say("提示: 核定后填写 points 一列，再 import findings");
    write(options, proposal->csv, context);
}

}  // namespace

void add_honours(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("honours", "名次、百强、表扬、典型做法台账（import honours 导入）");
    group->require_subcommand(1);

    const auto options = std::make_shared<Options>();
    CLI::App* listing = group->add_subcommand("list", "台账，按日期先后");
    listing->add_option("--year", options->year)->check(CLI::Range(1990, 2999));
    listing->add_option("--format", options->format, "csv 为全部年度，可原样再导入")
        ->check(CLI::IsMember({"table", "json", "csv"}));
    listing->add_option("-o,--output", options->out, "写入文件");
    listing->callback([options, &context] { list(*options, context); });

    CLI::App* proposing = group->add_subcommand(
        "propose", "提请创新发展加分：写成检查问题表，分值由人核定后导入");
    proposing->add_option("--campaign", options->campaign)->required();
    proposing->add_option("-o,--output", options->out, "写入文件");
    proposing->callback([options, &context] { propose(*options, context); });
}

}  // namespace mingcha::cli
