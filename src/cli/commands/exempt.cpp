// mingcha exempt: exemptions that units file and supervisors decide.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/exemption_filings.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

using workflow::Filing;

struct Options {
    Filing filing;
    std::string kind, from, to, id, by, why;
};

std::string shown(Instant moment) {
    return format_instant(moment).substr(0, 16);
}

// A day alone as an end means the whole of it.
Result<Instant> end_moment(const std::string& text) {
    if (const auto day = parse_date(text); day) return end_of(*day);
    return parse_instant(text);
}

void file(Options options, Context& context) {
    Filing& filing = options.filing;
    filing.kind = *workflow::parse_filing_kind(options.kind);
    const auto from = parse_instant(options.from);
    if (!from) return fail_with(context, from.error());
    const auto to = end_moment(options.to);
    if (!to) return fail_with(context, to.error());
    filing.from = *from;
    filing.to = *to;
    const auto store = open_store(context);
    if (!store) return;
    const auto done = app::file_exemption(*store, filing, wall_clock());
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{}  待批\n", done->id));
}

void decide(const Options& options, bool grant, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    if (grant) {
        const auto fits = app::check_not_over(*store, context.data_dir, options.id, wall_clock());
        if (!fits) return fail_with(context, fits.error());
    }
    const auto done =
        app::decide_exemption(*store, options.id, grant, options.by, options.why, wall_clock());
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{}  {}{}\n", done->id, to_chinese(done->state),
                      done->counts_from ? "，自 " + shown(*done->counts_from) + " 起有效" : ""));
}

void list(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto rows = app::exemption_filings(*store);
    if (!rows) return fail_with(context, rows.error());
    for (const app::FilingRow& row : *rows) {
        const Filing& each = row.filing;
        print(fmt::format("{}  {}  {}  {}{}  {}至{}  {}{}\n", each.id, to_chinese(each.state),
                          row.site.name, to_chinese(each.kind),
                          each.column.empty() ? "" : "“" + each.column + "”", shown(each.from),
                          shown(each.to), each.reason,
                          each.decision.empty() ? "" : "（" + each.decision + "）"));
    }
}

}  // namespace

void add_exempt(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("exempt", "豁免：单位申请无更新内容或计划停机，上级单位批准");
    group->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    CLI::App* filing = group->add_subcommand("file", "申请");
    filing->add_option("SITE", options->filing.site_code, "网站标识码")->required();
    filing->add_option("--kind", options->kind, "no_news 无更新内容，downtime 计划停机")
        ->required()
        ->check(CLI::IsMember({"no_news", "downtime"}));
    filing->add_option("--column", options->filing.column, "栏目名称；不写为首页");
    filing->add_option("--from", options->from, "YYYY-MM-DD 或带时刻")->required();
    filing->add_option("--to", options->to, "含当天或该时刻")->required();
    filing->add_option("--reason", options->filing.reason, "理由")->required();
    filing->add_option("--by", options->filing.filed_by, "谁申请")->required();
    filing->callback([options, &context] { file(*options, context); });
    for (const bool grant : {true, false}) {
        CLI::App* one = group->add_subcommand(grant ? "grant" : "refuse",
                                              grant ? "批准，从批准时起有效" : "不批准，须写理由");
        one->add_option("ID", options->id)->required();
        one->add_option("--by", options->by, "谁决定")->required();
        one->add_option("--reason", options->why, "理由");
        one->callback([options, grant, &context] { decide(*options, grant, context); });
    }
    group->add_subcommand("list", "列出申请，待批的在前")->callback([&context] { list(context); });
}

}  // namespace mingcha::cli
