// mingcha review: what the machine found, confirmed or dismissed by a person.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/gathering.h"
#include "app/reviewing.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

void list_findings(const app::ReviewRequest& request, bool only_open, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    const auto findings = app::findings_of(*store, request.campaign);
    if (!findings) return fail_with(context, findings.error());
    std::string out;
    for (const Finding& finding : *findings) {
        const bool asked = request.rules.empty() ||
                           std::find(request.rules.begin(), request.rules.end(), finding.rule) !=
                               request.rules.end();
        if (!asked || (only_open && finding.state != FindingState::candidate)) continue;
        out +=
            fmt::format("{}  {:<10} {:<13} {}  {}  {}\n", finding.id, to_string(finding.state),
                        to_string(finding.outcome), finding.target, finding.rule, finding.problem);
    }
    print(out);
}

void decide(app::ReviewRequest request, FindingState state, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    request.state = state;
    request.at = app::wall_clock();
    const Result<std::int64_t> done = app::review(*store, request);
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{} {} 个问题\n", state == FindingState::confirmed ? "确认" : "驳回", *done));
}

}  // namespace

void add_review(CLI::App& app, Context& context) {
    const auto request = std::make_shared<app::ReviewRequest>();
    const auto only_open = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("review", "人工复核：列出、确认、驳回问题");
    command->require_subcommand(1);
    const auto common = [&](CLI::App* sub) {
        sub->add_option("--campaign", request->campaign)->required();
        sub->add_option("--rule", request->rules, "only these rules");
    };
    CLI::App* list = command->add_subcommand("list", "列出问题");
    common(list);
    list->add_flag("--open", *only_open, "only what waits for a decision");
    list->callback(
        [request, only_open, &context] { list_findings(*request, *only_open, context); });
    const auto decision = [&](const char* name, const char* what, FindingState state) {
        CLI::App* sub = command->add_subcommand(name, what);
        common(sub);
        sub->add_option("FINDING", request->findings, "ids of findings");
        sub->add_flag("--all", request->all, "every candidate");
        sub->add_option("--by", request->by, "who decides")->required();
        sub->add_option("--reason", request->reason, "why");
        sub->callback([request, state, &context] { decide(*request, state, context); });
    };
    decision("confirm", "确认问题", FindingState::confirmed);
    decision("dismiss", "驳回问题（须写理由）", FindingState::dismissed);
}

}  // namespace mingcha::cli
