// mingcha rule-exceptions, mingcha words: what an office decides about rules and words itself.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "app/office_rules.h"
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
    std::string rule, reason, from, until, by, ruleset = "luan-2021";
    std::vector<std::string> targets;
    std::int64_t number = 0;
    std::string text, kind, suggestion, source, note, file;
};
using Shared = std::shared_ptr<Options>;

std::string exception_line(const RuleException& each, Date today) {
    const std::string state = each.ended ? "已提前结束"
                              : each.until < today
                                  ? "已到期"
                                  : fmt::format("还有 {} 天", each.until.days - today.days);
    return fmt::format("{}  {}  {} — {}（{}）  {}  {}（{}）\n", each.number, each.rule,
                       format_date(each.from), format_date(each.until), state,
                       join(each.targets, "、"), each.reason, each.given.by);
}

std::string word_line(const OfficeWord& each) {
    return fmt::format("{}  {}  {}{}  {}（{} {}）\n", each.number, to_chinese(each.kind), each.text,
                       each.suggestion.empty() ? "" : " → " + each.suggestion, each.source,
                       each.added.by, format_date(date_of(each.added.at)));
}

void list_exceptions(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const Date today = date_of(wall_clock());
    const auto all = app::rule_exceptions(*store, today);
    if (!all) return fail_with(context, all.error());
    for (const RuleException& each : *all) print(exception_line(each, today));
}

void add_exception(const Options& options, Context& context) {
    const auto from = parse_date(options.from);
    if (!from) return fail_with(context, from.error());
    const auto until = parse_date(options.until);
    if (!until) return fail_with(context, until.error());
    const auto store = open_store(context);
    if (!store) return;
    const auto ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const auto added = app::add_exception(
        *store, *ruleset,
        {options.rule, options.targets, options.reason, *from, *until, options.by, wall_clock()});
    if (!added) return fail_with(context, added.error());
    print(exception_line(*added, date_of(wall_clock())));
}

void end_exception(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto ended = app::end_exception(*store, options.number, options.by, wall_clock());
    if (!ended) return fail_with(context, ended.error());
    print(exception_line(*ended, date_of(wall_clock())));
}

void list_words(Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto words = app::office_words(*store);
    if (!words) return fail_with(context, words.error());
    for (const OfficeWord& each : *words) print(word_line(each));
}

void add_word(const Options& options, Context& context) {
    const auto kind = parse_office_word_kind(options.kind);
    if (!kind) {
        return fail_with(context, {"--kind", "没有这种类别",
                                   "wrong 错词、sensitive 敏感表述、allowed 放行、name 专有名称"});
    }
    const auto store = open_store(context);
    if (!store) return;
    const auto added = app::add_word(
        *store, {options.text, *kind, options.suggestion, options.source, options.note}, options.by,
        wall_clock());
    if (!added) return fail_with(context, added.error());
    print(word_line(*added));
}

void remove_word(const Options& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto removed = app::remove_word(*store, options.number, options.by, wall_clock());
    if (!removed) return fail_with(context, removed.error());
    print("已移出：" + word_line(*removed));
}

void import_words(const Options& options, Context& context) {
    const auto bytes = read_file(options.file, intake::kMaxFileBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const auto store = open_store(context);
    if (!store) return;
    const std::string file = std::filesystem::path(options.file).filename().string();
    const auto taken = app::take_word_table(*store, file, *bytes, options.by, wall_clock());
    if (!taken) return fail_with(context, taken.error());
    for (const intake::RowError& error : taken->errors) say("错误: " + error.text(file));
    if (!taken->errors.empty()) {
        context.status = kFailed;
        return print("有错误，全部未写入\n");
    }
    print(fmt::format("加入 {} 条，原已有 {} 条\n", taken->added, taken->known));
}

void export_words(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto words = app::office_words(*store);
    if (!words) return fail_with(context, words.error());
    std::ofstream out(options.file, std::ios::binary);
    out << app::word_table(*words);
    out.close();
    if (!out) return fail_with(context, {options.file, "不能写入", "检查文件夹的权限"});
    print(fmt::format("写出 {} 条\n", words->size()));
}

}  // namespace

void add_office_rules(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    const auto by = [&](CLI::App* sub) {
        sub->add_option("--by", options->by, "谁决定")->required();
    };
    CLI::App* exceptions =
        app.add_subcommand("rule-exceptions", "指标的例外：对哪些对象、因为什么、到哪一天为止");
    exceptions->require_subcommand(1);
    exceptions->add_subcommand("list", "快到期的在前")->callback([&context] {
        list_exceptions(context);
    });
    CLI::App* adding = exceptions->add_subcommand("add", "增加一项例外；须有截止日，不追溯");
    adding->add_option("RULE", options->rule, "指标")->required();
    adding->add_option("--target", options->targets, "网站标识码或账号，可重复")->required();
    adding->add_option("--reason", options->reason, "理由")->required();
    adding->add_option("--from", options->from, "起始日 YYYY-MM-DD")->required();
    adding->add_option("--until", options->until, "截止日 YYYY-MM-DD，当日有效")->required();
    adding->add_option("--ruleset", options->ruleset, "哪个规则集")->capture_default_str();
    by(adding);
    adding->callback([options, &context] { add_exception(*options, context); });
    CLI::App* ending = exceptions->add_subcommand("end", "提前结束");
    ending->add_option("NUMBER", options->number, "编号")->required();
    by(ending);
    ending->callback([options, &context] { end_exception(*options, context); });

    CLI::App* words = app.add_subcommand("words", "本单位词库：错词、敏感表述、放行、专有名称");
    words->require_subcommand(1);
    words->add_subcommand("list", "全部词条")->callback([&context] { list_words(context); });
    CLI::App* word = words->add_subcommand("add", "加入一个词条");
    word->add_option("TEXT", options->text, "词条")->required();
    word->add_option("--kind", options->kind, "wrong、sensitive、allowed、name，中文亦可")
        ->required();
    word->add_option("--suggestion", options->suggestion, "建议写法");
    word->add_option("--source", options->source, "来源：文件、决定、理由")->required();
    word->add_option("--note", options->note, "备注");
    by(word);
    word->callback([options, &context] { add_word(*options, context); });
    CLI::App* removing = words->add_subcommand("remove", "移出一个词条");
    removing->add_option("NUMBER", options->number, "编号")->required();
    by(removing);
    removing->callback([options, &context] { remove_word(*options, context); });
    CLI::App* importing = words->add_subcommand("import", "导入词条表，有错则全部不写入");
    importing->add_option("FILE", options->file, ".csv 或 .xlsx")->required();
    by(importing);
    importing->callback([options, &context] { import_words(*options, context); });
    CLI::App* exporting = words->add_subcommand("export", "写出词条表 .csv");
    exporting->add_option("FILE", options->file, ".csv")->required();
    exporting->callback([options, &context] { export_words(*options, context); });
}

}  // namespace mingcha::cli
