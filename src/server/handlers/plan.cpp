// The campaign planner: campaigns made, set, fixed in whom they are about, and closed.
#include <algorithm>

#include "app/campaign_plan.h"
#include "app/inspection_desk.h"
#include "app/population.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

constexpr std::int64_t kMaxSeed = 1'000'000'000'000;
constexpr std::size_t kMaxListed = 10'000;

// What a field of a campaign is typed into.
std::string_view kind_of_field(const std::string& key) {
    constexpr std::array kDays{"issue_date", "rectify_by", "report_due", "accounts_sampled_to",
                               "print_date"};
    constexpr std::array kRates{"site_pass_rate", "account_pass_rate", "previous_site_rate",
                                "previous_account_rate"};
    constexpr std::array kLong{"recipients",     "achievements", "problems", "problems_more",
                               "accountability", "demands",      "closing",  "top_100"};
    const auto among = [&key](const auto& names) {
        return std::find(names.begin(), names.end(), key) != names.end();
    };
    if (among(kDays)) return "day";
    if (among(kRates)) return "rate";
    if (among(kLong)) return "long";
    if (key == "report_year") return "year";
    if (key == "monitor") return "switch";
    return "text";
}

Json range_json(const DateRange& range) {
    return {{"from", format_date(range.from)}, {"to", format_date(range.to)}};
}

Json counts_json(const lifecycle::CountTable& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        rows.push_back({{"division", row.division}, {"counts", row.counts}, {"total", row.total}});
    }
    return {{"columns", table.columns},
            {"rows", rows},
            {"totals", table.totals},
            {"total", table.total}};
}

Json windows_json(const Campaign& campaign, const WorkdayCalendar& calendar) {
    Json windows = Json::array();
    const auto all = app::windows_of(campaign, calendar);
    for (const app::PlanWindow& each : all) {
        windows.push_back({{"kind", app::to_string(each.kind)},
                           {"from", format_date(each.range.from)},
                           {"to", format_date(each.range.to)},
                           {"days", each.days},
                           {"workdays", each.workdays ? Json(*each.workdays) : Json(nullptr)}});
    }
    Json days = Json::array();
    for (const app::PlanDay& each : app::days_of(all, calendar)) {
        days.push_back({{"day", format_date(each.day)},
                        {"works", each.works ? Json(*each.works) : Json(nullptr)},
                        {"name", each.name}});
    }
    return {{"windows", windows}, {"days", days}};
}

Json fields_json(const Campaign& campaign) {
    Json fields = Json::array();
    for (const auto& [key, meaning] : app::campaign_keys()) {
        fields.push_back({{"key", key},
                          {"kind", kind_of_field(key)},
                          {"meaning", meaning},
                          {"value", app::campaign_field(campaign, key)}});
    }
    return fields;
}

Json population_json(const app::Frozen& frozen, bool stands) {
    Json freeze = nullptr;
    if (stands) {
        freeze = {{"number", frozen.freeze.number},
                  {"by", frozen.freeze.by},
                  {"at", format_instant(frozen.freeze.at)},
                  {"reason", frozen.freeze.reason}};
    }
    Json drawn = Json::array();
    for (const Account& each : frozen.population.accounts) {
        if (each.state != AccountState::running) continue;
        if (drawn.size() == kMaxListed) break;
        drawn.push_back({{"key", account_key(each)}, {"name", each.name}});
    }
    return {
        {"on", format_date(frozen.population.on)},
        {"hash", frozen.population.hash},
        {"notes", frozen.population.notes},
        {"sites", counts_json(lifecycle::count_sites(frozen.population, frozen.divisions))},
        {"accounts", counts_json(lifecycle::count_accounts(frozen.population, frozen.divisions))},
        {"account_list", drawn},
        {"frozen", freeze}};
}

