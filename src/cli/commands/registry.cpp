// mingcha registry: steps in the life of sites and accounts, their log, the counts of a year, and
// what became of the accounts that circulars failed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/life_log.h"
#include "app/stray_accounts.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "intake/table.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string target, action, on, until, notice, cause, file;
    std::string format = "table", ruleset = "luan-2021";
    std::vector<std::string> set;
    LifeEvent step;
    std::int32_t year = 0;
};

Result<std::optional<Date>> day(const char* name, const std::string& text) {
    if (text.empty()) return std::optional<Date>();
    const Result<Date> read = parse_date(text);
    if (!read) return fail(name, read.error().what, read.error().hint);
    return std::optional<Date>(*read);
}

Result<LifeEvent> step_of(const Options& options) {
    LifeEvent step = options.step;
    step.target = options.target;
    step.logged_at = wall_clock();
    const auto action = parse_life_action(options.action);
    if (!action || *action == LifeAction::imported) {
        return fail("registry transition", "\"" + options.action + "\" 不是变动",
                    "start、change、redesign、suspend、resume、announce、withdraw、close、merge、"
                    "cancel、reopen，中文亦可");
    }
    step.action = *action;
    const auto on = day("--on", options.on);
    if (!on) return Fail(on.error());
    step.on = on->value_or(date_of(step.logged_at));
    const auto until = day("--until", options.until);
    if (!until) return Fail(until.error());
    step.until = *until;
    const auto notice = day("--notice", options.notice);
    if (!notice) return Fail(notice.error());
    step.notice = *notice;
    if (!options.cause.empty()) {
        step.cause = parse_given_up(options.cause);
        if (!step.cause) {
            return fail("--cause", "\"" + options.cause + "\" 不是原因",
                        "zombie 僵尸、empty 空壳、merged 整合、other 其他");
        }
    }
    for (const std::string& assignment : options.set) {
        const std::size_t equal = assignment.find('=');
        if (equal == std::string::npos || equal == 0) {
            return fail("--set " + assignment, "不是 字段=内容", "例如 --set url=http://…");
        }
        step.changes[assignment.substr(0, equal)].after = assignment.substr(equal + 1);
    }
    return step;
}

void transition(const Options& options, Context& context) {
    const auto step = step_of(options);
    if (!step) return fail_with(context, step.error());
    const auto store = open_store(context);
    if (!store) return;
    const auto ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const auto taken = app::take_steps(*store, {*step}, ruleset->life);
    if (!taken) return fail_with(context, taken.error());
    for (const std::string& remark : taken->remarks) say("提示: " + remark);
    print(app::log_text(taken->steps));
}

