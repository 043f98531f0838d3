// mingcha review: what the machine found, confirmed or dismissed by a person.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "app/audit_log.h"
#include "app/gathering.h"
#include "app/merging.h"
#include "app/reviewing.h"
#include "audit/template_faults.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/rulesets.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    app::ReviewRequest request;
    bool only_open = false;
    bool grouped = false;
    std::string format = "text";
};

std::string finding_line(const Finding& finding) {
    return fmt::format("{}  {:<10} {:<13} {}  {}  {}\n", finding.id, to_string(finding.state),
                       to_string(finding.outcome), finding.target, finding.rule, finding.problem);
}

Json finding_json(const Finding& finding) {
    Json evidence = Json::array();
    for (const Evidence& each : finding.evidence) evidence.push_back(each.url);
    return {{"id", finding.id},
            {"target", finding.target},
            {"rule", finding.rule},
            {"outcome", to_string(finding.outcome)},
            {"state", to_string(finding.state)},
            {"problem", finding.problem},
            {"count", finding.count},
            {"carried_over", finding.carried_over},
            {"places", finding.places},
            {"evidence", evidence}};
}

// Template faults: once each, with the sites that share it.
std::string group_line(const audit::TemplateFault& fault) {
    std::string ids;
    for (const Finding* finding : fault.findings) ids += " " + finding->id;
    return fmt::format("{}  {}  {}（{}个网站中{}个：{}）\n   {}\n", fault.platform, fault.rule,
                       fault.problem, fault.sites_of_platform, fault.sites.size(),
                       join(fault.sites, "、"), trim(ids));
}

Json group_json(const audit::TemplateFault& fault) {
    Json ids = Json::array();
    for (const Finding* finding : fault.findings) ids.push_back(finding->id);
    return {{"platform", fault.platform},
            {"rule", fault.rule},
            {"problem", fault.problem},
            {"sites", fault.sites},
            {"sites_of_platform", fault.sites_of_platform},
            {"findings", ids}};
}

// Rules named by --rule that the campaign does not know end the command.
bool knows_rules(const app::ReviewRequest& request, store::Store& store, Context& context) {
    const Result<ruleset::Sources> rulesets = ruleset_sources(context);
    if (!rulesets) fail_with(context, rulesets.error());
    if (!rulesets) return false;
    const Result<bool> known = app::check_rules(store, *rulesets, request.campaign, request.rules);
    if (!known) fail_with(context, known.error());
    return known.has_value();
}

void list_findings(const Options& options, Context& context) {
    const app::ReviewRequest& request = options.request;
    const auto store = open_store_to_look(context);
    if (!store || !knows_rules(request, *store, context)) return;
    const auto findings = app::findings_of(*store, request.campaign);
    if (!findings) return fail_with(context, findings.error());
    std::string lines;
    Json rows = Json::array();
    Json groups = Json::array();
    std::vector<Finding> chosen;
    for (const Finding& finding : *findings) {
        const bool asked = request.rules.empty() ||
                           std::find(request.rules.begin(), request.rules.end(), finding.rule) !=
                               request.rules.end();
        if (!asked || (options.only_open && finding.state != FindingState::candidate)) continue;
        chosen.push_back(finding);
    }
    std::set<std::string> in_group;
    if (options.grouped) {
        const auto sites = app::registered_sites(*store);
        if (!sites) return fail_with(context, sites.error());
        for (const auto& fault : audit::template_faults(chosen, *sites)) {
            lines += group_line(fault);
            groups.push_back(group_json(fault));
            for (const Finding* finding : fault.findings) in_group.insert(finding->id);
        }
    }
    for (const Finding& finding : chosen) {
        if (!in_group.contains(finding.id)) lines += finding_line(finding);
        rows.push_back(finding_json(finding));
    }
    if (options.format == "json") {
        Json json{{"campaign", request.campaign}, {"findings", rows}};
        if (options.grouped) json["template_faults"] = groups;
        print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    } else {
        print(lines);
    }
}

void decide(app::ReviewRequest request, FindingState state, Context& context) {
    const auto store = open_store(context);
    if (!store || !knows_rules(request, *store, context)) return;
    request.state = state;
    request.at = app::wall_clock();
    // The decision and its entry in the log stand or fall together.
    store::Transaction change(*store);
    if (auto begun = change.begin(); !begun) return fail_with(context, begun.error());
    const Result<app::Reviewed> done = app::review(*store, request);
    if (!done) return fail_with(context, done.error());
    const std::string object =
        request.campaign + (request.all ? "" : " " + join(request.findings, " "));
    const std::string detail =
        fmt::format("{} {} 个：{}", to_string(state), done->decided, request.reason);
    auto logged = app::log_action(
        *store, {request.by, std::string(app::kTerminal), request.at},
        request.all || request.findings.size() > 1 ? "decide_group" : "decide_finding", object,
        people::AuditResult::done, detail);
    if (logged) logged = change.done();
    if (!logged) return fail_with(context, logged.error());
    print(fmt::format("{} {} 个问题\n", state == FindingState::confirmed ? "确认" : "驳回",
                      done->decided));
}

void merge(const app::MergeRequest& options, Context& context) {
    const auto store = open_store(context);
    if (!store) return;
    app::MergeRequest request = options;
    request.at = app::wall_clock();
    const auto done = app::merge_findings(*store, request);
    if (!done) return fail_with(context, done.error());
    print(fmt::format("{} 并入 {}\n", request.finding, request.into));
}

}  // namespace

void add_review(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    app::ReviewRequest& request = options->request;
    CLI::App* command = app.add_subcommand("review", "人工复核：列出、确认、驳回问题");
    command->require_subcommand(1);
    const auto common = [&](CLI::App* sub, const char* rule_help) {
        sub->add_option("--campaign", request.campaign)->required();
        sub->add_option("--rule", request.rules, rule_help);
    };
    CLI::App* list = command->add_subcommand("list", "列出问题");
    common(list, "only these rules");
    list->add_flag("--open", options->only_open, "only what waits for a decision");
    list->add_flag("--group", options->grouped,
                   "show a fault of a template that sites of one platform share once");
    list->add_option("--format", options->format, "text or json (one document on stdout)")
        ->check(CLI::IsMember({"text", "json"}));
    list->callback([options, &context] { list_findings(*options, context); });
    const auto decision = [&](const char* name, const char* what, FindingState state) {
        CLI::App* sub = command->add_subcommand(name, what);
        common(
            sub,
            "with --all: only these rules; with ids: refused unless every one is of these rules");
        sub->add_option("FINDING", request.findings,
                        "ids of findings, or their first eight or more characters");
        sub->add_flag("--all", request.all, "every candidate");
        sub->add_option("--by", request.by, "who decides")->required();
        sub->add_option("--reason", request.reason,
                        state == FindingState::dismissed ? "why; needed" : "why");
        sub->callback([options, state, &context] { decide(options->request, state, context); });
    };
    decision("confirm", "确认问题；同一人再次确认不改变什么", FindingState::confirmed);
    decision("dismiss", "驳回问题（须写理由）", FindingState::dismissed);
    const auto merging = std::make_shared<app::MergeRequest>();
    CLI::App* sub =
        command->add_subcommand("merge", "同一对象的同一问题：并入保留的那一个，不再计分");
    sub->add_option("--campaign", merging->campaign)->required();
    sub->add_option("FINDING", merging->finding, "id that points to the other")->required();
    sub->add_option("--into", merging->into, "id that stands")->required();
    sub->add_option("--by", merging->by, "who decides")->required();
    sub->callback([merging, &context] { merge(*merging, context); });
}

}  // namespace mingcha::cli
