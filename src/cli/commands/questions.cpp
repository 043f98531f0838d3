// mingcha questions: the simple question of a campaign on every site — drawn, asked, answered,
// judged (实时互动台账).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/question_ledger.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "intake/cell_text.h"
#include "intake/table.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string campaign, on, format = "table";
    std::vector<std::string> sites;
    std::string site, by, at, note, from;
    std::string channel, receipt, query_code, asker;
    std::string not_sent, url, excerpt, proof, effective;
    bool asked = false, replied = false, again = false, dry_run = false;
    std::uint64_t seed = 0;
};

Result<Instant> moment(const std::string& text, Instant now) {
    if (text.empty()) return now;
    const auto read = intake::read_time(text);
    if (read) return *read;
    return fail("--at", "\"" + text + "\" 不是时间", "应如 2021-11-05 09:05");
}

Result<app::Ledger> ledger_of(const Options& options, store::Store& store, const Context& context) {
    const auto sources = ruleset_sources(context);
    if (!sources) return Fail(sources.error());
    std::optional<Date> on;
    if (!options.on.empty()) {
        const Result<Date> day = parse_date(options.on);
        if (!day) return fail("--on", day.error().what, day.error().hint);
        on = *day;
    }
    return app::read_ledger(store, *sources, options.campaign, on, wall_clock());
}

void plan(const Options& options, bool seeded, Context& context) {
    const auto sources = ruleset_sources(context);
    if (!sources) return fail_with(context, sources.error());
    const auto store = open_store(context);
    if (!store) return;
    app::PlanRequest request;
    request.data_dir = context.data_dir;
    request.campaign = options.campaign;
    if (seeded) request.seed = options.seed;
    request.only = options.sites;
    request.again = options.again;
    request.by = options.by;
    request.asker = options.asker;
    request.now = wall_clock();
    const auto report = app::plan_questions(*store, *sources, request);
    if (!report) return fail_with(context, report.error());
    for (const std::string& code : report->without) {
        say("提示: " + code + " 在题库里没有适用的问题");
    }
    print(fmt::format("列入计划 {} 个网站，原已列入 {} 个（随机种子 {}）\n", report->planned,
                      report->kept, report->seed));
}

