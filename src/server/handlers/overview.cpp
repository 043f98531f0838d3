// Campaigns, and how one stands today.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/campaigns.h"
#include "app/publication.h"
#include "base/text.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

using app::CampaignView;

namespace {

constexpr std::int32_t kSoonDays = 7;

Json to_do(std::string_view kind, std::int64_t count, bool urgent, std::string text) {
    return {{"kind", kind}, {"text", std::move(text)}, {"count", count}, {"urgent", urgent}};
}

// "2 个栏目、1 封来信"
std::string kinds_text(const std::map<audit::DueKind, std::int64_t>& kinds) {
    static constexpr std::string_view kUnits[] = {"个首页", "个栏目", "封来信", "个提问", "个账号"};
    std::vector<std::string> words;
    for (const auto& [kind, count] : kinds) {
        words.push_back(fmt::format("{} {}", count, kUnits[static_cast<std::size_t>(kind)]));
    }
    return join(words, "、");
}

struct Due {
    std::map<audit::DueKind, std::int64_t> today, over;
    std::int64_t today_count = 0, over_count = 0;

    void add(const app::TargetMaterial& material) {
        for (const audit::Deadline& each : material.deadlines) {
            if (each.days_left > 0) break;  // soonest first
            ++(each.days_left == 0 ? today : over)[each.kind];
            ++(each.days_left == 0 ? today_count : over_count);
        }
    }
};

// A date that people typed in: "2031-12-24".
void add_date(const CampaignView& view, const char* field, std::string_view kind,
              std::string_view what, Json& list) {
    const auto found = view.result.campaign.fields.find(field);
    if (found == view.result.campaign.fields.end()) return;
    const auto date = parse_date(found->second);
    if (!date) return;
    const std::int32_t left = *date - view.base->today;
    if (left < 0 || left > kSoonDays) return;
    list.push_back(
        to_do(kind, left, left <= 1,
              left == 0 ? fmt::format("今天是{}", what)
                        : fmt::format("距{}还有 {} 天（{}）", what, left, format_date_cn(*date))));
}

struct Totals {
    Counts sites, accounts;
    StateCounts findings;
    std::int64_t high = 0, bonus = 0;
    Points portal_sum;
    std::int64_t portals = 0;
    Due due;

    void add(const CampaignView& view, const SiteResult& site) {
        sites.add(site);
        due.add(view.base->of(site.site.site_code));
        if (!site.checked) return;
        if (site.enters_bonus) ++bonus;
        if (!site.score) return;
        if (*site.score >= Points::whole(100)) ++high;
        if (site.site.kind != SiteKind::portal) return;
        portal_sum += *site.score;
        ++portals;
    }
    Json portal_average() const {
        if (portals == 0) return nullptr;
        return points_json(Points{rounded_ratio(portal_sum.hundredths, portals, 1)});
    }
};

Json to_dos(const CampaignView& view, const Totals& totals) {
    Json list = Json::array();
    const Due& due = totals.due;
    if (due.today_count > 0) {
        list.push_back(
            to_do("due_today", due.today_count, true,
                  fmt::format("今天到期 {} 项：{}", due.today_count, kinds_text(due.today))));
    }
    const StateCounts& states = totals.findings;
    if (!view.result.campaign.closed && states.vetoes_waiting > 0) {
        list.push_back(to_do("review_vetoes", states.vetoes_waiting, true,
                             fmt::format("{} 个单项否决问题待两人确认", states.vetoes_waiting)));
    }
    add_date(view, "report_due", "report_due", "报送期限", list);
    add_date(view, "rectify_by", "rectify_by", "整改期限", list);
    const std::int64_t others = states.waiting - states.vetoes_waiting;
    if (!view.result.campaign.closed && others > 0) {
        list.push_back(
            to_do("review_findings", others, false, fmt::format("{} 个问题待复核", others)));
    }
    if (due.over_count > 0) {
        list.push_back(
            to_do("overdue", due.over_count, false,
                  fmt::format("已超期 {} 项：{}", due.over_count, kinds_text(due.over))));
    }
    const std::int64_t sites = std::max<std::int64_t>(0, totals.sites.total - totals.sites.checked);
    const std::int64_t accounts =
        std::max<std::int64_t>(0, totals.accounts.total - totals.accounts.checked);
    if (sites + accounts > 0) {
        const std::string parts = sites == 0 ? fmt::format("{} 个账号", accounts)
                                  : accounts == 0
                                      ? fmt::format("{} 个网站", sites)
                                      : fmt::format("{} 个网站、{} 个账号", sites, accounts);
        list.push_back(to_do("not_measured", sites + accounts, false, parts + "还没有测到"));
    }
    return list;
}

// As the summary lists them, of what is within reach.
Json grades(const Call& call, const CampaignView& view) {
    Json rows = Json::array();
    for (const GradeRow& row : view.result.summary.grades) {
        std::int64_t count = 0, checked = 0;
        for (const SiteResult& site : view.result.sites) {
            const bool group = site.scored == (row.kind_group == "portal");
            if (site.checked && group && call.reach.covers(site.site, view.base->units)) ++checked;
        }
        for (const std::string& code : row.sites) {
            const auto site = view.site_by_code.find(code);
            if (site == view.site_by_code.end()) continue;
            if (call.reach.covers(site->second->site, view.base->units)) ++count;
        }
        rows.push_back(
            {{"kind_group", row.kind_group},
             {"grade", row.grade},
             {"count", count},
             {"share", checked > 0 ? points_json(percent(count, checked)) : Json(nullptr)}});
    }
    return rows;
}

Json heat(const CampaignView& view, const std::map<std::string, Totals>& divisions) {
    Json rows = Json::array();
    std::vector<std::string> order;
    if (divisions.contains("")) order.emplace_back();
    for (const DivisionRow& row : view.result.summary.accounts_failed_by_division) {
        if (!row.division.empty()) order.push_back(row.division);
    }
    for (const auto& [code, totals] : divisions) {
        if (std::find(order.begin(), order.end(), code) == order.end()) order.push_back(code);
    }
    for (const std::string& code : order) {
        const auto found = divisions.find(code);
        if (found == divisions.end()) continue;
        rows.push_back({{"division", code},
                        {"name", view.base->division_name(code)},
                        {"sites", found->second.sites.json()},
                        {"accounts", found->second.accounts.json()},
                        {"open", found->second.findings.waiting},
                        {"portal_average", found->second.portal_average()}});
    }
    return rows;
}

Json trend_point(const Campaign& campaign, const Summary& summary) {
    return {{"campaign", campaign.id},
            {"title", campaign.title.empty() ? campaign.id : campaign.title},
            {"as_of", format_instant(campaign.as_of)},
            {"site_pass_rate", points_json(summary.site_pass_rate)},
            {"account_pass_rate", points_json(summary.account_pass_rate)},
            {"portal_average", points_json(summary.portal_average)}};
}

// Figures of all: only for those who see all.
Json trend(const Call& call, const CampaignView& view) {
    Json rows = Json::array();
    if (!call.reach.whole()) return rows;
    for (const app::PastCampaign& past : view.base->past) {
        rows.push_back(trend_point(past.campaign, past.summary));
    }
    rows.push_back(trend_point(view.result.campaign, view.result.summary));
    return rows;
}

// The circular's version that was published last, and what changes with it.
struct Official {
    Json json;
    std::string revision;
};
Result<Official> official_version(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto versions = app::published_versions(call->store, call.path.front());
    if (!versions) return Fail(versions.error());
    if (versions->empty()) return Official{nullptr, "0"};
    const PublishedVersion& last = versions->back();
    return Official{
        {{"version", last.number}, {"at", format_instant(last.at)}, {"seal", last.seal}},
        last.seal};
}

}  // namespace

