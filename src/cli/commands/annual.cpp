// mingcha annual: the yearly forms, from what is known to what is published. mingcha corrections:
// the ledger of 我为政府网站找错.
#include <CLI/CLI.hpp>

#include "app/annual_output.h"
#include "app/annual_reports.h"
#include "app/corrections.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/rulesets.h"

namespace mingcha::cli {

namespace {

struct Options {
    app::AnnualQuery query;
    bool oversight = false;
    std::string format = "table";
    std::vector<std::string> values;
    std::string subject;  // of set, whose values follow it
    std::string by, reason, url, out = "out", campaign, ruleset = "luan-2021";
    std::string formats = "html,xlsx,pdf";
    std::int32_t due_workdays = 0;
};

using Shared = std::shared_ptr<Options>;

CLI::App* with_query(CLI::App& annual, const char* name, const char* help, const Shared& options) {
    CLI::App* command = annual.add_subcommand(name, help);
    command->add_option("SUBJECT", options->query.subjects,
                        "网站标识码；监管报表为单位名称。不写为全部运行中的网站");
    command->add_option("--year", options->query.year, "报表年度")->required();
    command->add_flag("--oversight", options->oversight, "监管年度报表；不写为工作年度报表");
    return command;
}

app::AnnualQuery query_of(const Options& options) {
    app::AnnualQuery query = options.query;
    if (options.oversight) query.form = AnnualForm::oversight;
    return query;
}

void show(const Options& options, const std::vector<app::AnnualEntry>& entries) {
    print(options.format == "json" ? app::annual_json(entries) : app::annual_table(entries));
}

void add_fill(CLI::App& annual, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = with_query(annual, "fill", "用检查所见、导入的表和名录填写", options);
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const auto fill =
            app::fill_annual(*store, context.data_dir, query_of(*options), wall_clock());
        if (!fill) return fail_with(context, fill.error());
        for (const std::string& each : fill->warnings) say("提示: " + each);
        print(app::annual_summary(*fill));
    });
}

void add_show(CLI::App& annual, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        with_query(annual, "show", "各项的内容、来源，缺什么，哪里自相矛盾", options);
    command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    command->callback([options, &context] {
        const auto store = open_store_to_look(context);
        if (!store) return;
        const auto entries = app::annual_entries(*store, query_of(*options));
        if (!entries) return fail_with(context, entries.error());
        show(*options, *entries);
    });
}

void add_set(CLI::App& annual, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = annual.add_subcommand("set", "填写：项目=内容");
    command->add_option("SUBJECT", options->subject, "网站标识码；监管报表为单位名称")->required();
    command
        ->add_option("VALUE", options->values, "项目=内容，如 visits=12345 或 网站总访问量=12345")
        ->required();
    command->add_option("--year", options->query.year, "报表年度")->required();
    command->add_flag("--oversight", options->oversight, "监管年度报表");
    command->add_option("--by", options->by, "填报人")->required();
    command->callback([options, &context] {
        const auto store = open_store(context);
        if (!store) return;
        options->query.subjects = {options->subject};
        const auto entry = app::enter_annual(*store, query_of(*options), options->values,
                                             options->by, wall_clock());
        if (!entry) return fail_with(context, entry.error());
        show(*options, {*entry});
    });
}

void add_move(CLI::App& annual, Context& context, const char* name, const char* help,
              AnnualStage to) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = with_query(annual, name, help, options);
    command->add_option("--by", options->by, "由谁")->required();
    if (to == AnnualStage::returned) {
        command->add_option("--reason", options->reason, "退回的理由")->required();
    }
    if (to == AnnualStage::published) {
        command->add_option("--url", options->url, "公开的网址")->required();
    }
    command->callback([options, to, &context] {
        const auto store = open_store(context);
        if (!store) return;
        const auto entries =
            app::move_annual(*store, query_of(*options),
                             {to, options->by, options->reason, options->url, wall_clock()});
        if (!entries) return fail_with(context, entries.error());
        print(app::annual_stages(*entries));
    });
}

void add_report(CLI::App& annual, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = with_query(annual, "report", "写出报表文件，每表一份", options);
    command->add_option("-o", options->out, "文件夹")->capture_default_str();
    command->add_option("--formats", options->formats, "docx,html,pdf,xlsx")->capture_default_str();
    command->callback([options, &context] {
        const auto store = open_store_to_look(context);
        if (!store) return;
        const auto written =
            app::write_annual(*store, query_of(*options), options->out, options->formats);
        if (!written) return fail_with(context, written.error());
        for (const auto& file : *written) print(file.string() + "\n");
    });
}

void add_look(CLI::App& annual, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = annual.add_subcommand("look", "各网站上有没有当年的报表，在不在首页");
    command->add_option("--year", options->query.year, "报表年度")->required();
    command->add_option("--campaign", options->campaign, "看哪一期检查采到的页面")->required();
    command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    command->callback([options, &context] {
        const auto store = open_store_to_look(context);
        if (!store) return;
        const auto looks =
            app::look_for_annual(*store, context.data_dir, options->campaign, options->query.year);
        if (!looks) return fail_with(context, looks.error());
        print(options->format == "json" ? app::looks_json(*looks) : app::looks_table(*looks));
    });
}

}  // namespace

void add_annual(CLI::App& app, Context& context) {
    CLI::App* annual = app.add_subcommand("annual", "政府网站工作年度报表、监管年度报表");
    annual->require_subcommand(1);
    add_fill(*annual, context);
    add_show(*annual, context);
    add_set(*annual, context);
    add_move(*annual, context, "review", "审核", AnnualStage::reviewed);
    add_move(*annual, context, "return", "退回修改", AnnualStage::returned);
    add_move(*annual, context, "approve", "批准", AnnualStage::approved);
    add_move(*annual, context, "publish", "记下已发布和公开网址", AnnualStage::published);
    add_report(*annual, context);
    add_look(*annual, context);
}

void add_corrections(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("corrections", "“我为政府网站找错”留言：收到、按期办结、超期，按单位");
    command->add_option("--year", options->query.year, "收到的年度")->required();
    command
        ->add_option("--due-workdays", options->due_workdays,
                     "没有写办理期限的，按收到后几个工作日算；0 为不算")
        ->check(CLI::Range(0, 60))
        ->capture_default_str();
    command->add_option("--ruleset", options->ruleset, "工作日历取自哪个规则集")
        ->capture_default_str();
    command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    command->callback([options, &context] {
        const auto store = open_store_to_look(context);
        if (!store) return;
        const auto ruleset = load_ruleset(context, options->ruleset);
        if (!ruleset) return fail_with(context, ruleset.error());
        const auto messages =
            app::load_corrections(*store, ruleset->calendar, options->due_workdays);
        if (!messages) return fail_with(context, messages.error());
        const auto ledger = annual::count_corrections(*messages, options->query.year, wall_clock());
        print(options->format == "json" ? app::corrections_json(ledger)
                                        : app::corrections_table(ledger));
    });
}

}  // namespace mingcha::cli
