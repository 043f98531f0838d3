// Work by hand: who inspects what, worksheets, the words on them.
#include <algorithm>

#include "base/text.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxNames = 100'000;
constexpr std::int64_t kMaxSeed = 1'000'000'000'000;

Result<std::vector<std::string>> names_field(const Json& body, const char* name) {
    std::vector<std::string> names;
    if (!body.contains(name)) return names;
    const Json& rows = body[name];
    if (!rows.is_array() || rows.size() > kMaxNames) return fail(name, "应为文字的列表");
    for (const Json& row : rows) {
        if (!row.is_string()) return fail(name, "每项应为文字");
        names.push_back(row.get<std::string>());
    }
    return names;
}

Result<std::int64_t> whole_field(const Json& body, const char* name, std::int64_t otherwise,
                                 std::int64_t least, std::int64_t most) {
    if (!body.contains(name)) return otherwise;
    const Json& value = body[name];
    if (!value.is_number_integer() || value.get<std::int64_t>() < least ||
        value.get<std::int64_t>() > most) {
        return fail(name, fmt::format("应为 {} 到 {} 的整数", least, most));
    }
    return value.get<std::int64_t>();
}

httpd::Response inspectors_answer(Call& call) {
    const auto people = app::inspectors(call->store);
    if (!people) return broken(people.error());
    Json items = Json::array();
    for (const Inspector& each : *people) items.push_back(inspector_json(each));
    return json(200, dumped({{"items", items}}));
}

}  // namespace

