// Sites and accounts of a campaign: lists, one of them, what runs out.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "report/explain.h"
#include "server/routes.h"
#include "server/target_lists.h"
#include "server/view_json.h"

namespace mingcha::server {

using app::CampaignView;

namespace {

template <class Row, class Print>
httpd::Response page_of(const Call& call, const CampaignView& view, const Paging& paging,
                        const std::vector<const Row*>& rows, Print print) {
    Counts counts;
    for (const Row* row : rows) counts.add(*row);
    Json items = Json::array();
    for (std::size_t i = paging.first(); i < rows.size() && items.size() < paging.count(); ++i) {
        items.push_back(print(view, *rows[i]));
    }
    return cached_json(call, view.revision,
                       dumped({{"items", std::move(items)},
                               {"page", paging.page},
                               {"size", paging.size},
                               {"total", rows.size()},
                               {"counts", counts.json()},
                               {"revision", view.revision}}));
}

// From 100 down, stretched where there are no services, up by the bonus.
Json steps(const CampaignView& view, const SiteResult& site) {
    Json rows = Json::array();
    if (!site.scored || !site.score) return rows;
    const GradeScheme& scheme = view.base->material.ruleset.grades;
    Points total =
        site.site.has_services ? scheme.deduct_total : scheme.deduct_total - scheme.services_total;
    const auto step = [&](const char* kind, const std::string& rule, const std::string& title,
                          Points change) {
        total += change;
        rows.push_back({{"kind", kind},
                        {"rule", text_or_null(rule)},
                        {"title", title},
                        {"change", points_json(change)},
                        {"total", points_json(total)}});
    };
    const auto title_of = [&view](const std::string& id) {
        const Rule* rule = view.rule(id);
        return rule == nullptr ? id : rule->title;
    };
    step("start", "", site.site.has_services ? "扣分指标满分" : "扣分指标满分（无对外服务）",
         Points{});
    for (const RulePoints& each : site.deducted) {
        step("deduction", each.rule, title_of(each.rule), Points{} - each.points);
    }
    if (site.part_two && *site.part_two != total) {
        step("stretch", "", site.site.has_services ? "扣至零为止" : "无对外服务，折算为百分制",
             *site.part_two - total);
    }
    if (site.enters_bonus) {
        for (const RulePoints& each : site.earned) {
            step("bonus", each.rule, title_of(each.rule), each.points);
        }
        if (*site.score != total) step("stretch", "", "加分以上限为止", *site.score - total);
    }
    step("result", "", "得分", Points{});
    return rows;
}

Json mending(const report::Explanation& explained) {
    Json items = Json::array();
    for (const report::Mending& each : explained.mend) {
        items.push_back({{"rule", each.rule},
                         {"title", each.title},
                         {"clause", each.clause},
                         {"veto", each.veto},
                         {"waiting", each.waiting},
                         {"effect", each.effect},
                         {"taken", points_json(each.taken)},
                         {"gain", points_json(each.gain)},
                         {"reached", points_json(each.reached)},
                         {"count", each.count},
                         {"problems", each.problems},
                         {"urls", each.urls}});
    }
    return {{"standing", explained.standing},
            {"next", explained.next},
            {"items", items},
            {"workings", explained.workings}};
}

Json unmeasured(const CampaignView& view, const std::vector<NotMeasured>& rules) {
    Json rows = Json::array();
    for (const NotMeasured& each : rules) {
        const Rule* rule = view.rule(each.rule);
        std::string code(to_string(each.reason.code));
        rows.push_back({{"rule", each.rule},
                        {"title", rule == nullptr ? each.rule : rule->title},
                        {"code", code.empty() ? "none" : code},
                        {"text", report::reason_text(each.reason)}});
    }
    return rows;
}

Json deadlines(const CampaignView& view, const app::TargetMaterial& material) {
    Json rows = Json::array();
    for (const audit::Deadline& each : material.deadlines)
        rows.push_back(deadline_json(view, each));
    return rows;
}

Json days(const app::TargetMaterial& material) {
    Json rows = Json::array();
    for (const app::VisitDay& each : material.days) {
        rows.push_back({{"day", format_date(each.day)},
                        {"visits", each.visits},
                        {"failed", each.failed},
                        {"blocked", each.blocked}});
    }
    return rows;
}

Json letters(const app::TargetMaterial& material) {
    Json rows = Json::array();
    for (const app::Letter& each : material.letters) {
        rows.push_back({{"column", each.column},
                        {"title", each.title},
                        {"asked_at", time_or_null(each.asked_at)},
                        {"replied_at", time_or_null(each.replied_at)},
                        {"question", each.question},
                        {"effective", each.effective}});
    }
    return rows;
}

Json history(const CampaignView& view, const std::string& target, Json now) {
    Json rows = Json::array();
    const auto found = view.base->history.find(target);
    if (found != view.base->history.end()) {
        for (const app::PastStanding& each : found->second) {
            const auto past =
                std::find_if(view.base->past.begin(), view.base->past.end(),
                             [&](const auto& one) { return one.campaign.id == each.campaign; });
            if (past == view.base->past.end()) continue;
            const std::string& title = past->campaign.title;
            rows.push_back({{"campaign", each.campaign},
                            {"title", title.empty() ? each.campaign : title},
                            {"as_of", format_instant(past->campaign.as_of)},
                            {"checked", each.checked},
                            {"passed", bool_or_null(each.passed)},
                            {"score", points_json(each.score)},
                            {"grade", text_or_null(each.grade)},
                            {"problems", each.problems}});
        }
    }
    rows.push_back(std::move(now));
    return rows;
}

Json standing_now(const CampaignView& view, bool checked, const std::optional<bool>& passed,
                  const std::optional<Points>& score, const std::string& grade,
                  const std::vector<ScoredFinding>& findings) {
    const Campaign& campaign = view.result.campaign;
    const auto problems =
        std::count_if(findings.begin(), findings.end(), [](const ScoredFinding& each) {
            return each.counts && each.finding.outcome != Outcome::pass;
        });
    return {{"campaign", campaign.id},
            {"title", campaign.title.empty() ? campaign.id : campaign.title},
            {"as_of", format_instant(campaign.as_of)},
            {"checked", checked},
            {"passed", bool_or_null(passed)},
            {"score", points_json(score)},
            {"grade", text_or_null(grade)},
            {"problems", problems}};
}

}  // namespace

httpd::Response list_sites(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (auto same = known_answer(call, seen.view->revision)) return std::move(*same);
    const auto rows = chosen_sites(*seen.view, call.query, call.reach);
    if (!rows) return refused(rows.error());
    return page_of(call, *seen.view, *asked, *rows, site_row);
}

httpd::Response list_accounts(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (auto same = known_answer(call, seen.view->revision)) return std::move(*same);
    const auto rows = chosen_accounts(*seen.view, call.query, call.reach);
    if (!rows) return refused(rows.error());
    return page_of(call, *seen.view, *asked, *rows, account_row);
}

httpd::Response get_site(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const std::string& code = call.path[1];
    const auto found = view.site_by_code.find(code);
    if (found == view.site_by_code.end() ||
        !call.reach.covers(found->second->site, view.base->units)) {
        return not_found("没有标识码为 " + shorten(code, 40) + " 的网站");
    }
    if (auto same = known_answer(call, view.revision)) return std::move(*same);
    const SiteResult& site = *found->second;
    const app::TargetMaterial& material = view.base->of(code);
    const Json now =
        standing_now(view, site.checked, site.passed, site.score, site.grade, site.findings);
    const Json body{{"site", site_row(view, site)},
                    {"steps", steps(view, site)},
                    {"findings", findings_of(view, site.findings, call.person->id)},
                    {"mending", mending(report::explain(site, view.base->material.ruleset))},
                    {"not_measured", unmeasured(view, site.not_measured)},
                    {"availability", days(material)},
                    {"columns", deadlines(view, material)},
                    {"messages", letters(material)},
                    {"history", history(view, code, now)},
                    {"revision", view.revision}};
    return cached_json(call, view.revision, dumped(body));
}

httpd::Response get_account(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const std::string& key = call.path[1];
    const auto found = view.account_by_key.find(key);
    if (found == view.account_by_key.end() ||
        !call.reach.covers(found->second->account, view.base->units)) {
        return not_found("没有标识为 " + shorten(key, 60) + " 的账号");
    }
    if (auto same = known_answer(call, view.revision)) return std::move(*same);
    const AccountResult& account = *found->second;
    const Json now =
        standing_now(view, account.checked, account.passed, std::nullopt, "", account.findings);
    const Json body{{"account", account_row(view, account)},
                    {"findings", findings_of(view, account.findings, call.person->id)},
                    {"mending", mending(report::explain(account, view.base->material.ruleset))},
                    {"not_measured", unmeasured(view, account.not_measured)},
                    {"columns", deadlines(view, view.base->of(key))},
                    {"history", history(view, key, now)},
                    {"revision", view.revision}};
    return cached_json(call, view.revision, dumped(body));
}

httpd::Response list_due(Call& call) {
    constexpr std::int64_t kMostDays = 90;
    const auto within = call.query.number("within", 14, 0, kMostDays);
    if (!within) return refused(within.error());
    const auto overdue = call.query.flag("overdue");
    if (!overdue) return refused(overdue.error());
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    if (auto same = known_answer(call, view.revision)) return std::move(*same);
    std::vector<std::pair<std::int32_t, Json>> found;
    const auto add = [&](const std::string& target, const char* kind, const std::string& unit,
                         const std::string& name) {
        for (const audit::Deadline& each : view.base->of(target).deadlines) {
            if (each.days_left > *within || (each.days_left < 0 && !*overdue)) continue;
            Json row{
                {"target", target}, {"target_kind", kind}, {"unit", unit}, {"target_name", name}};
            row.update(deadline_json(view, each));
            found.emplace_back(each.days_left, std::move(row));
        }
    };
    for (const SiteResult& each : view.result.sites) {
        if (!call.reach.covers(each.site, view.base->units)) continue;
        add(each.site.site_code, "site", each.site.unit, each.site.name);
    }
    for (const AccountResult& each : view.result.accounts) {
        if (!call.reach.covers(each.account, view.base->units)) continue;
        add(account_key(each.account), "account", each.account.operator_name, each.account.name);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Json items = Json::array();
    for (auto& [left, row] : found) items.push_back(std::move(row));
    return cached_json(call, view.revision,
                       dumped({{"today", format_date(view.base->today)},
                               {"within", *within},
                               {"items", std::move(items)},
                               {"revision", view.revision}}));
}

}  // namespace mingcha::server
