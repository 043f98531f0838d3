// mingcha rectify: what became of the faults that a circular named — replies of the units, what an
// inspector saw, what went back, what is overdue.
#include <CLI/CLI.hpp>
#include <atomic>

#include "app/second_look.h"
#include "cli/case_options.h"
#include "cli/data.h"
#include "cli/network.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

struct LookOptions {
    CaseOptions each;
    NetworkOptions network;
};

// A second request to each page and no more: a signal ends the process, nothing is lost.
const std::atomic<bool> never_stop = false;

void look(const LookOptions& options, Context& context) {
    app::LookRequest request;
    request.data_dir = context.data_dir;
    request.campaign = options.each.campaign;
    request.finding = options.each.finding;
    request.by = options.each.by;
    request.now = wall_clock();
    auto fetch = fetch_options(options.network);
    if (!fetch) {
        fail_with(context, fetch.error());
        context.status = kUsage;
        return;
    }
    request.options.fetch = std::move(*fetch);
    const auto store = open_store(context);
    if (!store) return;
    const auto second = app::look_again(*store, request, never_stop);
    if (!second) return fail_with(context, second.error());
    print(second->step.text + "\n");
}

void list(const CaseOptions& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto rows = app::case_rows(*store, options.campaign, date_of(wall_clock()));
    if (!rows) return fail_with(context, rows.error());
    print_cases(*rows, options, false);
}

}  // namespace

void add_rectify(CLI::App& app, Context& context) {
    const auto options = std::make_shared<CaseOptions>();
    CLI::App* group = app.add_subcommand("rectify", "整改：单位回复、核实、退回、延期、逾期");
    group->require_subcommand(1);
    const auto step = [&](const char* name, const char* what, CaseEvent event) {
        CLI::App* command = group->add_subcommand(name, what);
        add_step_options(*command, *options);
        if (event == CaseEvent::extended) {
            command->add_option("--due", options->due, "新的期限 YYYY-MM-DD")->required();
        }
        command->callback([options, event, &context] { take_step(*options, event, context); });
    };
    step("reply", "登记单位的整改回复（--for 代没有账号的单位登记）", CaseEvent::replied);
    step("mended", "核实已整改（写明看到了什么，或附证据）", CaseEvent::mended);
    step("return", "退回重改（须写理由）", CaseEvent::returned);
    step("extend", "延期（须写理由和新的期限）", CaseEvent::extended);
    const auto again = std::make_shared<LookOptions>();
    CLI::App* looking =
        group->add_subcommand("look", "现在再访问一次问题所在的页面，记下看到了什么");
    looking->add_option("FINDING", again->each.finding, "问题编号，或其前八位以上")->required();
    looking->add_option("--campaign", again->each.campaign, "检查活动")->required();
    looking->add_option("--by", again->each.by, "经办人")->required();
    add_network_options(*looking, again->network);
    looking->callback([again, &context] { look(*again, context); });
    CLI::App* listing = group->add_subcommand("list", "列出问题及整改情况");
    listing->add_option("--campaign", options->campaign, "检查活动")->required();
    listing->add_option("--unit", options->unit, "只列一个单位");
    listing->add_flag("--open", options->open, "只列没有办结的");
    listing->add_option("--format", options->format, "table 或 json")
        ->check(CLI::IsMember({"table", "json"}));
    listing->callback([options, &context] { list(*options, context); });
}

}  // namespace mingcha::cli
