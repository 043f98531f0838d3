// The question ledger: what was asked where, what came back, how much time is left.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/proof_file.h"
#include "app/rulesets.h"
#include "base/text.h"
#include "intake/write_csv.h"
#include "office/xlsx_write.h"
#include "server/body_fields.h"
#include "server/ledger_json.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxFaults = 1'000;
constexpr int kColumnWidth = 12;

// The ledger of the sites that the person may look at, as of the day that the query names.
Result<app::Ledger> ledger_of(Call& call, const app::CampaignView& view,
                              const people::Reach& reach) {
    std::optional<Date> on;
    if (call.query.has("on")) {
        const auto day = parse_date(call.query.text("on"));
        if (!day) return fail("on", day.error().what, day.error().hint);
        on = *day;
    }
    auto ledger = app::read_ledger(
        call->store, view.base->material.ruleset, view.result.campaign.id, on, call.now(),
        [&](const Site& site) { return reach.covers(site, view.base->units); });
    if (!ledger) return ledger;
    ledger->rows.insert(ledger->rows.end(), ledger->imported.begin(), ledger->imported.end());
    return ledger;
}

// Whoever writes steps down looks answers up, and needs receipt number and query code for that.
bool sees_private(const Call& call, const app::CampaignView& view, const std::string& site) {
    return covers(people::reach_of(*call.person, people::Action::write_worksheets,
                                   call.directory->offices, call.separate()),
                  view, site);
}

const app::LedgerRow* row_of(const app::Ledger& ledger, const std::string& site) {
    for (const app::LedgerRow& row : ledger.rows) {
        if (row.question.site_code == site) return &row;
    }
    return nullptr;
}

httpd::Response no_question() {
    return not_found("台账里没有这个网站的问题", "先排题，或刷新列表");
}

httpd::Response detail_answer(Call& call, const app::CampaignView& view) {
    const auto ledger = ledger_of(call, view, call.reach);
    if (!ledger) return refused(ledger.error());
    const app::LedgerRow* row = row_of(*ledger, call.path[1]);
    if (row == nullptr) return no_question();
    return json(200, dumped(question_detail_json(*row, sees_private(call, view, call.path[1]))));
}

Json counts_json(const app::Ledger& ledger) {
    std::map<ledger::Standing, std::int64_t> counts;
    for (const app::LedgerRow& row : ledger.rows) ++counts[row.time.standing];
    Json out = Json::object();
    for (const auto standing :
         {ledger::Standing::planned, ledger::Standing::not_sent, ledger::Standing::not_due,
          ledger::Standing::late, ledger::Standing::to_judge, ledger::Standing::answered,
          ledger::Standing::unknown}) {
        out[std::string(to_string(standing))] = counts[standing];
    }
    return out;
}

// The fields that a step of this kind has; nobody's fields are taken in silence.
Result<bool> fill_step(const Json& body, QuestionEvent& step) {
    for (const auto& [name, field] : {std::pair{"channel", &step.channel},
                                      {"receipt_no", &step.receipt_no},
                                      {"query_code", &step.query_code},
                                      {"asker", &step.asker},
                                      {"url", &step.url},
                                      {"excerpt", &step.excerpt},
                                      {"note", &step.note}}) {
        const auto text = text_field(body, name, false);
        if (!text) return Fail(text.error());
        *field = std::string(trim(*text));
    }
    if (step.step == QuestionStep::not_sent) {
        const auto reason = text_field(body, "reason", true);
        if (!reason) return Fail(reason.error());
        const auto parsed = parse_not_sent(*reason);
        if (!parsed) {
            return fail(
                "reason", "没有这种原因",
                "form_broken、no_channel（网站原因），real_name、captcha、other（本方原因）");
        }
        step.reason = *parsed;
    }
    if (step.step == QuestionStep::judged) {
        if (!body.contains("effective") || !body["effective"].is_boolean()) {
            return fail("effective", "应为 true 或 false");
        }
        step.effective = body["effective"].get<bool>();
    }
    return true;
}

Result<QuestionEvent> step_of(Call& call, const Json& body) {
    QuestionEvent step;
    step.site_code = call.path[1];
    step.by = call.actor.who;
    step.logged_at = call.now();
    const auto kind = text_field(body, "step", true);
    if (!kind) return Fail(kind.error());
    const auto parsed = parse_question_step(*kind);
    if (!parsed || *parsed == QuestionStep::planned) {
        return fail("step", "应为 asked、not_sent、replied 或 judged");
    }
    step.step = *parsed;
    const auto at = time_in(body, "at");
    if (!at) return Fail(at.error());
    step.at = at->value_or(call.now());
    if (const auto filled = fill_step(body, step); !filled) return Fail(filled.error());
    const auto proof = file_in(body, "proof");
    if (!proof) return Fail(proof.error());
    if (step.step == QuestionStep::replied && step.url.empty() && !*proof) {
        return fail("url", "没有凭证", "写答复网址，或附截图");
    }
    if (*proof) {
        const auto kept = app::keep_proof(call->options.data_dir, (*proof)->name, (*proof)->bytes);
        if (!kept) return Fail(kept.error());
        step.proof = *kept;
    }
    return step;
}

