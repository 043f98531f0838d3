// New media: how active accounts are, accounts that sites name and the registry lacks, the log of
// their lives.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/life_log.h"
#include "app/stray_accounts.h"
#include "base/text.h"
#include "server/body_fields.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/work_json.h"
#include "store/rows.h"

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxLogShown = 1'000;
constexpr std::size_t kMaxReasonChars = 500;

// What an account posted within the days in which the campaign looks.
struct Posted {
    std::int64_t posts = 0, interactions = 0;
    bool counted = false;  // some source says interactions
    std::optional<Date> last;
};

std::map<std::string, Posted> posted_by(const std::vector<Post>& posts, const Campaign& campaign) {
    std::map<std::string, Posted> out;
    for (const Post& post : posts) {
        const Date day = date_of(post.published_at);
        if (post.published_at > campaign.as_of) continue;
        Posted& one = out[post.account_key];
        one.last = one.last ? std::max(*one.last, day) : day;
        if (day < campaign.window.from || campaign.window.to < day) continue;
        ++one.posts;
        one.counted |= post.interactions.has_value();
        one.interactions += post.interactions.value_or(0);
    }
    return out;
}

// The soonest of its limits: the day of its last sign of life, and how long until it is silent.
const audit::Deadline* deadline_of(const app::CampaignView& view, const std::string& key) {
    const auto& deadlines = view.base->of(key).deadlines;
    const auto found = std::find_if(
        deadlines.begin(), deadlines.end(),
        [](const audit::Deadline& each) { return each.kind == audit::DueKind::account; });
    return found == deadlines.end() ? nullptr : &*found;
}

Json activity_json(const app::CampaignView& view, const AccountResult& result,
                   const std::map<std::string, Posted>& posted) {
    const Account& account = result.account;
    const std::string key = account_key(account);
    const auto found = posted.find(key);
    const Posted none;
    const Posted& one = found == posted.end() ? none : found->second;
    const audit::Deadline* deadline = deadline_of(view, key);
    std::optional<Date> last = one.last;
    if (deadline != nullptr && deadline->since && (!last || *last < *deadline->since)) {
        last = deadline->since;
    }
    return {
        {"key", key},
        {"name", account.name},
        {"type", account.type},
        {"operator", account.operator_name},
        {"division", account.division},
        {"division_name", view.base->division_name(account.division)},
        {"state", to_string(account.state)},
        {"passed", bool_or_null(result.passed)},
        {"last_post", day_or_null(last)},
        {"days_since", last ? Json(view.base->today.days - last->days) : Json(nullptr)},
        {"posts", found == posted.end() ? Json(nullptr) : Json(one.posts)},
        {"interactions", one.counted ? Json(one.interactions) : Json(nullptr)},
        {"last_day", deadline == nullptr ? Json(nullptr) : Json(format_date(deadline->last_day))},
        {"days_left", deadline == nullptr ? Json(nullptr) : Json(deadline->days_left)}};
}

Json cells_json(const Json& rows) {
    struct Cell {
        std::string type, division, name;
        std::int64_t total = 0, failed = 0, silent = 0, unknown = 0;
    };
    std::map<std::pair<std::string, std::string>, Cell> cells;
    for (const Json& row : rows) {
        const auto type = row["type"].get<std::string>();
        const auto division = row["division"].get<std::string>();
        Cell& cell = cells[{type, division}];
        cell.type = type;
        cell.division = division;
        cell.name = row["division_name"].get<std::string>();
        ++cell.total;
        cell.failed += row["passed"] == false ? 1 : 0;
        cell.silent += row["days_left"].is_number() && row["days_left"] < 0 ? 1 : 0;
        cell.unknown += row["last_post"].is_null() ? 1 : 0;
    }
    Json out = Json::array();
    for (const auto& [key, cell] : cells) {
        out.push_back({{"type", cell.type},
                       {"division", cell.division},
                       {"division_name", cell.name},
                       {"total", cell.total},
                       {"failed", cell.failed},
                       {"silent", cell.silent},
                       {"unknown", cell.unknown}});
    }
    return out;
}

