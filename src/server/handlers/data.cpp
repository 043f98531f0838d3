// Files that come in, the rules, the audit log.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/importing.h"
#include "app/rulesets.h"
#include "base/digest.h"
#include "base/text.h"
#include "report/explain.h"
#include "report/rule_pages.h"
#include "ruleset/load.h"
#include "server/measured.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxFaultsShown = 1'000;
constexpr std::size_t kMaxFileName = 200;
constexpr std::array<std::string_view, 11> kImportKinds = {
    "units",   "divisions", "sites",    "accounts",     "posts",     "probes",
    "reposts", "messages",  "findings", "interactions", "exemptions"};

Json import_json(const app::ImportRequest& request, const app::ImportReport& report) {
    Json faults = Json::array();
    for (const intake::RowError& each : report.errors) {
        if (faults.size() == kMaxFaultsShown) break;
        faults.push_back({{"line", each.line},
                          {"column", each.column},
                          {"value", each.value},
                          {"what", each.what}});
    }
    return {{"kind", request.kind},       {"file", request.file},      {"dry_run", request.dry_run},
            {"taken", report.taken},      {"added", report.added},     {"changed", report.changed},
            {"same", report.same},        {"gone", report.gone_count}, {"refused", report.refused},
            {"changes", report.changes},  {"gone_rows", report.gone},  {"faults", faults},
            {"warnings", report.warnings}};
}

Result<app::ImportRequest> import_request(const Call& call) {
    app::ImportRequest request;
    request.kind = call.path.front();
    request.file = std::string(call.query.text("file"));
    if (request.file.empty()) request.file = request.kind;
    if (request.file.size() > kMaxFileName) return fail("file", "文件名太长");
    request.bytes = call.request.body;
    request.campaign = std::string(call.query.text("campaign"));
    const auto dry_run = call.query.flag("dry_run");
    if (!dry_run) return Fail(dry_run.error());
    const auto partial = call.query.flag("partial");
    if (!partial) return Fail(partial.error());
    request.dry_run = *dry_run;
    request.partial = *partial;
    request.today = date_of(call.now());
    request.now = call.now();
    // The wrong rows are in the answer; the browser keeps them for whoever mends them.
    if (request.partial)
        request.keep_refused = [](const std::string&) { return Result<bool>(true); };
    return request;
}

Json measured_json(const report::MeasuredRules& all, const std::string& rule) {
    const auto found = all.find(rule);
    if (found == all.end()) return nullptr;
    const report::MeasuredRule& one = found->second;
    const auto share = [](std::int64_t part, std::int64_t whole) {
        return whole > 0 ? points_json(percent(part, whole)) : Json(nullptr);
    };
    return {{"found", one.found},
            {"missed", one.missed},
            {"false_alarms", one.false_alarms},
            {"near_misses", one.near_misses_measured},
            {"precision", share(one.found, one.found + one.false_alarms)},
            {"recall", share(one.found, one.found + one.missed)}};
}

Json rule_json(const report::MeasuredRules& measured, const Rule& rule) {
    return {{"id", rule.id},
            {"title", rule.title},
            {"group", rule.group},
            {"part", to_string(rule.part)},
            {"clause", report::cited_clause(rule)},
            {"source", rule.source},
            {"confidence", to_string(rule.confidence)},
            {"detection", to_string(rule.detection)},
            {"scope", to_string(rule.scope)},
            {"stage", rule.stage == RuleStage::sandbox ? "sandbox" : "active"},
            {"veto", rule.is_veto()},
            {"points", points_json(rule.points_each)},
            {"cap", points_json(rule.cap)},
            {"guidance", rule.guidance},
            {"measured", measured_json(measured, rule.id)}};
}

// The rows and their entry in the log stand or fall together.
Result<app::ImportReport> imported(const Call& call, store::Store& store,
                                   const ruleset::Sources& sources,
                                   const app::ImportRequest& request) {
    store::Transaction change(store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    Result<app::ImportReport> done = app::import_rows(store, sources, request);
    if (!done || !done->taken) return done;
    auto logged = app::log_action(
        store, call.actor, "import", request.kind + " " + request.file, people::AuditResult::done,
        fmt::format("新增 {}，变更 {}，未变 {}，拒收 {}", done->added, done->changed, done->same,
                    done->refused));
    if (logged) logged = change.done();
    if (!logged) return Fail(logged.error());
    return done;
}

}  // namespace

httpd::Response post_import(Call& call) {
    const auto request = import_request(call);
    if (!request) return refused(request.error());
    if (std::find(kImportKinds.begin(), kImportKinds.end(), request->kind) == kImportKinds.end()) {
        return not_found("没有名为 " + shorten(request->kind, 40) + " 的导入",
                         "见 schemas/openapi.yaml");
    }
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    // A connection of its own: a large table is not waited for by whoever only looks.
    const auto store = call->options.open_store();
    if (!store) return broken(store.error());
    const Result<app::ImportReport> report = imported(call, **store, *sources, *request);
    if (!report) return refused(report.error());
    if (report->taken) call->views.look();
    return json(200, dumped(import_json(*request, *report)));
}

httpd::Response list_rules(Call& call) {
    std::string id(call.query.text("ruleset"));
    if (id.empty()) id = "luan-2021";
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    const auto ruleset = ruleset::load_or_fail(id, *sources);
    if (!ruleset)
        return not_found("没有名为 " + shorten(id, 40) + " 的规则集", ruleset.error().hint);
    const auto measured = report::read_measured(measured_csv());
    if (!measured) return broken(measured.error());
    Json items = Json::array();
    for (const Rule& rule : ruleset->rules) items.push_back(rule_json(*measured, rule));
    const std::string body =
        dumped({{"ruleset", ruleset->id}, {"title", ruleset->title}, {"items", items}});
    const std::string revision = std::to_string(fnv1a(body));
    if (auto same = known_answer(call, revision)) return std::move(*same);
    return cached_json(call, revision, body);
}

httpd::Response list_audit_log(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const app::AuditQuery query{std::string(call.query.text("who")),
                                std::string(call.query.text("action")),
                                static_cast<std::int64_t>(asked->first()), asked->size};
    const auto page = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::audit_page(call->store, query);
    }();
    if (!page) return broken(page.error());
    Json items = Json::array();
    for (const people::AuditEntry& entry : page->entries) {
        items.push_back({{"seq", entry.seq},
                         {"at", format_instant(entry.at)},
                         {"who", entry.who},
                         {"from", entry.from},
                         {"action", entry.action},
                         {"object", entry.object},
                         {"result", to_string(entry.result)},
                         {"detail", entry.detail},
                         {"previous", entry.previous},
                         {"hash", entry.hash}});
    }
    return json(200, dumped({{"items", items},
                             {"page", asked->page},
                             {"size", asked->size},
                             {"total", page->total}}));
}

httpd::Response verify_audit_log(Call& call) {
    const auto verified = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::verify_audit_log(call->store, "");
    }();
    if (!verified) return broken(verified.error());
    Json faults = Json::array();
    for (const people::ChainFault& each : verified->faults) {
        faults.push_back({{"seq", each.seq}, {"what", each.what}});
    }
    return json(200, dumped({{"sound", faults.empty()},
                             {"entries", verified->entries},
                             {"head", verified->head},
                             {"faults", faults},
                             {"verified_at", format_instant(call.now())}}));
}

}  // namespace mingcha::server
