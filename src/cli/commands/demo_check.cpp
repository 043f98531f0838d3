// mingcha demo-check: the example city's inspection held against its truth; reviewed as a person
// would.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/example_city.h"
#include "app/gathering.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"
#include "report/rule_pages.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxTruthBytes = 64U << 20;

struct Options {
    std::string campaign;
    std::string truth;
    std::string review_by;
    std::string format = "table";
    std::string measured;
};

// What demo-check counted, for scripts and for docs/rules.
std::string as_json(const app::TruthComparison& compared) {
    using Json = nlohmann::ordered_json;
    const auto object = [](const app::Measure& each) {
        const auto share = [](const std::optional<Points>& value) {
            return value ? Json(fixed2(*value)) : Json();
        };
        return Json{{"found", each.found},
                    {"missed", each.missed},
                    {"false_alarms", each.false_alarms},
                    {"precision", share(each.precision())},
                    {"recall", share(each.recall())},
                    {"near_misses", each.near_misses},
                    {"near_misses_measured", each.near_misses_measured}};
    };
    Json rules = Json::object();
    for (const auto& [rule, measure] : compared.rules) rules[rule] = object(measure);
    return Json{{"total", object(compared.total)},
                {"rules", rules},
                {"unjudged", compared.unjudged},
                {"missed", compared.missed_list},
                {"false_alarms", compared.false_list},
                {"near_misses_not_measured", compared.near_list}}
               .dump(2) +
           "\n";
}

std::string share_text(const std::optional<Points>& value) {
    return value ? fixed2(*value) : "-";
}

std::string as_table(const app::TruthComparison& compared) {
    const app::Measure& total = compared.total;
    std::string out =
        fmt::format("查出 {}，漏报 {}，误报 {}，近似无误 {}（共 {}）\n", total.found, total.missed,
                    total.false_alarms, total.near_misses_measured, total.near_misses);
    if (compared.unjudged > 0)
        out += fmt::format("另有 {} 处属于本规则集中机器不判定的指标\n", compared.unjudged);
    out += fmt::format("{:<24} {:>5} {:>5} {:>5} {:>7} {:>7} {:>9}\n", "指标", "查出", "漏报",
                       "误报", "准确率%", "召回率%", "近似无误");
    for (const auto& [rule, each] : compared.rules) {
        out += fmt::format("{:<24} {:>7} {:>7} {:>7} {:>10} {:>10} {:>8}/{}\n", rule, each.found,
                           each.missed, each.false_alarms, share_text(each.precision()),
                           share_text(each.recall()), each.near_misses_measured, each.near_misses);
    }
    for (const std::string& each : compared.missed_list) out += "  漏报 " + each + "\n";
    for (const std::string& each : compared.false_list) out += "  误报 " + each + "\n";
    for (const std::string& each : compared.near_list) out += "  近似未计 " + each + "\n";
    return out;
}

// docs/rules/measured.csv, which `mingcha rules pages` reads.
std::string as_csv(const app::TruthComparison& compared) {
    std::string out = std::string(report::kMeasuredHead) + "\n";
    for (const auto& [rule, each] : compared.rules) {
        out += fmt::format("{},{},{},{},{},{}\n", rule, each.found, each.missed, each.false_alarms,
                           each.near_misses_measured, each.near_misses);
    }
    return out;
}

bool write_measured(const app::TruthComparison& compared, const std::string& path) {
    std::ofstream out(path, std::ios::binary);
    out << as_csv(compared);
    out.close();
    return static_cast<bool>(out);
}

void check(const Options& options, Context& context) {
    const Result<std::string> truth = read_file(options.truth, kMaxTruthBytes);
    if (!truth) return fail_with(context, truth.error());
    const auto store = open_store(context);
    if (!store) return;
    const Result<app::TruthComparison> compared =
        app::compare_with_truth(*store, context.data_dir, options.campaign, *truth);
    if (!compared) return fail_with(context, compared.error());
    print(options.format == "json" ? as_json(*compared) : as_table(*compared));
    if (!options.measured.empty() && !write_measured(*compared, options.measured))
        return fail_with(context,
                         {options.measured, "cannot be written", "检查目录权限和磁盘空间"});
    if (options.review_by.empty()) return;
    const Result<std::int64_t> decided = app::review_by_truth(*store, options.campaign, *truth,
                                                              options.review_by, app::wall_clock());
    if (!decided) return fail_with(context, decided.error());
    const std::string said = fmt::format("复核 {} 个问题\n", *decided);
    options.format == "json" ? say(said) : print(said);
}

}  // namespace

void add_demo_check(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("demo-check", "示例城市：检查结果与标准答案比对");
    command->add_option("--campaign", options->campaign)->required();
    command->add_option("--truth", options->truth, "output of demo --print-truth")->required();
    command->add_option("--review-by", options->review_by, "confirm and dismiss by the truth");
    command->add_option("--format", options->format, "table or json")
        ->check(CLI::IsMember({"table", "json"}));
    command->add_option("--measured", options->measured, "figures per rule, as CSV, to this file");
    command->callback([options, &context] { check(*options, context); });
}

}  // namespace mingcha::cli