// The store is held by the caller, and the campaign in it.
Result<Json> plan_json(Call& call, const Campaign& campaign) {
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return Fail(sources.error());
    const auto ruleset = ruleset::load_or_fail(campaign.ruleset, *sources);
    if (!ruleset) return Fail(ruleset.error());
    auto all = app::all_campaigns(call->store);
    if (!all) return Fail(all.error());
    std::erase_if(*all, [&](const Campaign& each) { return each.id == campaign.id; });
    const auto before = app::handed_on(call->store, call->options.data_dir, campaign);
    if (!before) return Fail(before.error());
    Json body = windows_json(campaign, ruleset->calendar);
    body["campaign"] = campaign_json(campaign);
    body["ruleset_title"] = ruleset->title;
    body["interactions"] =
        campaign.interactions ? range_json(*campaign.interactions) : Json(nullptr);
    body["accounts_as_of"] = day_or_null(campaign.accounts_as_of);
    body["fields"] = fields_json(campaign);
    body["warnings"] = app::plan_warnings(campaign, ruleset->calendar, *all);
    body["previous"] = nullptr;
    if (*before) {
        body["previous"] = {{"campaign", campaign_json((*before)->from)},
                            {"findings", (*before)->findings}};
    }
    body["population"] = nullptr;
    if (!call.reach.whole()) return body;
    const auto freezes = app::freezes_of(call->store, campaign.id);
    if (!freezes) return Fail(freezes.error());
    app::FreezeRequest today;
    today.campaign = campaign.id;
    today.now = call.now();
    // A day ahead has no registry yet: whom it would be about today.
    today.on =
        std::min(date_of(call.now()), campaign.accounts_as_of.value_or(campaign.window.from));
    const auto population = freezes->empty() ? app::frozen_preview(call->store, today)
                                             : app::frozen_campaign(call->store, campaign.id);
    // An empty registry has nobody to be about; that is no error of the plan.
    if (population) body["population"] = population_json(*population, !freezes->empty());
    return body;
}

httpd::Response plan_answer(Call& call, int status, const std::string& id) {
    const auto campaign = app::find_campaign(call->store, id);
    if (!campaign) return broken(campaign.error());
    const auto body = plan_json(call, *campaign);
    return body ? json(status, dumped(*body)) : broken(body.error());
}

// The errors of campaign_of and create_campaign name options of the command line.
Error as_field(Error error) {
    if (error.where == "ID") error.where = "id";
    if (error.where.starts_with("--")) {
        error.where = replace_all(replace_all(error.where, "--", ""), "-", "_");
    }
    return error;
}

