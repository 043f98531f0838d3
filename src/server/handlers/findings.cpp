// Findings, and people's word on them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/merging.h"
#include "base/text.h"
#include "server/routes.h"
#include "server/table_file.h"
#include "server/view_json.h"

namespace mingcha::server {

using app::CampaignView;
using app::FindingPlace;
using people::AuditResult;

namespace {

constexpr std::size_t kMaxGroupsShown = 200;
constexpr std::size_t kMaxOfGroup = 1'000;  // decided at once
constexpr std::size_t kOpenedOfGroup = 3;   // looked at before the rest is decided with them
constexpr std::size_t kMaxReasonChars = 500;

struct Filter {
    std::string q;
    std::string_view rule, target, group, division;
    std::optional<FindingState> state;
    bool waiting = false;

    bool takes(const FindingPlace& place) const {
        const Finding& finding = place.scored->finding;
        if (waiting && !place.waiting) return false;
        if (state && finding.state != *state) return false;
        if (!rule.empty() && finding.rule != rule) return false;
        if (!target.empty() && finding.target != target) return false;
        if (!group.empty() && place.group != group) return false;
        if (!division.empty() && division_of(place) != division) return false;
        if (q.empty()) return true;
        const std::string& name =
            place.site != nullptr ? place.site->site.name : place.account->account.name;
        return name_key(finding.target + "\n" + name + "\n" + finding.problem).find(q) !=
               std::string::npos;
    }
};

Result<Filter> filter_of(const Query& query) {
    Filter filter;
    filter.q = name_key(query.text("q"));
    filter.rule = query.text("rule");
    filter.target = query.text("target");
    filter.group = query.text("group");
    filter.division = query.text("division");
    if (query.has("state")) {
        filter.state = parse_finding_state(query.text("state"));
        if (!filter.state) return fail("state", "没有这种状态", "见 schemas/openapi.yaml");
    }
    const auto waiting = query.flag("waiting");
    if (!waiting) return Fail(waiting.error());
    filter.waiting = *waiting;
    return filter;
}

// Groups among those that match; of each only what matches.
Json groups_of(const CampaignView& view, const std::set<std::size_t>& matching) {
    Json rows = Json::array();
    for (const app::FindingGroup& group : view.groups) {
        if (rows.size() == kMaxGroupsShown) break;
        Json ids = Json::array();
        std::set<std::string> targets;
        std::int64_t waiting = 0;
        const FindingPlace* first = nullptr;
        for (const std::size_t index : group.findings) {
            if (!matching.contains(index)) continue;
            const FindingPlace& place = view.findings[index];
            if (first == nullptr) first = &place;
            ids.push_back(place.scored->finding.id);
            targets.insert(target_of(place));
            waiting += place.waiting ? 1 : 0;
        }
        if (ids.size() < 2) continue;
        const Finding& finding = first->scored->finding;
        rows.push_back({{"key", group.key},
                        {"rule", finding.rule},
                        {"rule_title", first->rule == nullptr ? finding.rule : first->rule->title},
                        {"problem", finding.problem},
                        {"platform", text_or_null(group.platform)},
                        {"veto", is_veto(*first)},
                        {"count", ids.size()},
                        {"waiting", waiting},
                        {"targets", targets.size()},
                        {"findings", ids}});
    }
    return rows;
}

struct Word {
    FindingState state = FindingState::confirmed;
    std::string reason;
};

Result<Word> word_of(const Json& body) {
    Word word;
    const auto state = text_field(body, "state", true);
    if (!state) return Fail(state.error());
    const auto parsed = parse_finding_state(*state);
    if (!parsed || (*parsed != FindingState::confirmed && *parsed != FindingState::dismissed)) {
        return fail("state", "应为 confirmed 或 dismissed");
    }
    word.state = *parsed;
    const auto reason = text_field(body, "reason", false);
    if (!reason) return Fail(reason.error());
    word.reason = std::string(trim(*reason));
    if (char_count(word.reason) > kMaxReasonChars) {
        return fail("reason", fmt::format("理由最多 {} 个字", kMaxReasonChars));
    }
    if (word.state == FindingState::dismissed && word.reason.empty()) {
        return fail("reason", "驳回须写理由", "例如：页面已说明停更");
    }
    return word;
}

Result<std::vector<std::string>> ids_field(const Json& body, const char* name) {
    std::vector<std::string> ids;
    if (!body.contains(name) || !body[name].is_array() || body[name].size() > kMaxOfGroup) {
        return fail(name, fmt::format("应为至多 {} 个问题编号的列表", kMaxOfGroup));
    }
    for (const Json& each : body[name]) {
        if (!each.is_string()) return fail(name, "问题编号应为文字");
        ids.push_back(each.get<std::string>());
    }
    return ids;
}

std::string_view state_text(FindingState state) {
    switch (state) {
        case FindingState::candidate:
            return "待复核";
        case FindingState::confirmed:
            return "已确认";
        case FindingState::dismissed:
            return "已驳回";
        case FindingState::rectified:
            return "已整改";
        case FindingState::carried:
            return "上期未整改";
    }
    return {};
}

// The finding of that id within reach; nullptr: there is none for this person.
const FindingPlace* find(const Call& call, const CampaignView& view, const std::string& id) {
    const auto found = view.finding_by_id.find(id);
    if (found == view.finding_by_id.end()) return nullptr;
    const FindingPlace& place = view.findings[found->second];
    return covers(call.reach, view, place) ? &place : nullptr;
}

httpd::Response no_finding(const std::string& id) {
    return not_found("没有编号为 " + shorten(id, 40) + " 的问题", "刷新列表：可能已重新判定");
}

// Nobody decides on their own unit's site (回避).
bool is_own(const Call& call, const CampaignView& view, const FindingPlace& place) {
    const people::Office* office = call.directory->offices.find(call.person->office);
    if (office == nullptr || office->kind != people::OfficeKind::unit) return false;
    people::Reach own;
    own.add(*office);
    return covers(own, view, place);
}

app::ReviewRequest request_of(const Call& call, const CampaignView& view, const Word& word,
                              std::vector<std::string> ids) {
    app::ReviewRequest request;
    request.campaign = view.result.campaign.id;
    request.findings = std::move(ids);
    request.state = word.state;
    request.by = call.person->id;
    request.reason = word.reason;
    request.at = call.now();
    for (const Rule& rule : view.base->material.ruleset.rules) {
        if (rule.is_veto()) request.needs_two.insert(rule.id);
    }
    return request;
}

// The decision and its entry in the log stand or fall together.
template <class Work>
Result<app::Reviewed> decided(Call& call, std::string_view action, const std::string& object,
                              const std::string& detail, Work work) {
    const std::lock_guard lock(call->store_mutex);
    store::Transaction change(call->store);
    if (auto begun = change.begin(); !begun) return Fail(begun.error());
    Result<app::Reviewed> done = work();
    if (!done) return done;
    auto logged =
        app::log_action(call->store, call.actor, action, object, AuditResult::done, detail);
    if (logged) logged = change.done();
    if (!logged) return Fail(logged.error());
    return done;
}

// By a connection of its own: nobody else waits while the scores are reckoned.
Result<std::shared_ptr<const CampaignView>> view_after(Call& call, const std::string& campaign) {
    const auto store = call->options.open_store();
    if (!store) return Fail(store.error());
    return call->views.decided(**store, campaign);
}

httpd::Response finding_answer(Call& call, const std::string& campaign, const std::string& id,
                               bool waits) {
    const auto view = view_after(call, campaign);
    if (!view) return broken(view.error());
    if (!*view) return not_ready();
    const auto found = (*view)->finding_by_id.find(id);
    if (found == (*view)->finding_by_id.end()) return no_finding(id);
    const FindingPlace& place = (*view)->findings[found->second];
    return json(200, dumped({{"finding", finding_json(**view, place, call.person->id)},
                             {"waits_for_second", waits},
                             {"revision", (*view)->revision}}));
}

}  // namespace

httpd::Response list_findings(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const auto filter = filter_of(call.query);
    if (!filter) return refused(filter.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    if (auto same = known_answer(call, view.revision)) return std::move(*same);
    std::vector<std::size_t> rows;
    StateCounts states;
    for (std::size_t i = 0; i < view.findings.size(); ++i) {
        const FindingPlace& place = view.findings[i];
        if (!covers(call.reach, view, place) || !filter->takes(place)) continue;
        states.add(place);
        rows.push_back(i);
    }
    Json items = Json::array();
    for (std::size_t i = asked->first(); i < rows.size() && items.size() < asked->count(); ++i) {
        items.push_back(finding_json(view, view.findings[rows[i]], call.person->id));
    }
    return cached_json(call, view.revision,
                       dumped({{"items", std::move(items)},
                               {"page", asked->page},
                               {"size", asked->size},
                               {"total", rows.size()},
                               {"states", states.json()},
                               {"groups", groups_of(view, {rows.begin(), rows.end()})},
                               {"revision", view.revision}}));
}

httpd::Response download_findings(Call& call) {
    const auto filter = filter_of(call.query);
    if (!filter) return refused(filter.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    FileTable table{"findings",
                    "问题",
                    {"问题编号", "标识码或账号", "名称", "单位", "指标", "条款", "单项否决",
                     "存在问题", "数量", "分值", "状态", "理由", "证据网址", "采集时间", "SHA-256"},
                    {}};
    for (const FindingPlace& place : view.findings) {
        if (!covers(call.reach, view, place) || !filter->takes(place)) continue;
        const Finding& finding = place.scored->finding;
        const bool site = place.site != nullptr;
        const Evidence first = finding.evidence.empty() ? Evidence{} : finding.evidence.front();
        table.rows.push_back(
            {finding.id, target_of(place),
             site ? place.site->site.name : place.account->account.name,
             site ? place.site->site.unit : place.account->account.operator_name,
             place.rule == nullptr ? finding.rule : place.rule->title,
             place.rule == nullptr ? "" : place.rule->clause, is_veto(place) ? "是" : "否",
             finding.problem, std::to_string(finding.count),
             place.scored->points ? format_points(*place.scored->points, 2, false) : "",
             std::string(state_text(finding.state)), finding.reason, first.url,
             finding.evidence.empty() ? "" : format_instant(first.at), first.sha256});
    }
    return table_file(table, call.path.back());
}

httpd::Response post_decision(Call& call) {
    const auto body = object_body(call, {"state", "reason"});
    if (!body) return refused(body.error());
    const auto word = word_of(*body);
    if (!word) return refused(word.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const FindingPlace* place = find(call, view, call.path[1]);
    if (place == nullptr) return no_finding(call.path[1]);
    if (is_own(call, view, *place)) {
        return forbidden("这是您本单位的问题", "由其他单位的复核员决定");
    }
    const std::string id = place->scored->finding.id;
    const auto done =
        decided(call, "decide_finding", view.result.campaign.id + " " + id,
                fmt::format("{} {}", to_string(word->state), word->reason),
                [&] { return app::review(call->store, request_of(call, view, *word, {id})); });
    if (!done) return conflict(done.error());
    return finding_answer(call, view.result.campaign.id, id, done->waiting > 0);
}

httpd::Response post_merge(Call& call) {
    const auto body = object_body(call, {"into"});
    if (!body) return refused(body.error());
    const auto into = text_field(*body, "into", true);
    if (!into) return refused(into.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const FindingPlace* place = find(call, view, call.path[1]);
    if (place == nullptr) return no_finding(call.path[1]);
    if (find(call, view, *into) == nullptr) return no_finding(*into);
    if (is_own(call, view, *place)) {
        return forbidden("这是您本单位的问题", "由其他单位的复核员决定");
    }
    const std::string id = place->scored->finding.id;
    const std::string& campaign = view.result.campaign.id;
    const app::ReviewRequest usual = request_of(call, view, {}, {});
    const app::MergeRequest merging{campaign,        id,         *into,
                                    call.person->id, call.now(), usual.needs_two};
    const auto done = decided(call, "merge_finding", campaign + " " + id, "并入 " + *into,
                              [&] { return app::merge_findings(call->store, merging); });
    if (!done) return conflict(done.error());
    return finding_answer(call, campaign, id, done->waiting > 0);
}

httpd::Response delete_decision(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const FindingPlace* place = find(call, view, call.path[1]);
    if (place == nullptr) return no_finding(call.path[1]);
    const std::string id = place->scored->finding.id;
    const std::string& campaign = view.result.campaign.id;
    const auto done =
        decided(call, "undo_decision", campaign + " " + id, "", [&]() -> Result<app::Reviewed> {
            const auto undone =
                app::undo_review(call->store, campaign, id, call.person->id, call.now());
            if (!undone) return Fail(undone.error());
            return app::Reviewed{};
        });
    if (!done) return conflict(done.error());
    return finding_answer(call, campaign, id, false);
}

httpd::Response post_group_decision(Call& call) {
    const auto body = object_body(call, {"findings", "opened", "state", "reason"});
    if (!body) return refused(body.error());
    const auto word = word_of(*body);
    if (!word) return refused(word.error());
    const auto ids = ids_field(*body, "findings");
    if (!ids) return refused(ids.error());
    const auto opened = ids_field(*body, "opened");
    if (!opened) return refused(opened.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const std::set<std::string> wanted(ids->begin(), ids->end());
    std::size_t looked_at = 0;
    for (const std::string& id : std::set<std::string>(opened->begin(), opened->end())) {
        looked_at += wanted.contains(id) ? 1 : 0;
    }
    if (wanted.empty()) return refused({"findings", "没有选择问题", ""});
    if (looked_at < std::min(wanted.size(), kOpenedOfGroup)) {
        return conflict(
            {"opened", fmt::format("只看过其中 {} 个", looked_at),
             fmt::format("成批决定前至少打开其中 {} 个", std::min(wanted.size(), kOpenedOfGroup))});
    }
    for (const std::string& id : wanted) {
        const FindingPlace* place = find(call, view, id);
        if (place == nullptr) return no_finding(id);
        if (is_veto(*place)) {
            return conflict({id, "单项否决问题不能成批决定", "逐个打开，由两人分别确认"});
        }
        if (is_own(call, view, *place)) {
            return forbidden("其中有您本单位的问题", "由其他单位的复核员决定");
        }
    }
    const auto done =
        decided(call, "decide_group", view.result.campaign.id,
                fmt::format("{} 个 {} {}：{}", wanted.size(), to_string(word->state), word->reason,
                            join({wanted.begin(), wanted.end()}, " ")),
                [&] {
                    return app::review(
                        call->store, request_of(call, view, *word, {wanted.begin(), wanted.end()}));
                });
    if (!done) return conflict(done.error());
    const auto after = view_after(call, view.result.campaign.id);
    if (!after) return broken(after.error());
    return json(200, dumped({{"decided", done->decided},
                             {"revision", *after ? (*after)->revision : view.revision}}));
}

}  // namespace mingcha::server
