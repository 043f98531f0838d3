// What an office decides itself: exceptions to rules, its own dictionary.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "app/office_rules.h"
#include "app/rulesets.h"
#include "base/text.h"
#include "server/body_fields.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/view_json.h"
#include "store/rows.h"

namespace mingcha::server {

namespace {

constexpr std::string_view kUsualRuleset = "luan-2021";
constexpr std::size_t kMaxFaults = 1'000;

Result<std::int64_t> number_of(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return fail("number", "不是编号", "从列表中选择");
    }
    return number;
}

Json exception_json(const RuleException& each, Date today) {
    const bool over = each.ended.has_value() || each.until < today;
    return {{"number", each.number},
            {"rule", each.rule},
            {"targets", each.targets},
            {"reason", each.reason},
            {"from", format_date(each.from)},
            {"until", format_date(each.until)},
            {"days_left", over ? Json(nullptr) : Json(each.until.days - today.days)},
            {"by", each.given.by},
            {"at", format_instant(each.given.at)},
            {"ended_by", each.ended ? Json(each.ended->by) : Json(nullptr)},
            {"ended_at", each.ended ? Json(format_instant(each.ended->at)) : Json(nullptr)}};
}

// The targets that the person may look at; what has none of them is not shown.
Result<bool> keep_seen(Call& call, std::vector<RuleException>& exceptions) {
    if (call.reach.whole()) return true;
    const auto units = store::load<Unit>(call->store);
    if (!units) return Fail(units.error());
    const UnitIndex index(*units);
    std::set<std::string> seen;
    const auto sites = store::load<Site>(call->store);
    if (!sites) return Fail(sites.error());
    for (const Site& site : *sites) {
        if (call.reach.covers(site, index)) seen.insert(site.site_code);
    }
    const auto accounts = store::load<Account>(call->store);
    if (!accounts) return Fail(accounts.error());
    for (const Account& account : *accounts) {
        if (call.reach.covers(account, index)) seen.insert(account_key(account));
    }
    for (RuleException& each : exceptions) {
        std::erase_if(each.targets, [&](const std::string& one) { return !seen.contains(one); });
    }
    std::erase_if(exceptions, [](const RuleException& each) { return each.targets.empty(); });
    return true;
}

httpd::Response exceptions_answer(Call& call) {
    const Date today = date_of(call.now());
    auto all = app::rule_exceptions(call->store, today);
    if (!all) return broken(all.error());
    if (const auto kept = keep_seen(call, *all); !kept) return broken(kept.error());
    Json items = Json::array();
    for (const RuleException& each : *all) items.push_back(exception_json(each, today));
    return json(200, dumped({{"today", format_date(today)}, {"items", items}}));
}

Json word_json(const OfficeWord& each) {
    return {{"number", each.number},        {"text", each.text},
            {"kind", to_string(each.kind)}, {"suggestion", each.suggestion},
            {"source", each.source},        {"note", each.note},
            {"by", each.added.by},          {"at", format_instant(each.added.at)}};
}

}  // namespace

httpd::Response list_rule_exceptions(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    return exceptions_answer(call);
}

