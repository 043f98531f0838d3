// mingcha export KIND: the rows of a kind as CSV or .xlsx, as import takes them (contract §2).
#include <map>

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/exporting.h"
#include "app/form_filling.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxFormBytes = 64U << 20;

struct Options {
    std::string kind;
    std::string campaign;
    std::string out;
    std::string into;
    std::vector<std::string> map;
    bool chinese = false;
    bool published = false;
};

// "网址链接=url" → heading and key. An empty key means: leave that column blank.
Result<std::map<std::string, std::string>> mapping_of(const std::vector<std::string>& words) {
    std::map<std::string, std::string> mapping;
    for (const std::string& word : words) {
        const std::size_t equal = word.rfind('=');
        if (equal == std::string::npos || equal == 0) {
            return fail("--map " + word, "not HEADING=FIELD", "例如 --map 网址链接=url");
        }
        mapping[word.substr(0, equal)] = word.substr(equal + 1);
    }
    return mapping;
}

void fill_into(const Options& options, Context& context) {
    const std::string where = "--into " + options.into;
    if (options.out.empty() || !lower_ascii(options.out).ends_with(".xlsx")) {
        return fail_with(context, {where, "-o FILE.xlsx is missing", "表单填好后写入哪个文件"});
    }
    const Result<std::string> form = read_file(options.into, kMaxFormBytes);
    if (!form) return fail_with(context, form.error());
    const auto mapping = mapping_of(options.map);
    if (!mapping) return fail_with(context, mapping.error());
    const auto store = open_store(context);
    if (!store) return;
    app::FormRequest request{{options.kind, options.campaign, false, false, options.published},
                             options.into,
                             *form,
                             *mapping};
    const Result<app::FilledForm> filled = app::fill_form(*store, request);
    if (!filled) return fail_with(context, filled.error());
    if (Result<bool> written = write_file(options.out, filled->bytes); !written) {
        return fail_with(context, written.error());
    }
    say(fmt::format("{}: {} 行填入工作表“{}”，写入 {}", options.kind, filled->rows, filled->sheet,
                    options.out));
    for (const std::string& column : filled->filled) say("  " + column);
    if (!filled->blank.empty()) {
        say("  未填的列: " + join(filled->blank, "、") + "（--map 表头=字段 可以说明，只需一次）");
    }
}

void export_table(const Options& options, Context& context) {
    if (!options.into.empty()) return fill_into(options, context);
    const auto store = open_store_to_look(context);
    if (!store) return;
    const bool xlsx = lower_ascii(options.out).ends_with(".xlsx");
    const Result<app::Exported> exported = app::export_rows(
        *store, {options.kind, options.campaign, options.chinese, xlsx, options.published});
    if (!exported) return fail_with(context, exported.error());
    if (options.out.empty()) {
        print(exported->bytes);
    } else if (Result<bool> written = write_file(options.out, exported->bytes); !written) {
        return fail_with(context, written.error());
    } else {
        say(fmt::format("{}: {} 行写入 {}", options.kind, exported->rows, options.out));
    }
    if (exported->rows == 0) say("提示: 没有数据，只有表头");
    if (options.kind == "interactions" && exported->rows > 0 && !options.published) {
        say("提示: 含受理编号、查询码，不得公开；公开用 --public");
    }
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("export", "导出名录和检查数据 (CSV、XLSX)，可原样再导入");
    command->add_option("KIND", options->kind)
        ->required()
        ->check(CLI::IsMember({"units", "divisions", "sites", "accounts", "findings",
                               "interactions", "questions", "posts", "probes", "exemptions",
                               "reposts", "messages", "corrections", "annual",
                               "honours"}));
    command->add_option("--campaign", options->campaign, "whose findings or interactions");
    command->add_option("-o,--output", options->out, "FILE.csv or FILE.xlsx; stdout where absent");
    command->add_flag("--chinese", options->chinese, "中文表头和取值");
    command->add_flag("--public", options->published, "供公开：不含受理编号、查询码，不可再导入");
    command->add_option("--into", options->into, "FORM.xlsx: 填入上级下发的空白表，格式不变");
    command->add_option("--map", options->map, "表头=字段，表单的表头不认得时说明一次，可重复");
    command->callback([options, &context] { export_table(*options, context); });
}

}  // namespace mingcha::cli
