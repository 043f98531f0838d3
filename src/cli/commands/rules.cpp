// mingcha rules: what the standard says, as data; and whether a ruleset of one's own is sound.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "report/rule_pages.h"
#include "wording/read.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxMeasuredBytes = 1U << 20;

struct Options {
    std::string ruleset = "luan-2021";
    std::string format = "table";
    std::string id;
    std::string file;
    std::string folder;
};

void list_rules(const Options& options, Context& context) {
    const Result<Ruleset> ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    print(options.format == "json" ? report::rules_json(*ruleset) : report::rules_table(*ruleset));
}

void show_rule(const Options& options, Context& context) {
    const Result<Ruleset> ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const Rule* rule = ruleset->find(options.id);
    if (rule == nullptr) {
        return fail_with(context, {options.ruleset, "there is no rule \"" + options.id + "\"",
                                   "mingcha rules list names them"});
    }
    print(report::rule_page(*ruleset, *rule));
}

void print_problems(const std::vector<ruleset::Problem>& problems, Context& context) {
    for (const ruleset::Problem& problem : problems) print(problem.text() + "\n");
    if (!problems.empty()) context.status = kFailed;
}

void validate_dictionary(const Options& options, Context& context) {
    const Result<std::string> bytes = read_file(options.file, wording::kMaxDictionaryBytes);
    if (!bytes) return fail_with(context, bytes.error());
    const auto problems = ruleset::validate_dictionary(options.file, *bytes);
    print_problems(problems, context);
    if (problems.empty()) print("正确：词库\n");
}

// What the file names and what lies beside it, before what the program knows under that name.
Result<bool> add_neighbours(const Options& options, std::string_view text,
                            ruleset::Sources& sources) {
    const std::filesystem::path folder = std::filesystem::path(options.file).parent_path();
    for (const std::string& name : ruleset::files_named(options.file, text)) {
        const std::string path = (folder / name).string();
        std::error_code error;
        if (!std::filesystem::exists(path, error)) continue;
        Result<std::string> bytes = read_file(path, wording::kMaxDictionaryBytes);
        if (!bytes) return Fail(bytes.error());
        sources[name] = std::move(*bytes);
    }
    return true;
}

void validate_file(const Options& options, Context& context) {
    if (options.file.ends_with(".csv")) return validate_dictionary(options, context);
    const Result<std::string> text = read_file(options.file, 2 * ruleset::kMaxFileBytes);
    if (!text) return fail_with(context, text.error());
    Result<ruleset::Sources> sources = ruleset_sources(context);
    if (!sources) return fail_with(context, sources.error());
    if (const auto added = add_neighbours(options, *text, *sources); !added) {
        return fail_with(context, added.error());
    }
    const ruleset::Loaded loaded = ruleset::validate(options.file, *text, *sources);
    print_problems(loaded.problems, context);
    if (!loaded.ruleset) return;
    print("正确：" + std::to_string(loaded.ruleset->rules.size()) + " 条规则");
    const std::size_t terms = loaded.ruleset->dictionary.terms.size();
    print(terms > 0 ? "，" + std::to_string(terms) + " 个词条\n" : "\n");
}

// What demo-check measured lies beside the pages, where it was.
Result<report::MeasuredRules> measured_in(const std::string& folder) {
    const std::string path = folder + "/measured.csv";
    if (!std::filesystem::exists(path)) return report::MeasuredRules{};
    const Result<std::string> text = read_file(path, kMaxMeasuredBytes);
    if (!text) return Fail(text.error());
    return report::read_measured(*text);
}

void write_pages(const Options& options, Context& context) {
    const Result<Ruleset> ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    std::error_code error;
    std::filesystem::create_directories(options.folder, error);
    const Result<report::MeasuredRules> measured = measured_in(options.folder);
    if (!measured) return fail_with(context, measured.error());
    std::map<std::string, std::string> pages{{"README", report::rules_index(*ruleset, *measured)}};
    for (const Rule& rule : ruleset->rules)
        pages[rule.id] = report::rule_page(*ruleset, rule, *measured);
    for (const auto& [name, text] : pages) {
        const std::string path = options.folder + "/" + name + ".md";
        std::ofstream out(path, std::ios::binary);
        out << text;
        out.close();
        if (!out) return fail_with(context, {path, "cannot be written", "check the folder"});
    }
}

}  // namespace

void add_rules(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("rules", "检查指标：列出、说明、校验");
    command->require_subcommand(1);
    command->add_option("--ruleset", options->ruleset, "which ruleset")->capture_default_str();
    CLI::App* listing = command->add_subcommand("list", "列出全部指标");
    listing->add_option("--ruleset", options->ruleset, "which ruleset");
    listing->add_option("--format", options->format, "table or json")
        ->check(CLI::IsMember({"table", "json"}));
    listing->callback([options, &context] { list_rules(*options, context); });
    CLI::App* show = command->add_subcommand("show", "一条指标的条款、分值、来源");
    show->add_option("ID", options->id, "rule")->required();
    show->add_option("--ruleset", options->ruleset, "which ruleset");
    show->callback([options, &context] { show_rule(*options, context); });
    CLI::App* validate = command->add_subcommand("validate", "校验规则集文件，一次列出全部错误");
    validate->add_option("FILE", options->file, "a ruleset (.yaml) or a dictionary (.csv)")
        ->required();
    validate->callback([options, &context] { validate_file(*options, context); });
    CLI::App* pages = command->add_subcommand("pages", "把每条指标写成一页 Markdown");
    pages->add_option("DIR", options->folder, "folder")->required();
    pages->add_option("--ruleset", options->ruleset, "which ruleset");
    pages->callback([options, &context] { write_pages(*options, context); });
}

}  // namespace mingcha::cli