httpd::Response list_campaigns(Call& call) {
    std::vector<Campaign> all;
    {
        const std::lock_guard lock(call->store_mutex);
        auto loaded = app::all_campaigns(call->store);
        if (!loaded) return broken(loaded.error());
        all = std::move(*loaded);
    }
    std::stable_sort(all.begin(), all.end(), [](const Campaign& a, const Campaign& b) {
        return a.window.to > b.window.to;
    });
    Json items = Json::array();
    for (const Campaign& campaign : all) items.push_back(campaign_json(campaign));
    return json(200, dumped({{"items", items}}));
}

httpd::Response get_overview(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const CampaignView& view = *seen.view;
    const auto official = official_version(call);
    if (!official) return broken(official.error());
    const std::string revision = view.revision + "." + official->revision;
    if (auto same = known_answer(call, revision)) return std::move(*same);
    Totals all;
    std::map<std::string, Totals> divisions;
    for (const SiteResult& site : view.result.sites) {
        if (!call.reach.covers(site.site, view.base->units)) continue;
        all.add(view, site);
        divisions[view.base->counted_under(site.site.division)].add(view, site);
    }
    for (const AccountResult& account : view.result.accounts) {
        if (!call.reach.covers(account.account, view.base->units)) continue;
        all.accounts.add(account);
        all.due.add(view.base->of(account_key(account.account)));
        divisions[view.base->counted_under(account.account.division)].accounts.add(account);
    }
    for (const app::FindingPlace& place : view.findings) {
        if (!covers(call.reach, view, place)) continue;
        all.findings.add(place);
        divisions[view.base->counted_under(std::string(division_of(place)))].findings.add(place);
    }
    const Json body{{"campaign", campaign_json(view.result.campaign)},
                    {"revision", view.revision},
                    {"today", format_date(view.base->today)},
                    {"todo", to_dos(view, all)},
                    {"sites", all.sites.json()},
                    {"accounts", all.accounts.json()},
                    {"portal_average", all.portal_average()},
                    {"at_least_100", all.high},
                    {"bonus_entered", all.bonus},
                    {"grades", grades(call, view)},
                    {"divisions", heat(view, divisions)},
                    {"trend", trend(call, view)},
                    {"findings", all.findings.json()},
                    {"warnings", call.reach.whole() ? Json(view.result.warnings) : Json::array()},
                    {"official", official->json}};
    return cached_json(call, revision, dumped(body));
}

}  // namespace mingcha::server
