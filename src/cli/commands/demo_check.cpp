// mingcha demo-check: the example city's inspection held against its truth; reviewed as a person
// would.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/example_city.h"
#include "app/gathering.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

constexpr std::size_t kMaxTruthBytes = 16U << 20;

struct Options {
    std::string campaign;
    std::string truth;
    std::string review_by;
};

void check(const Options& options, Context& context) {
    const Result<std::string> truth = read_file(options.truth, kMaxTruthBytes);
    if (!truth) return fail_with(context, truth.error());
    const auto store = open_store(context);
    if (!store) return;
    const Result<app::TruthComparison> compared =
        app::compare_with_truth(*store, options.campaign, *truth);
    if (!compared) return fail_with(context, compared.error());
    std::string out = fmt::format("查出 {}，漏报 {}，误报 {}，近似无误 {}\n", compared->found,
                                  compared->missed, compared->false_alarms, compared->near_misses);
    for (const std::string& each : compared->missed_list) out += "  漏报 " + each + "\n";
    for (const std::string& each : compared->false_list) out += "  误报 " + each + "\n";
    print(out);
    if (options.review_by.empty()) return;
    const Result<std::int64_t> decided = app::review_by_truth(*store, options.campaign, *truth,
                                                              options.review_by, app::wall_clock());
    if (!decided) return fail_with(context, decided.error());
    print(fmt::format("复核 {} 个问题\n", *decided));
}

}  // namespace

void add_demo_check(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("demo-check", "示例城市：检查结果与标准答案比对");
    command->add_option("--campaign", options->campaign)->required();
    command->add_option("--truth", options->truth, "output of demo --print-truth")->required();
    command->add_option("--review-by", options->review_by, "confirm and dismiss by the truth");
    command->callback([options, &context] { check(*options, context); });
}

}  // namespace mingcha::cli