// Who is silent the longest comes first; of whom nothing is known comes last.
bool is_more_silent(const Json& a, const Json& b) {
    if (a["days_since"].is_null() != b["days_since"].is_null()) return b["days_since"].is_null();
    return !a["days_since"].is_null() && a["days_since"] > b["days_since"];
}

Json stray_json(const app::StrayAccount& each) {
    return {{"key", each.key},
            {"site_code", each.site_code},
            {"unit", each.unit},
            {"type", each.named.type},
            {"name", text_or_null(each.named.name)},
            {"url", text_or_null(each.named.url)},
            {"page", each.named.page},
            {"excerpt", each.named.excerpt},
            {"taken", each.taken},
            {"not_ours", text_or_null(each.refused)},
            {"not_ours_by", text_or_null(each.refused_by)}};
}

// Within the sites that the person may look at.
app::ListRequest strays_of(const Call& call, const app::CampaignView& view) {
    app::ListRequest request{call->options.data_dir, call.path.front(), {}};
    if (call.reach.whole()) return request;
    for (const auto& [code, site] : view.site_by_code) {
        if (call.reach.covers(site->site, view.base->units)) request.only.emplace_back(code);
    }
    return request;
}

Json event_json(const LifeEvent& event) {
    Json changes = Json::array();
    for (const auto& [field, change] : event.changes) {
        changes.push_back({{"field", field}, {"before", change.before}, {"after", change.after}});
    }
    return {{"number", event.number},
            {"target", event.target},
            {"account", event.account},
            {"action", to_string(event.action)},
            {"action_name", to_chinese(event.action)},
            {"from", event.from},
            {"to", event.to},
            {"on", format_date(event.on)},
            {"until", day_or_null(event.until)},
            {"approval", text_or_null(event.approval)},
            {"notice_url", text_or_null(event.notice_url)},
            {"into", text_or_null(event.into)},
            {"cause", event.cause ? Json(to_chinese(*event.cause)) : Json(nullptr)},
            {"changes", changes},
            {"reason", text_or_null(event.reason)},
            {"by", event.by},
            {"logged_at", format_instant(event.logged_at)}};
}

httpd::Response log_answer(Call& call, const app::CampaignView& view, const std::string& target) {
    const auto log = app::life_log(call->store, target);
    if (!log) return broken(log.error());
    Json items = Json::array();
    for (auto event = log->rbegin(); event != log->rend(); ++event) {  // the latest first
        if (items.size() == kMaxLogShown) break;
        if (!call.reach.whole() && !covers(call.reach, view, event->target)) continue;
        items.push_back(event_json(*event));
    }
    return json(200, dumped({{"items", items}}));
}

Result<LifeEvent> life_step(Call& call, const Json& body) {
    LifeEvent step;
    std::string action, cause;
    for (const auto& [name, field, needed] : {std::tuple{"target", &step.target, true},
                                              {"action", &action, true},
                                              {"approval", &step.approval, false},
                                              {"notice_url", &step.notice_url, false},
                                              {"new_url", &step.new_url, false},
                                              {"into", &step.into, false},
                                              {"cause", &cause, false},
                                              {"reason", &step.reason, false}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return Fail(text.error());
        *field = std::string(trim(*text));
    }
    const auto parsed = parse_life_action(action);
    if (!parsed || *parsed == LifeAction::imported) return fail("action", "没有这种变动");
    step.action = *parsed;
    if (!cause.empty()) {
        step.cause = parse_given_up(cause);
        if (!step.cause) return fail("cause", "没有这种原因", "zombie、empty、merged、other");
    }
    const auto on = day_in(body, "on");
    if (!on) return Fail(on.error());
    step.on = on->value_or(date_of(call.now()));
    const auto until = day_in(body, "until");
    if (!until) return Fail(until.error());
    step.until = *until;
    const auto notice = day_in(body, "notice");
    if (!notice) return Fail(notice.error());
    step.notice = *notice;
    step.by = call.actor.who;
    step.logged_at = call.now();
    return step;
}

}  // namespace

