// mingcha draft: the draft round before anything is published — feedback to the units, their
// objections, the decisions, and the end of it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/case_options.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    CaseOptions each;
    std::string until;
};

std::string round_text(const DraftRound& round, Instant now) {
    std::string text = fmt::format(
        "{}：反馈至 {}（{} {} 开始）", workflow::to_chinese(workflow::stage_of(round, now)),
        format_date(round.until), round.opened_by, format_instant(round.opened_at));
    if (round.finished_at) {
        text += fmt::format("，{} {} 定稿", round.finished_by, format_instant(*round.finished_at));
    }
    return text + "\n";
}

void open(const Options& options, Context& context) {
    const auto until = parse_date(options.until);
    if (!until) {
        return fail_with(context,
                         {"--until", until.error().what, "写成 YYYY-MM-DD，如 2021-11-25"});
    }
    const auto store = open_store(context);
    if (!store) return;
    const auto round =
        app::open_round(*store, options.each.campaign, *until, options.each.by, wall_clock());
    if (!round) return fail_with(context, round.error());
    print(round_text(*round, wall_clock()));
}

void finish(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto round =
        app::finish_round(*store, options.each.campaign, options.each.by, wall_clock());
    if (!round) return fail_with(context, round.error());
    print(round_text(*round, wall_clock()));
}

void list(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto rows = app::case_rows(*store, options.each.campaign, date_of(wall_clock()));
    if (!rows) return fail_with(context, rows.error());
    const auto round = app::draft_round(*store, options.each.campaign);
    if (!round) return fail_with(context, round.error());
    if (options.each.format != "json") {
        print(*round ? round_text(**round, wall_clock()) : std::string("初检：还没有开始反馈\n"));
    }
    print_cases(*rows, options.each, true);
}

}  // namespace

void add_draft(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CaseOptions& each = options->each;
    CLI::App* group = app.add_subcommand("draft", "初检反馈：单位申诉、决定、定稿");
    group->require_subcommand(1);
    CLI::App* opening = group->add_subcommand("open", "开始反馈，或改变截止日");
    opening->add_option("--campaign", each.campaign, "检查活动")->required();
    opening->add_option("--until", options->until, "申诉截止日 YYYY-MM-DD")->required();
    opening->add_option("--by", each.by, "经办人")->required();
    opening->callback([options, &context] { open(*options, context); });
    const auto step = [&](const char* name, const char* what, CaseEvent event) {
        CLI::App* command = group->add_subcommand(name, what);
        add_step_options(*command, each);
        command->callback([options, event, &context] { take_step(options->each, event, context); });
    };
    step("object", "申诉一个问题（--for 代没有账号的单位登记）", CaseEvent::objected);
    step("accept", "采纳申诉：问题随之驳回", CaseEvent::accepted);
    step("reject", "不予采纳（须写理由）", CaseEvent::rejected);
    step("withdraw", "撤回申诉", CaseEvent::withdrawn);
    CLI::App* listing = group->add_subcommand("list", "列出申诉及其决定");
    listing->add_option("--campaign", each.campaign, "检查活动")->required();
    listing->add_option("--unit", each.unit, "只列一个单位");
    listing->add_flag("--open", each.open, "只列待决定的");
    listing->add_option("--format", each.format, "table 或 json")
        ->check(CLI::IsMember({"table", "json"}));
    listing->callback([options, &context] { list(*options, context); });
    CLI::App* finishing = group->add_subcommand("finish", "定稿：申诉都有决定之后");
    finishing->add_option("--campaign", each.campaign, "检查活动")->required();
    finishing->add_option("--by", each.by, "经办人")->required();
    finishing->callback([options, &context] { finish(*options, context); });
}

}  // namespace mingcha::cli
