#include "app/population.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/verdicts.h"
#include "base/text.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::ordered_json;

std::vector<Site>& rows_in(Registry& registry, const Site*) {
    return registry.sites;
}
std::vector<Account>& rows_in(Registry& registry, const Account*) {
    return registry.accounts;
}

// Steps behind the campaign's moment are taken back: what is cancelled today was inspected then.
// States that a table brought count at once, for nobody knows since when they hold.
template <class Row>
Result<std::vector<Row>> rows_as_of(store::Store& store, const std::string& campaign) {
    auto rows = store::load<Row>(store);
    if (!rows) return rows;
    auto log = store::load<LifeEvent>(store);
    if (!log) return Fail(log.error());
    std::erase_if(*log, [](const LifeEvent& step) { return step.action == LifeAction::imported; });
    if (log->empty()) return rows;
    const auto found = find_campaign(store, campaign);
    if (!found) return Fail(found.error());
    Registry registry;
    const Row* kind = nullptr;
    rows_in(registry, kind) = std::move(*rows);
    auto population = lifecycle::population_on(registry, *log, date_of(found->as_of));
    registry.sites = std::move(population.sites);
    registry.accounts = std::move(population.accounts);
    return std::move(rows_in(registry, kind));
}

template <class Row>
Result<std::vector<Row>> rows_of(store::Store& store, const std::string& campaign) {
    const auto freezes = freezes_of(store, campaign);
    if (!freezes) return Fail(freezes.error());
    if (freezes->empty()) return rows_as_of<Row>(store, campaign);
    auto rows = store::load<Row>(store, campaign);
    if (!rows) return rows;
    std::int32_t place = 0;
    for (Row& row : *rows) row.row = ++place;
    return rows;
}

template <class Row>
Result<bool> replace_rows(store::Store& store, const std::string& campaign,
                          const std::vector<Row>& rows) {
    std::vector<store::Record> records;
    for (const Row& row : rows) records.push_back(store::to_record(row));
    return store.replace(store::kind_of(static_cast<const Row*>(nullptr)), campaign, records);
}

Result<Date> day_of(const FreezeRequest& request, const Campaign& campaign) {
    const Date on = request.on.value_or(campaign.accounts_as_of.value_or(campaign.window.from));
    if (on <= date_of(request.now)) return on;
    return fail("--on", fmt::format("{} 还没有到", format_date(on)),
                "到那一天再冻结，或写更早的日期");
}

Result<bool> check(const FreezeRequest& request, const Campaign& campaign,
                   const std::vector<store::Freeze>& before) {
    if (campaign.closed || campaign.origin == CampaignOrigin::document) {
        return fail(campaign.id, "这次检查已结束，检查对象不能再改", "另建一次检查");
    }
    if (trim(request.by).empty()) return fail("campaign freeze", "没有写明是谁", "加 --by NAME");
    if (before.empty()) return true;
    if (!request.again) {
        return fail(campaign.id,
                    fmt::format("检查对象已于 {} 冻结（{}）", format_date(before.back().on),
                                before.back().hash.substr(0, 12)),
                    "campaign population 可看；确须重来加 --again --reason 理由");
    }
    if (trim(request.reason).empty()) {
        return fail("--again", "没有写明理由", "加 --reason，原来的冻结记录仍保留");
    }
    return true;
}

std::string table_text(const char* title, const lifecycle::CountTable& table) {
    std::string out = fmt::format("{}（正常运行）\n", title);
    for (const std::string& column : table.columns) out += "\t" + column;
    out += "\t合计\n";
    const auto line = [&](const std::string& name, const std::vector<std::int64_t>& counts,
                          std::int64_t total) {
        out += name;
        for (const std::int64_t count : counts) out += fmt::format("\t{}", count);
        out += fmt::format("\t{}\n", total);
    };
    for (const auto& row : table.rows) line(row.division, row.counts, row.total);
    line("合计", table.totals, table.total);
    return out;
}

Json table_json(const lifecycle::CountTable& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        rows.push_back({{"division", row.division}, {"counts", row.counts}, {"total", row.total}});
    }
    return {{"columns", table.columns},
            {"rows", rows},
            {"totals", table.totals},
            {"total", table.total}};
}

// The registry on the day, within the scope; `freeze` is left empty.
Result<Frozen> population_for(store::Store& store, const Campaign& campaign,
                              const FreezeRequest& request) {
    if (const auto right = lifecycle::check(request.scope); !right) return Fail(right.error());
    const auto on = day_of(request, campaign);
    if (!on) return Fail(on.error());
    Registry registry;
    std::vector<LifeEvent> log;
    Frozen frozen;
    for (const auto& loaded :
         {store::load_into(store, {}, registry.sites),
          store::load_into(store, {}, registry.accounts), store::load_into(store, {}, log),
          store::load_into(store, {}, frozen.divisions)}) {
        if (!loaded) return Fail(loaded.error());
    }
    frozen.population = lifecycle::population_on(registry, log, *on);
    lifecycle::narrow(frozen.population, request.scope);
    if (frozen.population.sites.empty() && frozen.population.accounts.empty()) {
        return fail(campaign.id, "这个范围里没有网站，也没有账号", "放宽检查范围");
    }
    return frozen;
}

}  // namespace

Result<std::vector<store::Freeze>> freezes_of(store::Store& store, const std::string& campaign) {
    return store::load<store::Freeze>(store, campaign);
}

Result<std::vector<Site>> sites_of(store::Store& store, const std::string& campaign) {
    return rows_of<Site>(store, campaign);
}

Result<std::vector<Account>> accounts_of(store::Store& store, const std::string& campaign) {
    return rows_of<Account>(store, campaign);
}