httpd::Response get_media(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const app::CampaignView& view = *seen.view;
    if (auto same = known_answer(call, view.revision)) return std::move(*same);
    // Posts may be many: by a connection of its own, nobody else waits.
    const auto store = call->options.open_store();
    if (!store) return broken(store.error());
    const auto posts = store::load<Post>(**store);
    if (!posts) return broken(posts.error());
    const auto posted = posted_by(*posts, view.result.campaign);
    Json rows = Json::array();
    for (const AccountResult& account : view.result.accounts) {
        if (!call.reach.covers(account.account, view.base->units)) continue;
        rows.push_back(activity_json(view, account, posted));
    }
    std::stable_sort(rows.begin(), rows.end(), is_more_silent);
    return cached_json(call, view.revision,
                       dumped({{"today", format_date(view.base->today)},
                               {"from", format_date(view.result.campaign.window.from)},
                               {"to", format_date(view.result.campaign.window.to)},
                               {"cells", cells_json(rows)},
                               {"items", rows}}));
}

httpd::Response list_strays(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto store = call->options.open_store();
    if (!store) return broken(store.error());
    const app::ListRequest request = strays_of(call, *seen.view);
    Json items = Json::array();
    if (call.reach.whole() || !request.only.empty()) {
        const auto strays = app::stray_accounts(**store, request);
        if (!strays) return refused(strays.error());
        for (const app::StrayAccount& each : *strays) items.push_back(stray_json(each));
    }
    return json(200, dumped({{"items", std::move(items)}}));
}

httpd::Response post_stray_word(Call& call) {
    const auto body = object_body(call, {"key", "take", "reason"});
    if (!body) return refused(body.error());
    const auto key = text_field(*body, "key", true);
    if (!key) return refused(key.error());
    const auto reason = text_field(*body, "reason", false);
    if (!reason) return refused(reason.error());
    const auto take = flag_in(*body, "take");
    if (!take) return refused(take.error());
    if (!*take && trim(*reason).empty()) {
        return refused({"reason", "没有写理由", "为什么不属本名录"});
    }
    if (char_count(*reason) > kMaxReasonChars) {
        return refused({"reason", fmt::format("理由最多 {} 个字", kMaxReasonChars), ""});
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const app::ListRequest request = strays_of(call, *seen.view);
    return logged_change(
        call,
        [&]() -> Result<bool> {
            if (!*take) {
                return app::refuse_stray_account(call->store, *key, *reason, call.actor.who,
                                                 call.now());
            }
            const auto taken =
                app::take_stray_accounts(call->store, request, {*key}, call.actor.who);
            if (!taken) return Fail(taken.error());
            return true;
        },
        [&](bool) {
            return LogEntry{*take ? "stray.take" : "stray.not_ours", *key, *reason};
        },
        [](bool) { return no_content(); });
}

httpd::Response get_life_log(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const std::string target(call.query.text("target"));
    const std::lock_guard lock(call->store_mutex);
    return log_answer(call, *seen.view, target);
}

httpd::Response post_life_step(Call& call) {
    const auto body = object_body(call, {"target", "action", "on", "until", "approval", "notice",
                                         "notice_url", "new_url", "into", "cause", "reason"});
    if (!body) return refused(body.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto step = life_step(call, *body);
    if (!step) return refused(step.error());
    return logged_change(
        call,
        [&] {
            return app::take_steps(call->store, {*step}, seen.view->base->material.ruleset.life);
        },
        [&](const app::StepsTaken& taken) {
            return LogEntry{"registry." + std::string(to_string(step->action)), step->target,
                            join(taken.remarks, "；")};
        },
        [&](const app::StepsTaken& taken) {
            Json items = Json::array();
            for (const LifeEvent& event : taken.steps) items.push_back(event_json(event));
            return json(200, dumped({{"items", items}, {"remarks", taken.remarks}}));
        });
}

}  // namespace mingcha::server