Result<app::CampaignWish> wish_of(const Json& body) {
    app::CampaignWish wish;
    for (const auto& [name, field, needed] :
         {std::tuple{"id", &wish.id, true},
          {"ruleset", &wish.ruleset, true},
          {"title", &wish.title, false},
          {"from", &wish.from, true},
          {"to", &wish.to, true},
          {"as_of", &wish.as_of, false},
          {"interactions_from", &wish.interactions_from, false},
          {"interactions_to", &wish.interactions_to, false},
          {"accounts_as_of", &wish.accounts_as_of, false},
          {"previous_site_rate", &wish.previous_site_rate, false}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return Fail(text.error());
        *field = *text;
    }
    if (body.contains("by_hand")) {
        if (!body["by_hand"].is_boolean()) return fail("by_hand", "应为 true 或 false");
        wish.by_hand = body["by_hand"].get<bool>();
    }
    return wish;
}

Result<bool> flag_field(const Json& body, const char* name) {
    if (!body.contains(name)) return false;
    if (!body[name].is_boolean()) return fail(name, "应为 true 或 false");
    return body[name].get<bool>();
}

Result<lifecycle::Scope> scope_of(const Json& body) {
    lifecycle::Scope scope;
    if (!body.contains("scope")) return scope;
    const Json& given = body["scope"];
    if (!given.is_object()) return fail("scope", "应为对象");
    for (const auto& [name, value] : given.items()) {
        const bool list = name == "kinds" || name == "divisions";
        const bool number = name == "sites_percent" || name == "accounts_percent" || name == "seed";
        if (!list && !number) return fail("scope/" + shorten(name, 40), "没有这个字段");
        if (number) {
            if (!value.is_number_integer() || value.get<std::int64_t>() < 0 ||
                value.get<std::int64_t>() > kMaxSeed) {
                return fail("scope/" + name, "应为整数");
            }
            const auto whole = value.get<std::int64_t>();
            if (name == "seed") scope.seed = static_cast<std::uint64_t>(whole);
            const auto percent = static_cast<std::int32_t>(std::min<std::int64_t>(whole, 101));
            if (name == "sites_percent") scope.sites_percent = percent;
            if (name == "accounts_percent") scope.accounts_percent = percent;
            continue;
        }
        if (!value.is_array() || value.size() > kMaxListed)
            return fail("scope/" + name, "应为列表");
        for (const Json& each : value) {
            if (!each.is_string()) return fail("scope/" + name, "每项应为文字");
            const std::string text = each.get<std::string>();
            if (name == "divisions") {
                scope.divisions.insert(text);
                continue;
            }
            const auto kind = parse_site_kind(text);
            if (!kind) return fail("scope/kinds", "没有“" + shorten(text, 40) + "”这一类网站");
            scope.kinds.insert(*kind);
        }
    }
    return scope;
}

std::optional<httpd::Response> unknown(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    if (app::find_campaign(call->store, call.path.front())) return std::nullopt;
    return not_found("没有编号为 " + shorten(call.path.front(), 64) + " 的检查",
                     "从检查列表中选择");
}

}  // namespace

httpd::Response list_rulesets(Call& call) {
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    Json items = Json::array();
    constexpr std::string_view kEnding = ".yaml";
    for (const auto& [name, text] : *sources) {
        if (!name.ends_with(kEnding)) continue;
        const std::string id = name.substr(0, name.size() - kEnding.size());
        const auto loaded = ruleset::load_or_fail(id, *sources);
        if (!loaded) continue;  // a broken file of the office's own; `rules check` says what
        Json years = loaded->calendar.years;
        items.push_back({{"id", id},
                         {"title", loaded->title},
                         {"rules", loaded->rules.size()},
                         {"workday_years", years}});
    }
    return json(200, dumped({{"items", items}}));
}

httpd::Response post_campaign(Call& call) {
    const auto body = object_body(
        call, {"id", "ruleset", "title", "from", "to", "as_of", "interactions_from",
               "interactions_to", "accounts_as_of", "previous_site_rate", "by_hand", "dry_run"});
    if (!body) return refused(body.error());
    const auto wish = wish_of(*body);
    if (!wish) return refused(as_field(wish.error()));
    const auto dry = flag_field(*body, "dry_run");
    if (!dry) return refused(dry.error());
    const auto campaign = app::campaign_of(*wish);
    if (!campaign) return refused(as_field(campaign.error()));
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    if (*dry) {
        const std::lock_guard lock(call->store_mutex);
        // Made and taken back: what is refused is what would be refused.
        store::Transaction trial(call->store);
        if (auto begun = trial.begin(); !begun) return broken(begun.error());
        const auto made = app::create_campaign(call->store, *sources, *campaign);
        if (!made) return refused(as_field(made.error()));
        const auto plan = plan_json(call, *campaign);
        return plan ? json(200, dumped(*plan)) : broken(plan.error());
    }
    return logged_change(
        call,
        [&]() -> Result<bool> {
            auto made = app::create_campaign(call->store, *sources, *campaign);
            if (!made) return Fail(as_field(made.error()));
            return made;
        },
        [&](bool) {
            return LogEntry{"campaign.create", campaign->id,
                            campaign->ruleset + " " + format_date(campaign->window.from) + " – " +
                                format_date(campaign->window.to)};
        },
        [&](bool) { return plan_answer(call, 201, campaign->id); });
}

