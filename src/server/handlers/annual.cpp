// Yearly forms of sites: what is filled in, what is missing, who let it through, is it on the site.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/annual_output.h"
#include "base/text.h"
#include "server/body_fields.h"
#include "server/ledger_json.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

constexpr std::int64_t kFirstYear = 2000;
constexpr std::int64_t kLastYear = 2100;
constexpr std::int32_t kLastMonthOfLastYear = 6;  // up to June people work on last year's form
constexpr std::size_t kMaxValues = 200;

struct Format {
    std::string_view name, type;
};
constexpr std::array<Format, 3> kFormats{
    {{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
     {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     {"html", "text/html; charset=utf-8"}}};

// The year that people work on when the campaign is looked at.
std::int64_t usual_year(const Campaign& campaign) {
    const YearMonthDay day = civil(date_of(campaign.as_of));
    return day.month <= kLastMonthOfLastYear ? day.year - 1 : day.year;
}

Result<std::int32_t> asked_year(const Call& call, const app::CampaignView& view) {
    const auto year =
        call.query.number("year", usual_year(view.result.campaign), kFirstYear, kLastYear);
    if (!year) return Fail(year.error());
    return static_cast<std::int32_t>(*year);
}

bool sees(const Call& call, const app::CampaignView& view, const std::string& site) {
    return call.reach.whole() || covers(call.reach, view, site);
}

app::AnnualQuery query_of(std::int32_t year, std::vector<std::string> subjects) {
    return {AnnualForm::work, year, std::move(subjects)};
}

Result<app::AnnualEntry> one_entry(Call& call, std::int32_t year) {
    const auto entries = app::annual_entries(call->store, query_of(year, {call.path[1]}));
    if (!entries) return Fail(entries.error());
    return entries->front();
}

httpd::Response no_form() {
    return not_found("没有这个网站的年度报表", "从列表中选择");
}

std::string_view word_of(app::AnnualPlace place) {
    switch (place) {
        case app::AnnualPlace::on_home:
            return "home";
        case app::AnnualPlace::in_column:
            return "column";
        case app::AnnualPlace::absent:
            return "absent";
        case app::AnnualPlace::unread:
            break;
    }
    return "not_measured";
}

bool is_complete(const Json& row) {
    return row["missing"] == 0;
}

Json annual_counts(const Json& items) {
    std::int64_t begun = 0, complete = 0, contradicting = 0, approved = 0, published = 0;
    for (const Json& row : items) {
        begun += row["begun"] == true ? 1 : 0;
        complete += is_complete(row) ? 1 : 0;
        contradicting += row["contradictions"] != 0 ? 1 : 0;
        approved += row["stage"] == "approved" ? 1 : 0;
        published += row["stage"] == "published" ? 1 : 0;
    }
    return {{"total", items.size()},          {"begun", begun},       {"complete", complete},
            {"contradicting", contradicting}, {"approved", approved}, {"published", published}};
}

bool is_wanted(const Json& row, std::string_view show) {
    if (show == "not_begun") return row["begun"] == false;
    if (show == "incomplete") return row["begun"] == true && !is_complete(row);
    if (show == "contradicting") return row["contradictions"] != 0;
    if (show == "unpublished") return row["stage"] != "published";
    return true;
}

httpd::Response step_answer(Call& call, std::int32_t year) {
    const auto entry = one_entry(call, year);
    if (!entry) return broken(entry.error());
    return json(200, dumped(annual_detail_json(*entry)));
}

httpd::Response take_step(Call& call, const Json& body,
                          std::initializer_list<AnnualStage> possible) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    if (!sees(call, *seen.view, call.path[1])) return no_form();
    annual::Move step;
    std::string to;
    for (const auto& [name, field, needed] : {std::tuple{"to", &to, true},
                                              {"reason", &step.reason, false},
                                              {"url", &step.public_url, false}}) {
        const auto text = text_field(body, name, needed);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const auto parsed = parse_annual_stage(to);
    if (!parsed || std::find(possible.begin(), possible.end(), *parsed) == possible.end()) {
        return refused({"to", "这里不能" + shorten(to, 20), "见 schemas/openapi.yaml"});
    }
    step.to = *parsed;
    step.by = call.actor.who;
    step.at = call.now();
    return logged_change(
        call, [&] { return app::move_annual(call->store, query_of(*year, {call.path[1]}), step); },
        [&](const std::vector<app::AnnualEntry>&) {
            return LogEntry{"annual." + to, fmt::format("{}/{}", call.path[1], *year), step.reason};
        },
        [&](const std::vector<app::AnnualEntry>&) { return step_answer(call, *year); });
}

}  // namespace

httpd::Response list_annual_forms(Call& call) {
    const auto paged = paging(call.query);
    if (!paged) return refused(paged.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    const auto entries = [&] {
        const std::lock_guard lock(call->store_mutex);
        return app::annual_entries(call->store, query_of(*year, {}));
    }();
    if (!entries) return refused(entries.error());
    const std::string q = name_key(call.query.text("q"));
    Json all = Json::array();
    Json items = Json::array();
    std::size_t total = 0;
    for (const app::AnnualEntry& entry : *entries) {
        if (!sees(call, *seen.view, entry.report.subject)) continue;
        const Json& row = all.emplace_back(annual_row_json(entry));
        const bool named =
            name_key(entry.report.subject + "\n" + entry.name + "\n" + entry.unit).find(q) !=
            std::string::npos;
        if (!named || !is_wanted(row, call.query.text("show"))) continue;
        const std::size_t at = total++;
        if (at >= paged->first() && items.size() < paged->count()) items.push_back(row);
    }
    return json(200, dumped({{"year", *year},
                             {"items", items},
                             {"page", paged->page},
                             {"size", paged->size},
                             {"total", total},
                             {"counts", annual_counts(all)}}));
}

httpd::Response fill_annual_forms(Call& call) {
    const auto body = object_body(call, {});
    if (!body) return refused(body.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    return logged_change(
        call,
        [&] {
            return app::fill_annual(call->store, call->options.data_dir, query_of(*year, {}),
                                    call.now());
        },
        [&](const app::AnnualFill& fill) {
            return LogEntry{"annual.fill", std::to_string(*year),
                            fmt::format("{} 张表，{} 项", fill.entries.size(), fill.values)};
        },
        [](const app::AnnualFill& fill) {
            return json(200, dumped({{"forms", fill.entries.size()},
                                     {"values", fill.values},
                                     {"closed", fill.closed},
                                     {"warnings", fill.warnings}}));
        });
}

httpd::Response list_annual_looks(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    if (auto same = known_answer(call, seen.view->revision)) return std::move(*same);
    // Facts of every site are read: by a connection of its own, nobody else waits.
    const auto store = call->options.open_store();
    if (!store) return broken(store.error());
    const auto looks =
        app::look_for_annual(**store, call->options.data_dir, call.path.front(), *year);
    if (!looks) return refused(looks.error());
    Json items = Json::array();
    for (const app::AnnualLook& look : *looks) {
        if (!sees(call, *seen.view, look.site_code)) continue;
        items.push_back({{"site_code", look.site_code},
                         {"place", word_of(look.place)},
                         {"url", text_or_null(look.url)},
                         {"reason", text_or_null(look.reason)}});
    }
    return cached_json(call, seen.view->revision,
                       dumped({{"year", *year}, {"items", std::move(items)}}));
}

httpd::Response get_annual_form(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    if (!sees(call, *seen.view, call.path[1])) return no_form();
    const std::lock_guard lock(call->store_mutex);
    const auto entry = one_entry(call, *year);
    if (!entry) return not_found(entry.error().what, entry.error().hint);
    return json(200, dumped(annual_detail_json(*entry)));
}

httpd::Response put_annual_values(Call& call) {
    const auto body = object_body(call, {"values"});
    if (!body) return refused(body.error());
    if (!body->contains("values") || !(*body)["values"].is_object() ||
        (*body)["values"].size() > kMaxValues) {
        return refused({"values", "应为 项目: 内容 的对象", "见 schemas/openapi.yaml"});
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    if (!sees(call, *seen.view, call.path[1])) return no_form();
    std::vector<std::string> values, names;
    for (const auto& [name, value] : (*body)["values"].items()) {
        if (!value.is_string()) return refused({shorten(name, 40), "应为文字", ""});
        values.push_back(name + "=" + value.get<std::string>());
        names.push_back(name);
    }
    return logged_change(
        call,
        [&] {
            return app::enter_annual(call->store, query_of(*year, {call.path[1]}), values,
                                     call.actor.who, call.now());
        },
        [&](const app::AnnualEntry&) {
            return LogEntry{"annual.enter", fmt::format("{}/{}", call.path[1], *year),
                            join(names, "、")};
        },
        [](const app::AnnualEntry& entry) { return json(200, dumped(annual_detail_json(entry))); });
}

httpd::Response post_annual_unit_step(Call& call) {
    const auto body = object_body(call, {"to", "url"});
    if (!body) return refused(body.error());
    return take_step(call, *body, {AnnualStage::published});
}

httpd::Response post_annual_office_step(Call& call) {
    const auto body = object_body(call, {"to", "reason"});
    if (!body) return refused(body.error());
    return take_step(call, *body,
                     {AnnualStage::reviewed, AnnualStage::returned, AnnualStage::approved});
}

httpd::Response download_annual_form(Call& call) {
    const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&](const Format& each) { return each.name == call.path[2]; });
    if (format == kFormats.end()) {
        return not_found("没有 " + shorten(call.path[2], 20) + " 格式的报表", "docx、xlsx 或 html");
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto year = asked_year(call, *seen.view);
    if (!year) return refused(year.error());
    if (!sees(call, *seen.view, call.path[1])) return no_form();
    const std::lock_guard lock(call->store_mutex);
    const auto entry = one_entry(call, *year);
    if (!entry) return not_found(entry.error().what, entry.error().hint);
    auto bytes = app::annual_file(*entry, std::string(format->name));
    if (!bytes) return broken(bytes.error());
    httpd::Response out;
    out.body = std::move(*bytes);
    out.headers = {{"Content-Type", std::string(format->type)},
                   {"Content-Disposition",
                    fmt::format("attachment; filename=\"annual-{}.{}\"", *year, format->name)},
                   {"Cache-Control", "private, no-store"}};
    return out;
}

}  // namespace mingcha::server
