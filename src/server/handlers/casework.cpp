// The draft round, objections and mending.
#include <algorithm>

#include "server/logged_change.h"
#include "server/routes.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

// What is within the reach of whoever asks. Errors: the store's.
Result<std::vector<app::CaseRow>> seen_rows(Call& call, const app::CampaignView& view) {
    auto rows = app::case_rows(call->store, call.path.front(), date_of(call.now()));
    if (!rows) return rows;
    std::erase_if(*rows, [&](const app::CaseRow& row) {
        return !covers(call.reach, view, row.finding.target);
    });
    return rows;
}

httpd::Response round_answer(Call& call, const app::CampaignView& view) {
    const auto round = app::draft_round(call->store, call.path.front());
    if (!round) return broken(round.error());
    const auto rows = seen_rows(call, view);
    if (!rows) return broken(rows.error());
    const auto waiting = std::count_if(rows->begin(), rows->end(), [](const app::CaseRow& row) {
        return row.standing.objection == workflow::ObjectionState::open;
    });
    return json(200, dumped(round_json(*round, waiting, call.now())));
}

// "2031-11-12T09:00:00+08:00"; now where absent.
Result<Instant> time_field(const Json& body, Instant now) {
    const auto text = text_field(body, "at", false);
    if (!text) return Fail(text.error());
    if (text->empty()) return now;
    return parse_instant(*text);
}

httpd::Response take(Call& call, const Json& body, std::initializer_list<CaseEvent> possible) {
    Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto found = seen.view->finding_by_id.find(call.path[1]);
    if (found == seen.view->finding_by_id.end() ||
        !covers(call.reach, *seen.view, seen.view->findings[found->second])) {
        return not_found("没有这个问题");
    }
    app::StepRequest request;
    request.campaign = call.path[0];
    request.finding = call.path[1];
    request.step.logged_at = call.now();
    request.step.by = call.actor.who;
    std::string event, due;
    for (const auto& [name, field, needed] : {std::tuple{"event", &event, true},
                                              {"text", &request.step.text, false},
                                              {"on_behalf", &request.step.on_behalf, false},
                                              {"channel", &request.step.channel, false},
                                              {"due", &due, false}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = parse_case_event(event);
    if (!parsed || std::find(possible.begin(), possible.end(), *parsed) == possible.end()) {
        return refused({"event", "这里不能" + event, "见 schemas/openapi.yaml"});
    }
    request.step.event = *parsed;
    const auto at = time_field(body, call.now());
    if (!at) return refused(at.error());
    request.step.at = *at;
    if (!due.empty()) {
        const auto day = parse_date(due);
        if (!day) return refused(day.error());
        request.step.due = *day;
    }
    if (auto proof = take_proof(body, request); !proof) return refused(proof.error());
    return logged_change(
        call, [&] { return app::take_step(call->store, call->options.data_dir, request); },
        [&](const CaseStep&) {
            return LogEntry{"case." + std::string(to_string(*parsed)),
                            call.path[0] + "/" + call.path[1], request.step.text};
        },
        [&](const CaseStep&) {
            const auto rows = seen_rows(call, *seen.view);
            if (!rows) return broken(rows.error());
            for (const app::CaseRow& row : *rows) {
                if (row.finding.id == call.path[1]) {
                    return json(200, dumped(case_json(*seen.view, row)));
                }
            }
            return not_found("没有这个问题");
        });
}

}  // namespace

httpd::Response get_draft_round(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    return round_answer(call, *seen.view);
}

httpd::Response put_draft_round(Call& call) {
    const auto body = object_body(call, {"until"});
    if (!body) return refused(body.error());
    const auto text = text_field(*body, "until", true);
    if (!text) return refused(text.error());
    const auto until = parse_date(*text);
    if (!until) return refused(until.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    return logged_change(
        call,
        [&] {
            return app::open_round(call->store, call.path.front(), *until, call.actor.who,
                                   call.now());
        },
        [&](const DraftRound&) {
            return LogEntry{"round.open", call.path.front(), "至 " + *text};
        },
        [&](const DraftRound&) { return round_answer(call, *seen.view); });
}

httpd::Response end_draft_round(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    return logged_change(
        call,
        [&] {
            return app::finish_round(call->store, call.path.front(), call.actor.who, call.now());
        },
        [&](const DraftRound&) {
            return LogEntry{"round.finish", call.path.front(), {}};
        },
        [&](const DraftRound&) { return round_answer(call, *seen.view); });
}

httpd::Response list_cases(Call& call) {
    const auto paged = paging(call.query);
    if (!paged) return refused(paged.error());
    const auto only_open = call.query.flag("open");
    if (!only_open) return refused(only_open.error());
    const std::string_view kind = call.query.text("kind");
    if (kind != "objections" && kind != "mending") {
        return refused({"kind", "应为 objections 或 mending", ""});
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    auto rows = seen_rows(call, *seen.view);
    if (!rows) return broken(rows.error());
    const bool objections = kind == "objections";
    std::erase_if(*rows, [&](const app::CaseRow& row) {
        if (call.query.has("unit") && row.unit != call.query.text("unit")) return true;
        if (call.query.has("target") && row.finding.target != call.query.text("target"))
            return true;
        return objections ? row.standing.objection == workflow::ObjectionState::none
                          : row.finding.state != FindingState::confirmed;
    });
    const Json counts = mend_counts_json(*rows);
    if (*only_open) {
        std::erase_if(*rows, [&](const app::CaseRow& row) {
            return objections ? row.standing.objection != workflow::ObjectionState::open
                              : row.urgency == workflow::Urgency::done;
        });
    }
    Json items = Json::array();
    for (std::size_t i = paged->first(); i < rows->size() && items.size() < paged->count(); ++i) {
        items.push_back(case_json(*seen.view, (*rows)[i]));
    }
    return json(200, dumped({{"items", items},
                             {"page", paged->page},
                             {"size", paged->size},
                             {"total", rows->size()},
                             {"counts", counts}}));
}

httpd::Response post_unit_step(Call& call) {
    const auto body = object_body(call, {"event", "text", "on_behalf", "channel", "at", "proof"});
    if (!body) return refused(body.error());
    return take(call, *body, {CaseEvent::objected, CaseEvent::withdrawn, CaseEvent::replied});
}

httpd::Response post_office_step(Call& call) {
    const auto body = object_body(call, {"event", "text", "due", "proof"});
    if (!body) return refused(body.error());
    return take(call, *body,
                {CaseEvent::accepted, CaseEvent::rejected, CaseEvent::mended, CaseEvent::returned,
                 CaseEvent::extended});
}

}  // namespace mingcha::server
