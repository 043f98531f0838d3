// mingcha demands: what a circular asks of units by a day, and what became of it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/demands.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct Options {
    app::DemandRequest request;
    DemandStep step;
    std::vector<std::string> units;
    std::string asked, due, on, campaign, state, format = "table", out;
};

using Shared = std::shared_ptr<Options>;

constexpr std::pair<const char*, app::AskedUnits> kAsked[] = {
    {"failed", app::AskedUnits::failed},
    {"found", app::AskedUnits::found},
    {"sites", app::AskedUnits::sites},
    {"accounts", app::AskedUnits::accounts}};

Result<Date> day(const char* name, const std::string& text) {
    const Result<Date> read = parse_date(text);
    if (!read) return fail(name, read.error().what, "写成 YYYY-MM-DD，如 2022-01-24");
    return read;
}

// "--on" or the wall clock's day.
Result<Date> day_of(const Options& options) {
    if (options.on.empty()) return date_of(wall_clock());
    return day("--on", options.on);
}

void added(const Demand& demand) {
    print(fmt::format("{}  “{}”  {} 前，布置 {} 个单位\n", demand.id, demand.title,
                      format_date(demand.due), demand.units.size()));
}

void add(const Options& options, Context& context) {
    app::DemandRequest request = options.request;
    request.data_dir = context.data_dir;
    request.demand.logged_at = wall_clock();
    request.demand.units = options.units;
    const auto due = day("--due", options.due);
    if (!due) return fail_with(context, due.error());
    request.demand.due = *due;
    for (const auto& [name, asked] : kAsked) {
        if (options.asked == name) request.asked = asked;
    }
    if (options.units.empty() == options.asked.empty()) {
        return fail_with(context, {"demands add", "布置给谁", "--to 单位 或 --for 选一个"});
    }
    const auto store = open_store(context);
    if (!store) return;
    const auto demand = app::add_demand(*store, std::move(request));
    if (!demand) return fail_with(context, demand.error());
    added(*demand);
}

void draft(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto drafted = app::draft_demands(*store, context.data_dir, options.campaign,
                                            options.step.by, wall_clock());
    if (!drafted) return fail_with(context, drafted.error());
    for (const std::string& id : drafted->kept) say("已有 " + id);
    for (const Demand& demand : drafted->added) added(demand);
}

void settle(const Options& options, DemandAction action, Context& context) {
    DemandStep step = options.step;
    step.action = action;
    step.logged_at = wall_clock();
    const auto on = day_of(options);
    if (!on) return fail_with(context, on.error());
    step.on = *on;
    const auto store = open_store(context);
    if (!store) return;
    const auto taken = app::take_demand_steps(*store, step, options.units);
    if (!taken) return fail_with(context, taken.error());
    for (const DemandStep& each : *taken) {
        print(fmt::format("{}  {}  {}  {}\n", each.demand, each.unit, format_date(each.on),
                          to_chinese(each.action)));
    }
}

void list(const Options& options, Context& context) {
    const auto today = day_of(options);
    if (!today) return fail_with(context, today.error());
    const auto store = open_store_to_look(context);
    if (!store) return;
    auto found = app::demands_of(*store, options.campaign, *today);
    if (!found) return fail_with(context, found.error());
    if (!options.state.empty()) {
        for (app::DemandList::Row& row : found->rows) {
            std::erase_if(row.tasks, [&](const ledger::DemandTask& task) {
                return to_string(task.state) != options.state;
            });
        }
        std::erase_if(found->rows, [](const auto& row) { return row.tasks.empty(); });
    }
    const std::string text = options.format == "json"  ? app::demands_json(*found)
                             : options.format == "csv" ? app::demands_csv(*found)
                                                       : app::demands_table(*found);
    if (options.out.empty()) return print(text);
    if (const auto done = write_file(options.out, text); !done) fail_with(context, done.error());
}