httpd::Response get_plan(Call& call) {
    if (auto none = unknown(call)) return std::move(*none);
    const std::lock_guard lock(call->store_mutex);
    return plan_answer(call, 200, call.path.front());
}

httpd::Response patch_plan(Call& call) {
    const auto body = object_body(call, {"fields"});
    if (!body) return refused(body.error());
    if (!body->contains("fields") || !(*body)["fields"].is_object()) {
        return refused({"fields", "应为对象：字段名到文字", "见 schemas/openapi.yaml"});
    }
    std::vector<std::string> assignments, names;
    for (const auto& [key, value] : (*body)["fields"].items()) {
        if (!value.is_string()) return refused({shorten(key, 40), "应为文字", ""});
        if (key.find('=') != std::string::npos) return refused({"fields", "没有这个字段", ""});
        assignments.push_back(key + "=" + value.get<std::string>());
        names.push_back(key);
    }
    if (auto none = unknown(call)) return std::move(*none);
    return logged_change(
        call, [&] { return app::set_campaign(call->store, call.path.front(), assignments); },
        [&](bool) {
            return LogEntry{"campaign.set", call.path.front(), join(names, "、")};
        },
        [&](bool) { return plan_answer(call, 200, call.path.front()); });
}

httpd::Response post_freeze(Call& call) {
    const auto body = object_body(call, {"on", "again", "reason", "scope", "dry_run"});
    if (!body) return refused(body.error());
    app::FreezeRequest request;
    request.campaign = call.path.front();
    request.by = call.actor.who;
    request.now = call.now();
    const auto on = text_field(*body, "on", false);
    const auto reason = text_field(*body, "reason", false);
    for (const auto* each : {&on, &reason}) {
        if (!*each) return refused(each->error());
    }
    request.reason = *reason;
    if (!on->empty()) {
        const auto day = parse_date(*on);
        if (!day) return refused({"on", day.error().what, day.error().hint});
        request.on = *day;
    }
    const auto again = flag_field(*body, "again");
    const auto dry = flag_field(*body, "dry_run");
    for (const auto* each : {&again, &dry}) {
        if (!*each) return refused(each->error());
    }
    request.again = *again;
    const auto scope = scope_of(*body);
    if (!scope) return refused(scope.error());
    request.scope = *scope;
    if (auto none = unknown(call)) return std::move(*none);
    if (*dry) {
        const std::lock_guard lock(call->store_mutex);
        const auto preview = app::frozen_preview(call->store, request);
        if (!preview) return refused(preview.error());
        return json(200, dumped(population_json(*preview, false)));
    }
    return logged_change(
        call, [&] { return app::freeze_campaign(call->store, request); },
        [&](const app::Frozen& frozen) {
            return LogEntry{"campaign.freeze", request.campaign,
                            join({format_date(frozen.population.on), frozen.population.hash,
                                  lifecycle::scope_text(request.scope)},
                                 " ")};
        },
        [&](const app::Frozen& frozen) {
            return json(200, dumped(population_json(frozen, true)));
        });
}

httpd::Response post_close(Call& call) {
    if (auto none = unknown(call)) return std::move(*none);
    {
        const auto running =
            call->options.desk == nullptr ? nullptr : call->options.desk->picture();
        if (running && running->running() && running->campaign == call.path.front()) {
            return conflict(
                {call.path.front(), "正在进行机器检查，不能结束", "等它结束，或先停止它"});
        }
    }
    return logged_change(
        call, [&] { return app::close_campaign(call->store, call.path.front()); },
        [&](bool changed) {
            return LogEntry{"campaign.close", call.path.front(), changed ? "" : "先前已结束"};
        },
        [&](bool) { return plan_answer(call, 200, call.path.front()); });
}

}  // namespace mingcha::server
