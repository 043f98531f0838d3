// mingcha workday: working-day arithmetic on the calendar of a ruleset.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/rulesets.h"
#include "ruleset/workdays.h"

namespace mingcha::cli {

namespace {

struct Options {
    std::string from;
    std::string to;
    std::int32_t n = 0;
    std::string ruleset = "national-2019";
};

// The day of an argument; says which argument is wrong.
Result<Date> day(const char* name, const std::string& text) {
    Result<Date> date = parse_date(text);
    if (!date) date.error().where = name;
    return date;
}

void count(const Options& options, Context& context) {
    const Result<Ruleset> ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const Result<Date> from = day("FROM", options.from);
    if (!from) return fail_with(context, from.error());
    const Result<Date> to = day("TO", options.to);
    if (!to) return fail_with(context, to.error());
    const Result<std::int32_t> days = ruleset::count_workdays(ruleset->calendar, *from, *to);
    if (!days) return fail_with(context, days.error());
    print(std::to_string(*days) + "\n");
}

void add(const Options& options, Context& context) {
    const Result<Ruleset> ruleset = load_ruleset(context, options.ruleset);
    if (!ruleset) return fail_with(context, ruleset.error());
    const Result<Date> from = day("FROM", options.from);
    if (!from) return fail_with(context, from.error());
    const Result<Date> to = ruleset::add_workdays(ruleset->calendar, *from, options.n);
    if (!to) return fail_with(context, to.error());
    print(format_date(*to) + "\n");
}

}  // namespace

void add_workday(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("workday", "工作日计算：起始日不计，调休上班日计入");
    command->require_subcommand(1);
    command->add_option("--ruleset", options->ruleset, "whose calendar")->capture_default_str();
    CLI::App* counting = command->add_subcommand("count", "从 FROM 到 TO 的工作日数");
    counting->add_option("FROM", options->from, "YYYY-MM-DD")->required();
    counting->add_option("TO", options->to, "YYYY-MM-DD")->required();
    counting->callback([options, &context] { count(*options, context); });
    CLI::App* adding = command->add_subcommand("add", "FROM 之后第 N 个工作日");
    adding->add_option("FROM", options->from, "YYYY-MM-DD")->required();
    adding->add_option("N", options->n, "number of working days")->required();
    adding->callback([options, &context] { add(*options, context); });
}

}  // namespace mingcha::cli
