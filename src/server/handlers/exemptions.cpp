// Exemptions that units file, and the dated demands of a circular.
#include <algorithm>

#include "app/demands.h"
#include "app/exemption_filings.h"
#include "server/logged_change.h"
#include "server/notify_json.h"
#include "server/routes.h"
#include "server/view_json.h"
#include "store/rows.h"

namespace mingcha::server {

using people::Action;

namespace {

// Of the registry, what the person's roles for `action` reach.
class Within {
public:
    static Result<Within> load(Call& call) {
        Within within;
        if (const auto read = store::load_into(call->store, {}, within.units_); !read) {
            return Fail(read.error());
        }
        return within;
    }
    bool covers(const people::Reach& reach, const Site& site) const {
        return reach.covers(site, UnitIndex(units_));
    }

private:
    std::vector<Unit> units_;
};

// Nobody decides on their own unit's site (回避).
bool is_own(const Call& call, const Within& within, const Site& site) {
    const people::Office* office = call.directory->offices.find(call.person->office);
    if (office == nullptr || office->kind != people::OfficeKind::unit) return false;
    people::Reach own;
    own.add(*office);
    return within.covers(own, site);
}

bool may_decide(const Call& call, const Within& within, const app::FilingRow& row) {
    const people::Reach reach = people::reach_of(*call.person, Action::decide_findings,
                                                 call.directory->offices, call.separate());
    return row.filing.state == workflow::FilingState::filed &&
           row.filing.filed_by != call.person->id && within.covers(reach, row.site) &&
           !is_own(call, within, row.site);
}

Result<std::optional<app::FilingRow>> seen_filing(Call& call, const Within& within,
                                                  std::string_view id) {
    const auto rows = app::exemption_filings(call->store);
    if (!rows) return Fail(rows.error());
    for (const app::FilingRow& row : *rows) {
        if (row.filing.id == id && within.covers(call.reach, row.site)) return std::optional(row);
    }
    return std::optional<app::FilingRow>();
}

httpd::Response filing_answer(Call& call, int status, const workflow::Filing& filing) {
    const auto within = Within::load(call);
    if (!within) return broken(within.error());
    const auto row = seen_filing(call, *within, filing.id);
    if (!row) return broken(row.error());
    if (!*row) return not_found("没有这个豁免申请");
    return json(status, dumped(filing_json(**row, may_decide(call, *within, **row))));
}

Result<workflow::Filing> asked_filing(const Json& body) {
    workflow::Filing filing;
    std::string kind, from, to;
    for (const auto& [name, field, needed] : {std::tuple{"kind", &kind, true},
                                              {"site_code", &filing.site_code, true},
                                              {"column", &filing.column, false},
                                              {"from", &from, true},
                                              {"to", &to, true},
                                              {"reason", &filing.reason, true}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return Fail(text.error());
        *field = *text;
    }
    const auto parsed = workflow::parse_filing_kind(kind);
    if (!parsed) return fail("kind", "应为 no_news 或 downtime");
    filing.kind = *parsed;
    const auto begin = parse_instant(from);
    if (!begin) return Fail(begin.error());
    filing.from = *begin;
    // A day alone as an end means the whole of it.
    if (const auto day = parse_date(to); day) {
        filing.to = end_of(*day);
        return filing;
    }
    const auto end = parse_instant(to);
    if (!end) return Fail(end.error());
    filing.to = *end;
    return filing;
}

// What is over its limit already stays at fault.
std::optional<httpd::Response> against(Call& call, const std::vector<Campaign>& campaigns,
                                       const workflow::Filing& filing) {
    for (const Campaign& campaign : campaigns) {
        if (!app::counts_later(campaign, call.now())) continue;
        const auto view = call->views.get(campaign.id);
        if (!view) continue;  // it was not inspected: nothing was found
        if (!*view) return not_ready();
        const audit::Deadline* over = app::over_already(
            filing, (*view)->base->of(filing.site_code).deadlines, date_of(call.now()));
        if (over != nullptr) return refused(app::over_error(filing, *over));
    }
    return std::nullopt;
}

httpd::Response demands_answer(Call& call, const app::CampaignView& view) {
    const UnitsWithin units = units_within(call.reach, view);
    const auto list = app::demands_of(call->store, call.path.front(), date_of(call.now()));
    if (!list) return broken(list.error());
    Json items = Json::array();
    for (const app::DemandList::Row& row : list->rows) {
        Json one = demand_json(row, list->today, [&](const std::string& unit) {
            return units.whole || units.names.contains(unit);
        });
        if (!one.is_null()) items.push_back(std::move(one));
    }
    return json(200, dumped({{"today", format_date(list->today)}, {"items", items}}));
}

httpd::Response take_step(Call& call, const Json& body,
                          std::initializer_list<DemandAction> possible) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    DemandStep step;
    step.demand = call.path[1];
    step.by = call.actor.who;
    step.logged_at = call.now();
    step.on = date_of(call.now());
    std::string action, unit, on;
    for (const auto& [name, field, needed] : {std::tuple{"action", &action, true},
                                              {"unit", &unit, true},
                                              {"proof", &step.proof, false},
                                              {"note", &step.note, false},
                                              {"on", &on, false}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = parse_demand_action(action);
    if (!parsed || std::find(possible.begin(), possible.end(), *parsed) == possible.end()) {
        return refused({"action", "这里不能" + action, "见 schemas/openapi.yaml"});
    }
    step.action = *parsed;
    if (!on.empty()) {
        const auto day = parse_date(on);
        if (!day) return refused(day.error());
        step.on = *day;
    }
    const UnitsWithin units = units_within(call.reach, *seen.view);
    if (!units.whole && !units.names.contains(unit)) return not_found("没有这项要求");
    return logged_change(
        call, [&] { return app::take_demand_steps(call->store, step, {unit}); },
        [&](const std::vector<DemandStep>&) {
            return LogEntry{"demand." + std::string(to_string(*parsed)), step.demand + "/" + unit,
                            step.proof + step.note};
        },
        [&](const std::vector<DemandStep>&) { return demands_answer(call, *seen.view); });
}

}  // namespace

httpd::Response list_exemptions(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto within = Within::load(call);
    if (!within) return broken(within.error());
    const auto rows = app::exemption_filings(call->store);
    if (!rows) return broken(rows.error());
    Json items = Json::array();
    std::int64_t waiting = 0;
    for (const app::FilingRow& row : *rows) {
        if (!within->covers(call.reach, row.site)) continue;
        if (call.query.has("site") && row.site.site_code != call.query.text("site")) continue;
        waiting += row.filing.state == workflow::FilingState::filed ? 1 : 0;
        items.push_back(filing_json(row, may_decide(call, *within, row)));
    }
    return json(200, dumped({{"items", items}, {"waiting", waiting}}));
}

httpd::Response post_exemption(Call& call) {
    const auto body = object_body(call, {"kind", "site_code", "column", "from", "to", "reason"});
    if (!body) return refused(body.error());
    auto filing = asked_filing(*body);
    if (!filing) return refused(filing.error());
    filing->filed_by = call.actor.who;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto within = Within::load(call);
        if (!within) return broken(within.error());
        const auto sites = store::load<Site>(call->store);
        if (!sites) return broken(sites.error());
        if (std::none_of(sites->begin(), sites->end(), [&](const Site& each) {
                return each.site_code == filing->site_code && within->covers(call.reach, each);
            })) {
            return not_found("没有这个网站");
        }
    }
    return logged_change(
        call, [&] { return app::file_exemption(call->store, *filing, call.now()); },
        [&](const workflow::Filing& done) {
            return LogEntry{"exemption.file", done.id,
                            done.site_code + " " + done.column + " " + done.reason};
        },
        [&](const workflow::Filing& done) { return filing_answer(call, 201, done); });
}

httpd::Response post_exemption_decision(Call& call) {
    const auto body = object_body(call, {"grant", "reason"});
    if (!body) return refused(body.error());
    if (!body->contains("grant") || !(*body)["grant"].is_boolean()) {
        return refused({"grant", "应为 true 或 false", ""});
    }
    const bool grant = (*body)["grant"].get<bool>();
    const auto reason = text_field(*body, "reason", false);
    if (!reason) return refused(reason.error());
    std::vector<Campaign> campaigns;
    workflow::Filing filing;
    {
        const std::lock_guard lock(call->store_mutex);
        const auto within = Within::load(call);
        if (!within) return broken(within.error());
        if (const auto read = store::load_into(call->store, {}, campaigns); !read) {
            return broken(read.error());
        }
        const auto row = seen_filing(call, *within, call.path.front());
        if (!row) return broken(row.error());
        if (!*row) return not_found("没有这个豁免申请");
        if (is_own(call, *within, (*row)->site)) {
            return forbidden("这是您本单位的网站", "由上级单位的复核员决定");
        }
        filing = (*row)->filing;
    }
    if (grant) {
        if (auto no = against(call, campaigns, filing)) return std::move(*no);
    }
    return logged_change(
        call,
        [&] {
            return app::decide_exemption(call->store, call.path.front(), grant, call.actor.who,
                                         *reason, call.now());
        },
        [&](const workflow::Filing& done) {
            return LogEntry{grant ? "exemption.grant" : "exemption.refuse", done.id, *reason};
        },
        [&](const workflow::Filing& done) { return filing_answer(call, 200, done); });
}

httpd::Response list_demands(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::lock_guard lock(call->store_mutex);
    return demands_answer(call, *seen.view);
}

httpd::Response post_demand_unit_step(Call& call) {
    const auto body = object_body(call, {"action", "unit", "on", "proof", "note"});
    if (!body) return refused(body.error());
    return take_step(call, *body, {DemandAction::done});
}

httpd::Response post_demand_office_step(Call& call) {
    const auto body = object_body(call, {"action", "unit", "on", "note"});
    if (!body) return refused(body.error());
    return take_step(call, *body, {DemandAction::excused, DemandAction::reopened});
}

}  // namespace mingcha::server