void record_file(const Options& options, Context& context) {
    const auto bytes = read_file(options.from, intake::kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const auto store = open_store(context);
    if (!store) return;
    const std::string file = std::filesystem::path(options.from).filename().string();
    const auto report =
        app::record_table(*store, options.campaign, file, *bytes, options.by, wall_clock());
    if (!report) return fail_with(context, report.error());
    for (const std::string& warning : report->warnings) say("提示: " + warning);
    for (const intake::RowError& error : report->errors) say("错误: " + error.text(file));
    if (!report->errors.empty()) {
        context.status = kFailed;
        return print("有错误，全部未写入\n");
    }
    print(fmt::format("{} 行，登记 {} 步\n", report->rows, report->steps));
}

Result<QuestionEvent> step_of(const Options& options) {
    QuestionEvent step;
    step.site_code = options.site;
    step.by = options.by;
    step.logged_at = wall_clock();
    const auto at = moment(options.at, step.logged_at);
    if (!at) return Fail(at.error());
    step.at = *at;
    step.note = options.note;
    step.proof = options.proof;
    const int kinds =
        (options.asked ? 1 : 0) + (options.replied ? 1 : 0) + (options.not_sent.empty() ? 0 : 1);
    if (kinds != 1) {
        return fail("questions record", "要登记什么", "--asked、--replied、--not-sent 原因 选一个");
    }
    if (options.asked) {
        step.step = QuestionStep::asked;
        step.channel = options.channel;
        step.receipt_no = options.receipt;
        step.query_code = options.query_code;
        step.asker = options.asker;
        return step;
    }
    if (options.replied) {
        step.step = QuestionStep::replied;
        step.url = options.url;
        step.excerpt = options.excerpt;
        if (options.url.empty() && options.proof.empty()) {
            return fail("--replied", "没有凭证", "加 --url 答复网址，或 --proof 截图文件");
        }
        return step;
    }
    step.step = QuestionStep::not_sent;
    const auto reason = parse_not_sent(options.not_sent);
    if (!reason) {
        return fail("--not-sent", "\"" + options.not_sent + "\" 不是原因",
                    "form_broken、no_channel（网站原因），real_name、captcha、other（本方原因）");
    }
    step.reason = *reason;
    return step;
}

void record_by_hand(const Options& options, Context& context) {
    const auto step = step_of(options);
    if (!step) return fail_with(context, step.error());
    const auto store = open_store(context);
    if (!store) return;
    const auto question = app::record_step(*store, options.campaign, *step);
    if (!question) return fail_with(context, question.error());
    print(fmt::format("{} 已登记：{} {}\n", step->site_code, to_chinese(step->step),
                      format_instant(step->at)));
}

void judge(const Options& options, Context& context) {
    QuestionEvent step;
    step.step = QuestionStep::judged;
    step.site_code = options.site;
    step.by = options.by;
    step.at = step.logged_at = wall_clock();
    step.note = options.note;
    step.effective = options.effective == "y";
    const auto store = open_store(context);
    if (!store) return;
    const auto question = app::record_step(*store, options.campaign, step);
    if (!question) return fail_with(context, question.error());
    print(fmt::format("{} 的答复判为{}\n", step.site_code, step.effective ? "有效" : "无效"));
}

void find(const Options& options, Context& context) {
    const auto sources = ruleset_sources(context);
    if (!sources) return fail_with(context, sources.error());
    const auto store = open_store(context);
    if (!store) return;
    app::FindRequest request{context.data_dir, options.campaign, options.sites,
                             options.dry_run,  options.by,       wall_clock()};
    const auto found = app::find_board_answers(*store, *sources, request);
    if (!found) return fail_with(context, found.error());
    print(options.format == "json" ? app::found_json(*found) : app::found_table(*found));
}

void show_one(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto ledger = ledger_of(options, *store, context);
    if (!ledger) return fail_with(context, ledger.error());
    for (const app::LedgerRow& row : ledger->rows) {
        if (row.question.site_code == options.site) return print(app::question_text(row));
    }
    fail_with(context, {options.site, "台账里没有这个网站", "questions list 列出全部"});
}

void show_all(const Options& options, bool tasks, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto ledger = ledger_of(options, *store, context);
    if (!ledger) return fail_with(context, ledger.error());
    const bool json = options.format == "json";
    if (tasks) return print(json ? app::tasks_json(*ledger) : app::tasks_table(*ledger));
    print(json ? app::ledger_json(*ledger) : app::ledger_table(*ledger));
}

struct Group {
    CLI::App* command;
    std::shared_ptr<Options> options;

    CLI::App* add(const char* name, const char* help) const {
        CLI::App* sub = command->add_subcommand(name, help);
        sub->add_option("--campaign", options->campaign)->required();
        return sub;
    }
    void by(CLI::App* sub) const {
        sub->add_option("--by", options->by, "谁登记或判定")->required();
    }
    void on(CLI::App* sub) const {
        sub->add_option("--on", options->on,
                        "以哪一天为今天 (YYYY-MM-DD)；不写为当天，但不晚于监测时间点");
    }
    void format(CLI::App* sub) const {
        sub->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    }
};

void add_writing(const Group& group, Context& context) {
    const auto options = group.options;
    CLI::App* planning = group.add("plan", "从题库给每个运行的网站抽一个简单常见问题");
    CLI::Option* seed = planning->add_option(
        "--seed", options->seed, "抽题的种子；不写由检查编号得出，同一检查总是同样的题");
    planning->add_option("--site", options->sites, "只排这些网站，可重复");
    planning->add_flag("--again", options->again, "已排而未提问的也重抽");
    planning->add_option("--asker", options->asker, "提问人");
    group.by(planning);
    planning->callback([options, seed, &context] { plan(*options, seed->count() > 0, context); });

    CLI::App* record = group.add("record", "登记提问、未能提问、答复：逐个写，或用 --from 导入表");
    record->add_option("SITE", options->site, "网站标识码");
    record->add_option("--from", options->from, ".csv 或 .xlsx，一行一个网站");
    record->add_flag("--asked", options->asked, "已提问");
    record->add_flag("--replied", options->replied, "已答复");
    record->add_option("--not-sent", options->not_sent,
                       "未能提问：form_broken 表单无法提交、no_channel 无提交渠道（网站原因）；"
                       "real_name 须实名登录、captcha 验证码、other（本方原因）");
    record->add_option("--at", options->at, "何时，如 2021-11-05 09:05；不写为现在");
    record->add_option("--channel", options->channel, "渠道");
    record->add_option("--receipt", options->receipt, "受理编号，不公开");
    record->add_option("--query-code", options->query_code, "查询码，不公开");
    record->add_option("--asker", options->asker, "提问人");
    record->add_option("--url", options->url, "答复所在网址");
    record->add_option("--excerpt", options->excerpt, "答复摘要");
    record->add_option("--proof", options->proof, "截图等凭证");
    record->add_option("--note", options->note, "备注；更正须写明理由");
    group.by(record);
    record->callback([options, &context] {
        if (options->from.empty() == options->site.empty()) {
            fail_with(context, {"questions record", "写一个网站标识码，或 --from FILE", ""});
            context.status = kUsage;
            return;
        }
        options->from.empty() ? record_by_hand(*options, context) : record_file(*options, context);
    });

    CLI::App* judging = group.add("judge", "判定答复是否有效：由人决定");
    judging->add_option("SITE", options->site, "网站标识码")->required();
    judging->add_option("--effective", options->effective, "y 或 n")
        ->required()
        ->check(CLI::IsMember({"y", "n"}));
    judging->add_option("--note", options->note, "判为无效、改判须写明理由");
    group.by(judging);
    judging->callback([options, &context] { judge(*options, context); });
}

void add_reading(const Group& group, Context& context) {
    const auto options = group.options;
    CLI::App* finding = group.add("find", "在已采集的公开栏目里查找答复，查到的登记为待判定");
    finding->add_option("--site", options->sites, "只查这些网站，可重复");
    finding->add_flag("--dry-run", options->dry_run, "只看，不登记");
    group.by(finding);
    group.format(finding);
    finding->callback([options, &context] { find(*options, context); });

    CLI::App* list = group.add("list", "台账和四档占比（不含受理编号、查询码）");
    group.on(list);
    group.format(list);
    list->callback([options, &context] { show_all(*options, false, context); });

    CLI::App* today = group.add("today", "今日清单：哪些待提问、待判定，哪些今天到限");
    group.on(today);
    group.format(today);
    today->callback([options, &context] { show_all(*options, true, context); });

    CLI::App* show = group.add("show", "一个网站的问题和全部步骤，含受理编号、查询码，勿外传");
    show->add_option("SITE", options->site, "网站标识码")->required();
    group.on(show);
    show->callback([options, &context] { show_one(*options, context); });
}

}  // namespace

void add_questions(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("questions", "实时互动台账：排题、提问、查答复、判定");
    command->require_subcommand(1);
    const Group group{command, std::make_shared<Options>()};
    add_writing(group, context);
    add_reading(group, context);
}

}  // namespace mingcha::cli