std::string_view word_of(app::FoundState state) {
    switch (state) {
        case app::FoundState::recorded:
            return "recorded";
        case app::FoundState::known:
            return "known";
        case app::FoundState::undated:
            return "undated";
        case app::FoundState::several:
            return "several";
        case app::FoundState::open:
            return "open";
        case app::FoundState::absent:
            return "absent";
        case app::FoundState::unread:
            break;
    }
    return "unread";
}

Json found_json(const app::FoundAnswer& found) {
    Json letters = Json::array();
    for (const app::FoundAnswer::Letter& letter : found.letters) {
        letters.push_back({{"title", letter.title},
                           {"url", letter.url},
                           {"replied", day_or_null(letter.replied)},
                           {"reply", letter.reply}});
    }
    return {{"site_code", found.site_code},
            {"title", found.title},
            {"state", word_of(found.state)},
            {"why", text_or_null(found.why)},
            {"letters", letters}};
}

}  // namespace

httpd::Response list_questions(Call& call) {
    const auto paged = paging(call.query);
    if (!paged) return refused(paged.error());
    std::optional<ledger::Standing> only;
    if (call.query.has("standing")) {
        only = ledger::parse_standing(call.query.text("standing"));
        if (!only) return refused({"standing", "没有这种状态", "见 schemas/openapi.yaml"});
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    const auto ledger = ledger_of(call, *seen.view, call.reach);
    if (!ledger) return refused(ledger.error());
    const std::string q = name_key(call.query.text("q"));
    Json items = Json::array();
    std::size_t total = 0;
    for (const app::LedgerRow& row : ledger->rows) {
        if (only && row.time.standing != *only) continue;
        if (!q.empty() && name_key(row.question.site_code + "\n" + row.name + "\n" + row.unit +
                                   "\n" + row.question.title)
                                  .find(q) == std::string::npos) {
            continue;
        }
        const std::size_t at = total++;
        if (at < paged->first() || items.size() >= paged->count()) continue;
        items.push_back(question_json(row, false));
    }
    const auto today = std::count_if(
        ledger->tasks.begin(), ledger->tasks.end(),
        [](const ledger::Task& task) { return task.kind == ledger::TaskKind::turns_over; });
    return json(200, dumped({{"today", format_date(ledger->today)},
                             {"items", items},
                             {"page", paged->page},
                             {"size", paged->size},
                             {"total", total},
                             {"counts", counts_json(*ledger)},
                             {"limits_today", today},
                             {"unplanned", ledger->unplanned},
                             {"bands", bands_json(ledger->bands)},
                             {"measured", ledger->bands.measured},
                             {"not_measured", ledger->bands.not_measured}}));
}

httpd::Response get_question(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return no_question();
    const std::lock_guard lock(call->store_mutex);
    return detail_answer(call, *seen.view);
}

httpd::Response get_question_proof(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return no_question();
    const std::lock_guard lock(call->store_mutex);
    const auto ledger = ledger_of(call, *seen.view, call.reach);
    if (!ledger) return refused(ledger.error());
    const app::LedgerRow* row = row_of(*ledger, call.path[1]);
    if (row == nullptr || !row->question.answer) return no_question();
    const std::string& name = row->question.answer->proof;
    auto bytes = app::read_proof(call->options.data_dir, name);
    if (!bytes) return not_found(bytes.error().what, bytes.error().hint);
    httpd::Response out;
    out.body = std::move(*bytes);
    // Saved, never shown: it is somebody else's file.
    out.headers = {{"Content-Type", "application/octet-stream"},
                   {"Content-Disposition",
                    fmt::format("attachment; filename=\"{}\"", name.substr(name.rfind('/') + 1))},
                   {"Cache-Control", "private, no-store"}};
    return out;
}

httpd::Response post_question_plan(Call& call) {
    const auto body = object_body(call, {"again", "asker"});
    if (!body) return refused(body.error());
    const auto again = flag_in(*body, "again");
    if (!again) return refused(again.error());
    const auto asker = text_field(*body, "asker", false);
    if (!asker) return refused(asker.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    app::PlanRequest request;
    request.data_dir = call->options.data_dir;
    request.campaign = call.path.front();
    request.again = *again;
    request.by = call.actor.who;
    request.asker = *asker;
    request.now = call.now();
    return logged_change(
        call, [&] { return app::plan_questions(call->store, *sources, request); },
        [&](const app::PlanReport& report) {
            return LogEntry{"questions.plan", request.campaign,
                            fmt::format("列入 {} 个网站，种子 {}", report.planned, report.seed)};
        },
        [](const app::PlanReport& report) {
            return json(200, dumped({{"planned", report.planned},
                                     {"kept", report.kept},
                                     {"seed", std::to_string(report.seed)},
                                     {"without", report.without}}));
        });
}

httpd::Response post_question_step(Call& call) {
    const auto body =
        object_body(call, {"step", "at", "channel", "receipt_no", "query_code", "asker", "reason",
                           "url", "excerpt", "proof", "effective", "note"});
    if (!body) return refused(body.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return no_question();
    const auto step = step_of(call, *body);
    if (!step) return refused(step.error());
    return logged_change(
        call, [&] { return app::record_step(call->store, call.path[0], *step); },
        [&](const ledger::Question&) {
            return LogEntry{"questions." + std::string(to_string(step->step)),
                            call.path[0] + "/" + call.path[1],
                            format_instant(step->at) + " " + step->note};
        },
        [&](const ledger::Question&) { return detail_answer(call, *seen.view); });
}

httpd::Response post_question_search(Call& call) {
    const auto body = object_body(call, {"dry_run"});
    if (!body) return refused(body.error());
    const auto dry_run = flag_in(*body, "dry_run");
    if (!dry_run) return refused(dry_run.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    app::FindRequest request{call->options.data_dir, call.path.front(), {}, *dry_run,
                             call.actor.who,         call.now()};
    for (const auto& [code, site] : seen.view->site_by_code) {
        if (call.reach.covers(site->site, seen.view->base->units)) {
            request.only.emplace_back(code);
        }
    }
    std::sort(request.only.begin(), request.only.end());
    if (request.only.empty()) return json(200, dumped({{"items", Json::array()}}));
    return logged_change(
        call, [&] { return app::find_board_answers(call->store, *sources, request); },
        [&](const std::vector<app::FoundAnswer>& found) {
            return LogEntry{"questions.find", request.campaign,
                            fmt::format("{} 个网站", found.size())};
        },
        [](const std::vector<app::FoundAnswer>& found) {
            Json items = Json::array();
            for (const app::FoundAnswer& each : found) items.push_back(found_json(each));
            return json(200, dumped({{"items", items}}));
        });
}

httpd::Response post_question_table(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::string file =
        call.query.has("file") ? std::string(call.query.text("file")) : "questions.csv";
    const std::lock_guard lock(call->store_mutex);
    store::Transaction change(call->store);
    if (auto begun = change.begin(); !begun) return broken(begun.error());
    const auto report = app::record_table(call->store, call.path.front(), file, call.request.body,
                                          call.actor.who, call.now());
    if (!report) return refused(report.error());
    if (report->errors.empty()) {
        auto logged = app::log_action(call->store, call.actor, "questions.table",
                                      call.path.front() + " " + file, people::AuditResult::done,
                                      fmt::format("{} 步", report->steps));
        if (logged) logged = change.done();
        if (!logged) return broken(logged.error());
    }
    Json faults = Json::array();
    for (const intake::RowError& each : report->errors) {
        if (faults.size() == kMaxFaults) break;
        faults.push_back({{"line", each.line},
                          {"column", each.column},
                          {"value", each.value},
                          {"what", each.what}});
    }
    return json(200, dumped({{"taken", report->errors.empty()},
                             {"rows", report->rows},
                             {"steps", report->steps},
                             {"faults", faults},
                             {"warnings", report->warnings}}));
}

httpd::Response download_questions(Call& call) {
    const std::string& format = call.path[1];
    if (format != "csv" && format != "xlsx") {
        return not_found("没有 " + shorten(format, 20) + " 格式的台账", "csv 或 xlsx");
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    auto ledger = ledger_of(call, *seen.view, call.reach);
    if (!ledger) return refused(ledger.error());
    // What was imported as interactions is exported as such: here it would become steps.
    std::erase_if(ledger->rows,
                  [](const app::LedgerRow& row) { return row.question.steps.empty(); });
    app::LedgerTable table = app::ledger_grid(*ledger, false);
    httpd::Response out;
    if (format == "csv") {
        out.body = intake::write_csv(table.header, table.rows);
        out.headers = {{"Content-Type", "text/csv; charset=utf-8"}};
    } else {
        for (auto& row : table.rows) {
            for (std::string& cell : row) cell = intake::guarded(cell);
        }
        office::Table sheet;
        sheet.head = table.header;
        sheet.widths.assign(table.header.size(), kColumnWidth);
        sheet.rows = std::move(table.rows);
        auto bytes = office::write_xlsx({{"实时互动台账", std::move(sheet)}});
        if (!bytes) return broken(bytes.error());
        out.body = std::move(*bytes);
        out.headers = {
            {"Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    }
    out.headers.emplace_back("Content-Disposition",
                             fmt::format("attachment; filename=\"questions.{}\"", format));
    out.headers.emplace_back("Cache-Control", "private, no-store");
    return out;
}

}  // namespace mingcha::server