httpd::Response list_tasks(Call& call) {
    const auto paged = paging(call.query);
    if (!paged) return refused(paged.error());
    const auto only_open = call.query.flag("open");
    if (!only_open) return refused(only_open.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    auto rows = app::work_of(call->store, call->options.data_dir, call.path.front(), {});
    if (!rows) return broken(rows.error());
    std::erase_if(*rows, [&](const app::WorkRow& row) {
        return !covers(call.reach, *seen.view, row.target);
    });
    const auto unassigned = app::unassigned_targets(call->store, call.path.front());
    if (!unassigned) return broken(unassigned.error());
    const auto left = std::count_if(unassigned->begin(), unassigned->end(), [&](const auto& key) {
        return covers(call.reach, *seen.view, key);
    });
    const Json people = task_counts_json(*rows);
    std::erase_if(*rows, [&](const app::WorkRow& row) {
        const bool other =
            call.query.has("inspector") && row.inspector != call.query.text("inspector");
        return other || (*only_open && row.waiting == 0);
    });
    const auto compared = app::agreement(call->store, call.path.front());
    if (!compared) return broken(compared.error());
    Json agreement = nullptr;
    if (compared->compared > 0 && call.reach.whole()) {
        agreement = {{"compared", compared->compared}, {"same", compared->same}};
    }
    return json(200, dumped({{"items", tasks_json(*rows, *paged)},
                             {"page", paged->page},
                             {"size", paged->size},
                             {"total", rows->size()},
                             {"people", people},
                             {"unassigned", left},
                             {"agreement", agreement}}));
}

httpd::Response post_assignments(Call& call) {
    const auto body =
        object_body(call, {"what", "by_rule", "kinds", "inspectors", "seed", "percent"});
    if (!body) return refused(body.error());
    const auto what = text_field(*body, "what", true);
    const auto by_rule = text_field(*body, "by_rule", false);
    const auto kinds = text_field(*body, "kinds", false);
    for (const auto* each : {&what, &by_rule, &kinds}) {
        if (!*each) return refused(each->error());
    }
    const auto only = names_field(*body, "inspectors");
    if (!only) return refused(only.error());
    const auto seed = whole_field(*body, "seed", 0, 0, kMaxSeed);
    if (!seed) return refused(seed.error());
    const auto percent = whole_field(*body, "percent", 10, 1, 100);
    if (!percent) return refused(percent.error());
    app::ShareRequest request;
    request.data_dir = call->options.data_dir;
    request.campaign = call.path.front();
    request.only = *only;
    request.sites = *kinds != "accounts";
    request.accounts = *kinds != "sites";
    const auto by = workflow::parse_share_by(by_rule->empty() ? "county" : *by_rule);
    if (!by) return refused({"by_rule", "应为 county、kind 或 random", ""});
    request.by = *by;
    request.seed = static_cast<std::uint64_t>(*seed);
    request.planner = call.actor.who;
    request.now = call.now();
    if (*what != "share" && *what != "spot_checks") {
        return refused({"what", "应为 share 或 spot_checks", ""});
    }
    return logged_change(
        call,
        [&] {
            return *what == "share" ? app::share_work(call->store, request)
                                    : app::plan_spot_checks(call->store, request,
                                                            static_cast<std::int32_t>(*percent));
        },
        [&](const std::vector<Assignment>& plan) {
            return LogEntry{"tasks." + *what, request.campaign,
                            fmt::format("{} 个对象", plan.size())};
        },
        [](const std::vector<Assignment>& plan) {
            return json(200, dumped({{"assigned", plan.size()}}));
        });
}

httpd::Response post_move(Call& call) {
    const auto body = object_body(call, {"from", "to", "targets"});
    if (!body) return refused(body.error());
    const auto from = text_field(*body, "from", true);
    if (!from) return refused(from.error());
    const auto to = text_field(*body, "to", true);
    if (!to) return refused(to.error());
    const auto targets = names_field(*body, "targets");
    if (!targets) return refused(targets.error());
    return logged_change(
        call,
        [&] {
            return app::move_work(
                call->store, call->options.data_dir,
                {call.path.front(), *from, *to, *targets, call.actor.who, call.now()});
        },
        [&](std::int64_t moved) {
            return LogEntry{"tasks.move", call.path.front(),
                            fmt::format("{} → {}：{} 个对象", *from, *to, moved)};
        },
        [](std::int64_t moved) {
            return json(200, dumped({{"moved", moved}}));
        });
}

httpd::Response get_worksheet(Call& call) {
    const auto spot = call.query.flag("spot");
    if (!spot) return refused(spot.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return not_found("没有这个网站或账号");
    const std::lock_guard lock(call->store_mutex);
    const auto sheet =
        app::worksheet_of(call->store, {call->options.data_dir, call.path[0], call.path[1], *spot});
    if (!sheet) return not_found(sheet.error().what);
    return json(200, dumped(worksheet_json(call.path[0], *sheet, *spot)));
}

httpd::Response post_word(Call& call) {
    const auto body = object_body(
        call, {"rule", "outcome", "problem", "count", "points", "reason", "evidence_url", "spot"});
    if (!body) return refused(body.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return not_found("没有这个网站或账号");
    HandVerdict word;
    word.target = call.path[1];
    word.by = call.actor.who;
    word.at = call.now();
    std::string outcome;
    for (const auto& [name, field, needed] : {std::tuple{"rule", &word.rule, true},
                                              {"outcome", &outcome, true},
                                              {"problem", &word.problem, false},
                                              {"reason", &word.reason, false},
                                              {"evidence_url", &word.evidence_url, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = parse_hand_outcome(outcome);
    if (!parsed) return refused({"outcome", "应为 pass、fault、not_applicable 或 unable", ""});
    word.outcome = *parsed;
    const auto count = whole_field(*body, "count", 1, 1, 1'000'000);
    if (!count) return refused(count.error());
    word.count = static_cast<std::int32_t>(*count);
    if (body->contains("points")) {
        const auto points = whole_field(*body, "points", 0, 0, 1'000'000);
        if (!points) return refused(points.error());
        word.points = Points{*points};
    }
    if (body->contains("spot")) {
        if (!(*body)["spot"].is_boolean()) return refused({"spot", "应为 true 或 false", ""});
        word.spot = (*body)["spot"].get<bool>();
    }
    return logged_change(
        call,
        [&] { return app::write_word(call->store, call->options.data_dir, call.path[0], word); },
        [&](const HandVerdict& written) {
            return LogEntry{"worksheet.word",
                            call.path[0] + "/" + written.target + "/" + written.rule, outcome};
        },
        [&](const HandVerdict& written) {
            const auto sheet = app::worksheet_of(
                call->store, {call->options.data_dir, call.path[0], call.path[1], written.spot});
            if (!sheet) return broken(sheet.error());
            return json(200, dumped(worksheet_json(call.path[0], *sheet, written.spot)));
        });
}

httpd::Response list_inspectors(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    return inspectors_answer(call);
}

httpd::Response put_inspector(Call& call) {
    const auto body = object_body(call, {"unit", "divisions"});
    if (!body) return refused(body.error());
    const auto unit = text_field(*body, "unit", false);
    if (!unit) return refused(unit.error());
    const auto divisions = names_field(*body, "divisions");
    if (!divisions) return refused(divisions.error());
    const Inspector inspector{call.path.front(), *unit, join(*divisions, "|")};
    return logged_change(
        call, [&] { return app::keep_inspector(call->store, inspector); },
        [&](bool) {
            return LogEntry{"inspector.keep", inspector.name, inspector.divisions};
        },
        [&](bool) { return inspectors_answer(call); });
}

}  // namespace mingcha::server