void show(const Options& options, Context& context) {
    const auto today = day_of(options);
    if (!today) return fail_with(context, today.error());
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto found = app::demands_of(*store, "", *today);
    if (!found) return fail_with(context, found.error());
    for (const app::DemandList::Row& row : found->rows) {
        if (row.demand.id == options.step.demand) return print(app::demand_text(row));
    }
    fail_with(context, {options.step.demand, "没有这项工作要求", "demands list 列出全部"});
}

void add_adding(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand("add", "登记一项有期限的工作要求，布置给各单位");
    Demand& demand = options->request.demand;
    command->add_option("ID", demand.id, "编号，如 2021Q4-细则")->required();
    command->add_option("--campaign", demand.campaign, "哪一期通报提出")->required();
    command->add_option("--title", demand.title, "要求什么，如 制定管理细则")->required();
    command->add_option("--due", options->due, "期限 YYYY-MM-DD，当天不算逾期")->required();
    command->add_option("--to", options->units, "单位，可重复");
    command->add_option("--for", options->asked,
                        "failed 有不合格的、found 有问题的、sites 有网站的、accounts 有账号的单位")
        ->check(CLI::IsMember({"failed", "found", "sites", "accounts"}));
    command->add_option("--by", demand.by, "谁登记")->required();
    command->callback([options, &context] { add(*options, context); });

    const auto drafting = std::make_shared<Options>();
    CLI::App* draft_command = group.add_subcommand(
        "draft", "按该期填写的 rectify_by、report_due 登记整改报告和年度报表");
    draft_command->add_option("--campaign", drafting->campaign)->required();
    draft_command->add_option("--by", drafting->step.by, "谁登记")->required();
    draft_command->callback([drafting, &context] { draft(*drafting, context); });
}

void add_settling(CLI::App& group, Context& context, const char* name, const char* help,
                  DemandAction action) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("ID", options->step.demand, "工作要求的编号")->required();
    command->add_option("UNIT", options->units, "单位，可多个")->required();
    command->add_option("--by", options->step.by, "谁登记")->required();
    command->add_option("--on", options->on, "哪天 YYYY-MM-DD；不写为当天");
    if (action == DemandAction::done) {
        command->add_option("--proof", options->step.proof, "凭证：文号、文件名或网址")->required();
        command->add_option("--note", options->step.note, "说明");
    } else {
        command->add_option("--reason", options->step.note, "理由")->required();
    }
    command->callback([options, action, &context] { settle(*options, action, context); });
}

void add_listing(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand("list", "各项要求的落实情况：按期、逾期、待办");
    command->add_option("--campaign", options->campaign, "不写为全部");
    command->add_option("--state", options->state, "只看这一种")
        ->check(CLI::IsMember({"open", "overdue", "done", "late", "excused"}));
    command->add_option("--on", options->on, "截至哪天；不写为当天");
    command->add_option("--format", options->format)
        ->check(CLI::IsMember({"table", "json", "csv"}));
    command->add_option("-o,--output", options->out, "写入文件");
    command->callback([options, &context] { list(*options, context); });

    const auto showing = std::make_shared<Options>();
    CLI::App* one = group.add_subcommand("show", "一项要求：各单位和每一步");
    one->add_option("ID", showing->step.demand)->required();
    one->add_option("--on", showing->on, "截至哪天；不写为当天");
    one->callback([showing, &context] { show(*showing, context); });
}

}  // namespace

void add_demands(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("demands", "通报提出的工作要求：按单位布置，期限、凭证、逾期");
    group->require_subcommand(1);
    add_adding(*group, context);
    add_settling(*group, context, "done", "登记完成，须有凭证", DemandAction::done);
    add_settling(*group, context, "excuse", "登记免办", DemandAction::excused);
    add_settling(*group, context, "reopen", "退回重办", DemandAction::reopened);
    add_listing(*group, context);
}

}  // namespace mingcha::cli
