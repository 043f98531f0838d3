// mingcha audit: who did what, and whether the log is as it was written.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/audit_log.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/output.h"

namespace mingcha::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    app::AuditQuery query;
    std::string head;
    std::string format = "table";
};

void list(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto page = app::audit_page(*store, options.query);
    if (!page) return fail_with(context, page.error());
    std::string lines;
    Json rows = Json::array();
    for (const people::AuditEntry& entry : page->entries) {
        lines += fmt::format("{:>6}  {}  {}  {}  {}  {}  {}  {}\n", entry.seq,
                             format_instant(entry.at), entry.who, entry.from, entry.action,
                             entry.object, people::to_string(entry.result), entry.detail);
        rows.push_back({{"seq", entry.seq},
                        {"at", format_instant(entry.at)},
                        {"who", entry.who},
                        {"from", entry.from},
                        {"action", entry.action},
                        {"object", entry.object},
                        {"result", people::to_string(entry.result)},
                        {"detail", entry.detail},
                        {"previous", entry.previous},
                        {"hash", entry.hash}});
    }
    print(options.format == "json" ? Json{{"total", page->total}, {"entries", rows}}.dump(2) + "\n"
                                   : lines);
}

void verify(const Options& options, Context& context) {
    const auto store = open_store_to_look(context);
    if (!store) return;
    const auto verified = app::verify_audit_log(*store, options.head);
    if (!verified) return fail_with(context, verified.error());
    Json faults = Json::array();
    std::string lines;
    for (const people::ChainFault& fault : verified->faults) {
        faults.push_back({{"seq", fault.seq}, {"what", fault.what}});
        lines += fault.what + "\n";
    }
    lines += fmt::format("{} 条，{}；末条校验值 {}\n", verified->entries,
                         verified->faults.empty() ? "完整" : "不完整",
                         verified->head.empty() ? "无" : verified->head);
    if (options.format == "json") {
        lines = Json{{"sound", verified->faults.empty()},
                     {"entries", verified->entries},
                     {"head", verified->head},
                     {"faults", faults}}
                    .dump(2) +
                "\n";
    }
    print(lines);
    if (!verified->faults.empty()) context.status = kFailed;
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("audit", "审计日志：谁做了什么，日志是否完整");
    command->require_subcommand(1);
    CLI::App* listing = command->add_subcommand("list", "列出，最近的在前");
    listing->add_option("--who", options->query.who);
    listing->add_option("--action", options->query.action);
    listing->add_option("--limit", options->query.limit)->check(CLI::Range(1, 100'000));
    CLI::App* verifying =
        command->add_subcommand("verify", "重新计算校验链；有缺失、改动或移位时退出状态为 1");
    verifying->add_option("--head", options->head, "hash of a last entry that was written down");
    for (CLI::App* sub : {listing, verifying}) {
        sub->add_option("--format", options->format)->check(CLI::IsMember({"table", "json"}));
    }
    listing->callback([options, &context] { list(*options, context); });
    verifying->callback([options, &context] { verify(*options, context); });
}

}  // namespace mingcha::cli