void import_steps(const Options& options, Context& context) {
    const auto bytes = read_file(options.file, intake::kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const auto store = open_store(context);
    if (!store) return;
    const std::string file = std::filesystem::path(options.file).filename().string();
    const auto ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const auto taken =
        app::take_step_table(*store, file, *bytes, options.step.by, wall_clock(), ruleset->life);
    if (!taken) return fail_with(context, taken.error());
    for (const std::string& remark : taken->remarks) say("提示: " + remark);
    for (const intake::RowError& error : taken->errors) say("错误: " + error.text(file));
    if (!taken->errors.empty()) {
        context.status = kFailed;
        return print("有错误，全部未写入\n");
    }
    print(fmt::format("登记变动 {} 项，原已登记 {} 项\n", taken->steps.size(), taken->known));
}

void show_log(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto log = app::life_log(*store, options.target);
    if (!log) return fail_with(context, log.error());
    print(options.format == "json" ? app::log_json(*log) : app::log_text(*log));
}

void show_counts(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto log = app::life_log(*store, "");
    if (!log) return fail_with(context, log.error());
    auto years = lifecycle::counts_by_year(*log);
    if (options.year != 0) {
        std::erase_if(years, [&](const auto& each) { return each.year != options.year; });
        if (years.empty()) years.emplace_back().year = options.year;
    }
    print(options.format == "json" ? app::counts_json(years) : app::counts_text(years));
}

void show_rectified(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto rectified = app::rectified_accounts(*store, context.data_dir, options.year);
    if (!rectified) return fail_with(context, rectified.error());
    print(options.format == "json" ? app::rectified_json(*rectified)
                                   : app::rectified_text(*rectified));
}

void add_ruleset(CLI::App& command, Options& options) {
    command.add_option("--ruleset", options.ruleset, "下线、公告的期限取自哪个规则集")
        ->capture_default_str();
}

// What the pages name is shown; what a person confirms of it is written down.
void add_strays(CLI::App& group, Context& context) {
    struct Strays {
        app::ListRequest request;
        std::vector<std::string> keys;
        std::string by, format = "table", not_ours, reason;
    };
    const auto options = std::make_shared<Strays>();
    CLI::App* command = group.add_subcommand(
        "strays", "网站页面上写明、账号名录里没有的账号（疑似未备案，须核对）");
    command->add_option("--campaign", options->request.campaign, "看哪一期采到的页面")->required();
    command->add_option("--site", options->request.only, "只看这些网站，可重复");
    command->add_option("--take", options->keys, "核对属实，记为未备案账号；可重复");
    command->add_option("--not-ours", options->not_ours,
                        "核对后不属本名录；--reason 写理由，空则撤回");
    command->add_option("--reason", options->reason, "为什么不属本名录");
    command->add_option("--by", options->by, "谁核对（--take、--not-ours 时）");
    command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    command->callback([options, &context] {
        options->request.data_dir = context.data_dir;
        const auto store = options->keys.empty() && options->not_ours.empty()
                               ? open_store_to_look(context)
                               : open_store(context);
        if (!store) return;
        if (!options->not_ours.empty()) {
            const auto said = app::refuse_stray_account(*store, options->not_ours, options->reason,
                                                        options->by, wall_clock());
            if (!said) return fail_with(context, said.error());
            return print("已记下\n");
        }
        if (!options->keys.empty()) {
            const auto taken =
                app::take_stray_accounts(*store, options->request, options->keys, options->by);
            if (!taken) return fail_with(context, taken.error());
            return print(fmt::format("记下未备案账号 {} 个\n", *taken));
        }
        const auto strays = app::stray_accounts(*store, options->request);
        if (!strays) return fail_with(context, strays.error());
        print(options->format == "json" ? app::strays_json(*strays) : app::strays_table(*strays));
    });
}

void add_transition(CLI::App& group, const std::shared_ptr<Options>& options, Context& context) {
    CLI::App* command = group.add_subcommand("transition", "登记网站或账号的一项变动，只增不改");
    command->add_option("TARGET", options->target, "标识码，或 账号类型/账号名称")->required();
    command
        ->add_option("ACTION", options->action,
                     "start 上线运行、change 变更、redesign 改版、suspend 临时下线、resume 恢复、"
                     "announce 公告关停、withdraw 撤回关停、close 关停、merge 整合、cancel 注销、"
                     "reopen 重新开设")
        ->required();
    LifeEvent& step = options->step;
    command->add_option("--by", step.by, "谁登记")->required();
    command->add_option("--on", options->on, "生效日期 YYYY-MM-DD；不写为当天");
    command->add_option("--approval", step.approval, "批准文号或批准人");
    command->add_option("--notice", options->notice, "公告日期");
    command->add_option("--notice-url", step.notice_url, "公告网址");
    command->add_option("--until", options->until,
                        "临时下线的最后一天，连同首日不超过规则集的天数");
    command->add_option("--new-url", step.new_url, "关停后内容迁往的网址");
    command->add_option("--into", step.into, "整合到的主账号");
    command->add_option("--cause", options->cause,
                        "注销原因：zombie 僵尸、empty 空壳、merged 整合、other 其他");
    command->add_option("--set", options->set,
                        "变更：name=…、url=…、unit=…（账号 operator=…），可重复");
    command->add_option("--reason", step.reason, "理由");
    add_ruleset(*command, *options);
    command->callback([options, &context] { transition(*options, context); });
}

}  // namespace

void add_registry(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* group =
        app.add_subcommand("registry", "名录：网站和账号的开设、变更、改版、下线、关停、注销");
    group->require_subcommand(1);
    add_transition(*group, options, context);

    const auto format = [&](CLI::App* command) {
        command->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    };
    CLI::App* importing = group->add_subcommand("import", "导入变动表，一行一项，按先后");
    importing->add_option("FILE", options->file, ".csv 或 .xlsx")->required();
    importing->add_option("--by", options->step.by, "谁登记")->required();
    add_ruleset(*importing, *options);
    importing->callback([options, &context] { import_steps(*options, context); });

    add_strays(*group, context);

    CLI::App* log = group->add_subcommand("log", "变动记录");
    log->add_option("TARGET", options->target, "标识码，或 账号类型/账号名称；不写为全部");
    format(log);
    log->callback([options, &context] { show_log(*options, context); });

    CLI::App* counts = group->add_subcommand("counts", "各年开设、关停、注销数");
    counts->add_option("--year", options->year)->check(CLI::Range(1990, 2999));
    format(counts);
    counts->callback([options, &context] { show_counts(*options, context); });

    CLI::App* rectified = group->add_subcommand(
        "rectified", "一年内通报不合格的账号：整改、注销、整合、未整改，按单位");
    rectified->add_option("--year", options->year)->required()->check(CLI::Range(1990, 2999));
    format(rectified);
    rectified->callback([options, &context] { show_rectified(*options, context); });
}

}  // namespace mingcha::cli