Result<YearPopulation> population_of_year(store::Store& store, std::int32_t year) {
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    const Campaign* last = nullptr;
    for (const Campaign& each : *campaigns) {
        if (each.origin == CampaignOrigin::document || civil(each.window.to).year != year) continue;
        const auto freezes = freezes_of(store, each.id);
        if (!freezes) return Fail(freezes.error());
        if (freezes->empty() || (last != nullptr && each.window.to < last->window.to)) continue;
        last = &each;
    }
    YearPopulation out;
    if (last != nullptr) out.campaign = last->id;
    auto sites = last == nullptr ? store::load<Site>(store) : sites_of(store, last->id);
    if (!sites) return Fail(sites.error());
    auto accounts = last == nullptr ? store::load<Account>(store) : accounts_of(store, last->id);
    if (!accounts) return Fail(accounts.error());
    out.sites = std::move(*sites);
    out.accounts = std::move(*accounts);
    return out;
}

Result<Frozen> freeze_campaign(store::Store& store, const FreezeRequest& request) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    const auto before = freezes_of(store, campaign->id);
    if (!before) return Fail(before.error());
    if (const auto fits = check(request, *campaign, *before); !fits) return Fail(fits.error());
    auto made = population_for(store, *campaign, request);
    if (!made) return made;
    Frozen frozen = std::move(*made);
    frozen.freeze = {static_cast<std::int32_t>(before->size()) + 1,
                     frozen.population.on,
                     frozen.population.hash,
                     request.by,
                     request.reason,
                     request.now,
                     frozen.population.notes};
    frozen.freezes = before->size() + 1;
    for (const auto& written : {replace_rows(store, campaign->id, frozen.population.sites),
                                replace_rows(store, campaign->id, frozen.population.accounts),
                                store::save<store::Freeze>(store, campaign->id, {frozen.freeze})}) {
        if (!written) return Fail(written.error());
    }
    if (const auto done = change.done(); !done) return Fail(done.error());
    return frozen;
}

Result<Frozen> frozen_preview(store::Store& store, const FreezeRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    return population_for(store, *campaign, request);
}

Result<Frozen> frozen_campaign(store::Store& store, const std::string& id) {
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const auto freezes = freezes_of(store, campaign->id);
    if (!freezes) return Fail(freezes.error());
    if (freezes->empty()) {
        return fail(campaign->id, "检查对象没有冻结，以名录现状为准",
                    "campaign freeze " + campaign->id + " --by NAME");
    }
    Frozen frozen;
    frozen.freeze = freezes->back();
    frozen.freezes = freezes->size();
    auto sites = sites_of(store, campaign->id);
    if (!sites) return Fail(sites.error());
    auto accounts = accounts_of(store, campaign->id);
    if (!accounts) return Fail(accounts.error());
    if (const auto loaded = store::load_into(store, {}, frozen.divisions); !loaded) {
        return Fail(loaded.error());
    }
    frozen.population.on = frozen.freeze.on;
    frozen.population.sites = std::move(*sites);
    frozen.population.accounts = std::move(*accounts);
    frozen.population.notes = frozen.freeze.notes;
    frozen.population.hash =
        lifecycle::population_hash(frozen.population.sites, frozen.population.accounts);
    if (frozen.population.hash != frozen.freeze.hash) {
        return fail(campaign->id,
                    fmt::format("冻结的名单与登记的摘要不符：{}，应为 {}", frozen.population.hash,
                                frozen.freeze.hash),
                    "数据被改动过：从备份恢复");
    }
    return frozen;
}

std::string frozen_text(const Frozen& frozen) {
    const lifecycle::Population& population = frozen.population;
    std::string out =
        fmt::format("检查对象，{}，SHA-256 {}（{} 冻结，第 {} 次）\n", format_date(population.on),
                    population.hash, frozen.freeze.by, frozen.freeze.number);
    out += table_text("网站", lifecycle::count_sites(population, frozen.divisions));
    out += table_text("新媒体账号", lifecycle::count_accounts(population, frozen.divisions));
    for (const Site& site : population.sites) {
        out += fmt::format("{}  {}  {}  {}  {}\n", site.site_code, site.name, site.url,
                           to_chinese(site.kind), to_chinese(site.state));
    }
    for (const Account& account : population.accounts) {
        out += fmt::format("{}  {}  {}  {}  {}\n",
                           account.account_code.empty() ? "无" : account.account_code, account.name,
                           account.operator_name, account.type, to_chinese(account.state));
    }
    for (const std::string& note : population.notes) out += "提示: " + note + "\n";
    return out;
}

std::string frozen_json(const Frozen& frozen) {
    const lifecycle::Population& population = frozen.population;
    Json sites = Json::array();
    for (const Site& site : population.sites) {
        sites.push_back({{"site_code", site.site_code},
                         {"name", site.name},
                         {"unit", site.unit},
                         {"url", site.url},
                         {"kind", to_string(site.kind)},
                         {"division", site.division},
                         {"state", to_string(site.state)}});
    }
    Json accounts = Json::array();
    for (const Account& account : population.accounts) {
        accounts.push_back(
            {{"account_code", account.account_code.empty() ? "无" : account.account_code},
             {"name", account.name},
             {"operator", account.operator_name},
             {"type", account.type},
             {"division", account.division},
             {"state", to_string(account.state)}});
    }
    const Json json{
        {"on", format_date(population.on)},
        {"hash", population.hash},
        {"by", frozen.freeze.by},
        {"at", format_instant(frozen.freeze.at)},
        {"number", frozen.freeze.number},
        {"site_counts", table_json(lifecycle::count_sites(population, frozen.divisions))},
        {"account_counts", table_json(lifecycle::count_accounts(population, frozen.divisions))},
        {"sites", sites},
        {"accounts", accounts},
        {"notes", population.notes}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mingcha::app