httpd::Response post_rule_exception(Call& call) {
    const auto body = object_body(call, {"ruleset", "rule", "targets", "reason", "from", "until"});
    if (!body) return refused(body.error());
    app::NewException wanted;
    std::string ruleset_id;
    for (const auto& [name, field, needed] : {std::tuple{"rule", &wanted.rule, true},
                                              {"reason", &wanted.reason, true},
                                              {"ruleset", &ruleset_id, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto targets = names_in(*body, "targets");
    if (!targets) return refused(targets.error());
    wanted.targets = *targets;
    for (const auto& [name, field] : {std::pair{"from", &wanted.from}, {"until", &wanted.until}}) {
        const auto day = day_in(*body, name);
        if (!day) return refused(day.error());
        if (!*day) return refused({name, "缺少日期", "例外须有起止日期"});
        *field = **day;
    }
    wanted.by = call.actor.who;
    wanted.now = call.now();
    const auto sources = app::ruleset_sources(call->options.data_dir);
    if (!sources) return broken(sources.error());
    const auto ruleset = ruleset::load_or_fail(
        ruleset_id.empty() ? std::string(kUsualRuleset) : ruleset_id, *sources);
    if (!ruleset) return refused(ruleset.error());
    return logged_change(
        call, [&] { return app::add_exception(call->store, *ruleset, wanted); },
        [&](const RuleException& added) {
            return LogEntry{"rule_exception.add", added.rule,
                            fmt::format("{} 至 {}：{}", join(added.targets, "、"),
                                        format_date(added.until), added.reason)};
        },
        [&](const RuleException&) { return exceptions_answer(call); });
}

httpd::Response end_rule_exception(Call& call) {
    const auto number = number_of(call.path.front());
    if (!number) return not_found(number.error().what);
    return logged_change(
        call, [&] { return app::end_exception(call->store, *number, call.actor.who, call.now()); },
        [&](const RuleException& ended) {
            return LogEntry{"rule_exception.end", ended.rule, call.path.front()};
        },
        [&](const RuleException&) { return exceptions_answer(call); });
}

httpd::Response list_office_words(Call& call) {
    const auto paged = paging(call.query);
    if (!paged) return refused(paged.error());
    const std::lock_guard lock(call->store_mutex);
    const auto words = app::office_words(call->store);
    if (!words) return broken(words.error());
    const std::string_view kind = call.query.text("kind");
    const std::string q = name_key(call.query.text("q"));
    Json items = Json::array();
    std::size_t total = 0;
    for (auto each = words->rbegin(); each != words->rend(); ++each) {  // the latest first
        if (!kind.empty() && to_string(each->kind) != kind) continue;
        const std::string all = each->text + "\n" + each->source + "\n" + each->note;
        if (!q.empty() && name_key(all).find(q) == std::string::npos) continue;
        const std::size_t at = total++;
        if (at >= paged->first() && items.size() < paged->count()) {
            items.push_back(word_json(*each));
        }
    }
    return json(
        200,
        dumped({{"items", items}, {"page", paged->page}, {"size", paged->size}, {"total", total}}));
}

httpd::Response post_office_word(Call& call) {
    const auto body = object_body(call, {"text", "kind", "suggestion", "source", "note"});
    if (!body) return refused(body.error());
    app::NewWord wanted;
    std::string kind;
    for (const auto& [name, field, needed] : {std::tuple{"text", &wanted.text, true},
                                              {"kind", &kind, true},
                                              {"suggestion", &wanted.suggestion, false},
                                              {"source", &wanted.source, true},
                                              {"note", &wanted.note, false}}) {
        const auto text = text_field(*body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = parse_office_word_kind(kind);
    if (!parsed) return refused({"kind", "应为 wrong、sensitive、allowed 或 name", ""});
    wanted.kind = *parsed;
    return logged_change(
        call, [&] { return app::add_word(call->store, wanted, call.actor.who, call.now()); },
        [&](const OfficeWord& added) {
            return LogEntry{"office_word.add", added.text, kind + " " + added.source};
        },
        [](const OfficeWord& added) { return json(201, dumped(word_json(added))); });
}

httpd::Response delete_office_word(Call& call) {
    const auto number = number_of(call.path.front());
    if (!number) return not_found(number.error().what);
    return logged_change(
        call, [&] { return app::remove_word(call->store, *number, call.actor.who, call.now()); },
        [&](const OfficeWord& removed) {
            return LogEntry{"office_word.remove", removed.text, call.path.front()};
        },
        [](const OfficeWord&) { return no_content(); });
}

httpd::Response post_office_word_table(Call& call) {
    const std::string file =
        call.query.has("file") ? std::string(call.query.text("file")) : "words.csv";
    return logged_change(
        call,
        [&] {
            return app::take_word_table(call->store, file, call.request.body, call.actor.who,
                                        call.now());
        },
        [&](const app::WordsTaken& taken) {
            return LogEntry{"office_word.table", file, fmt::format("加入 {} 条", taken.added)};
        },
        [](const app::WordsTaken& taken) {
            Json faults = Json::array();
            for (const intake::RowError& each : taken.errors) {
                if (faults.size() == kMaxFaults) break;
                faults.push_back({{"line", each.line},
                                  {"column", each.column},
                                  {"value", each.value},
                                  {"what", each.what}});
            }
            return json(
                200, dumped({{"added", taken.added}, {"known", taken.known}, {"faults", faults}}));
        });
}

httpd::Response download_office_words(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto words = app::office_words(call->store);
    if (!words) return broken(words.error());
    httpd::Response out;
    out.body = app::word_table(*words);
    out.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                   {"Content-Disposition", "attachment; filename=\"words.csv\""},
                   {"Cache-Control", "private, no-store"}};
    return out;
}

}  // namespace mingcha::server
