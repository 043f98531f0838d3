#include "app/annual_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "annual/fields.h"
#include "annual/observe.h"
#include "app/annual_oversight.h"
#include "app/population.h"
#include "app/verdicts.h"
#include "audit/site_view.h"
#include "base/text.h"
#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::int32_t kFirstYear = 2000;
constexpr std::int32_t kLastYear = 2100;
constexpr std::string_view kImportScope = "annual";  // app/importing keeps the rows there

Result<bool> check_year(std::int32_t year) {
    if (year >= kFirstYear && year <= kLastYear) return true;
    return fail("--year", fmt::format("{} 不是年度", year),
                fmt::format("{}–{}", kFirstYear, kLastYear));
}

AnnualReport empty_form(const AnnualQuery& query, const std::string& subject) {
    AnnualReport report;
    report.form = query.form;
    report.subject = subject;
    report.year = query.year;
    return report;
}

Result<std::map<std::string, AnnualReport>> stored_forms(store::Store& store,
                                                         const AnnualQuery& query) {
    const auto rows = store::load<AnnualReport>(store);
    if (!rows) return Fail(rows.error());
    std::map<std::string, AnnualReport> forms;
    for (const AnnualReport& row : *rows) {
        if (row.form == query.form && row.year == query.year) forms[row.subject] = row;
    }
    return forms;
}

// The year's frozen population, else the registry; a site that is named may be in either.
Result<std::vector<Site>> sites_of(store::Store& store, const AnnualQuery& query) {
    auto population = population_of_year(store, query.year);
    if (!population) return Fail(population.error());
    std::vector<Site>& sites = population->sites;
    if (query.subjects.empty()) {
        std::erase_if(sites, [](const Site& site) { return site.state != SiteState::running; });
        return std::move(sites);
    }
    const auto registered = store::load<Site>(store);
    if (!registered) return Fail(registered.error());
    sites.insert(sites.end(), registered->begin(), registered->end());
    std::vector<Site> chosen;
    for (const std::string& code : query.subjects) {
        const auto found = std::find_if(sites.begin(), sites.end(),
                                        [&](const Site& site) { return site.site_code == code; });
        if (found == sites.end()) {
            return fail(code, "网站名录里没有这个标识码", "mingcha export sites 列出全部网站");
        }
        chosen.push_back(*found);
    }
    return chosen;
}

bool counts_for(const Campaign& campaign, std::int32_t year) {
    const YearMonthDay day = civil(date_of(campaign.as_of));
    return campaign.origin != CampaignOrigin::document &&
           (day.year == year || (day.year == year + 1 && day.month == 1));
}

// What a year's forms are filled from.
struct Known {
    std::vector<Site> sites;          // in the order of the entries
    std::vector<Campaign> campaigns;  // of the year
    std::vector<MessageRow> messages;
    std::vector<Account> accounts;
    std::vector<Post> posts;
    std::vector<store::PlainRow> imported;
};

// What inspections of the year saw of one site.
Result<annual::Values> observed(const std::filesystem::path& data_dir, store::GatherIndex& index,
                                const Known& known, const Site& site, std::int32_t year) {
    annual::SiteYear seen(site, year);
    for (const Campaign& campaign : known.campaigns) {
        auto loaded = store::load_site_facts(data_dir, index, campaign.id, site);
        if (!loaded) return Fail(loaded.error());
        if (!loaded->facts.visited) continue;
        for (const MessageRow& row : known.messages) {
            if (row.site_code == site.site_code) loaded->facts.messages.push_back(row);
        }
        seen.add(audit::SiteView(loaded->facts, campaign.as_of));
    }
    return seen.values(known.accounts, known.posts);
}

// Cells of an imported row that name a field; others are told once.
void take_imported(const store::PlainRow& row, AnnualFill& fill, AnnualReport& report) {
    for (const auto& [heading, cell] : row.cells) {
        const annual::Field* field = annual::find_field(report.form, heading);
        if (field == nullptr) {
            if (heading == "year") continue;
            const std::string note = fmt::format("导入的年度报表列“{}”不是报表里的项目", heading);
            if (std::find(fill.warnings.begin(), fill.warnings.end(), note) ==
                fill.warnings.end()) {
                fill.warnings.push_back(note);
            }
            continue;
        }
        const auto value = annual::read_value(*field, cell);
        if (!value) {
            fill.warnings.push_back(fmt::format("{}：{}：{}（{}）", report.subject,
                                                value.error().where, value.error().what,
                                                value.error().hint));
            continue;
        }
        const AnnualValue imported{*value, AnnualOrigin::imported, "import annual"};
        fill.values += annual::propose(report, field->id, imported) ? 1 : 0;
    }
}

void take(const annual::Values& values, AnnualFill& fill, AnnualReport& report) {
    for (const auto& [field, value] : values) {
        fill.values += annual::propose(report, field, value) ? 1 : 0;
    }
}

Result<bool> fill_oversight(store::Store& store, const std::filesystem::path& data_dir, Instant now,
                            AnnualFill& fill) {
    for (AnnualEntry& entry : fill.entries) {
        if (!annual::is_open(entry.report)) {
            ++fill.closed;
            continue;
        }
        const auto values =
            oversight_values(store, data_dir, entry.report.subject, entry.report.year, now);
        if (!values) return Fail(values.error());
        take(*values, fill, entry.report);
    }
    return true;
}

Result<bool> load_known(store::Store& store, const AnnualQuery& query, Known& known) {
    auto sites = sites_of(store, query);
    if (!sites) return Fail(sites.error());
    known.sites = std::move(*sites);
    for (const auto& loaded :
         {store::load_into(store, {}, known.campaigns), store::load_into(store, {}, known.messages),
          store::load_into(store, {}, known.posts),
          store::load_into(store, kImportScope, known.imported)}) {
        if (!loaded) return Fail(loaded.error());
    }
    auto population = population_of_year(store, query.year);
    if (!population) return Fail(population.error());
    known.accounts = std::move(population->accounts);
    std::erase_if(known.campaigns,
                  [&](const Campaign& each) { return !counts_for(each, query.year); });
    return true;
}

Result<bool> fill_work(store::Store& store, const std::filesystem::path& data_dir,
                       const AnnualQuery& query, AnnualFill& fill) {
    Known known;
    if (const auto loaded = load_known(store, query, known); !loaded) return loaded;
    auto index = store::GatherIndex::open(store::evidence_folder(data_dir));
    if (!index) return Fail(index.error());
    for (std::size_t i = 0; i < fill.entries.size(); ++i) {
        AnnualReport& report = fill.entries[i].report;
        if (!annual::is_open(report)) {
            ++fill.closed;
            continue;
        }
        const auto values = observed(data_dir, **index, known, known.sites[i], query.year);
        if (!values) return Fail(values.error());
        take(*values, fill, report);
        for (const store::PlainRow& row : known.imported) {
            if (row.key == fmt::format("{}/{}", report.subject, query.year)) {
                take_imported(row, fill, report);
            }
        }
    }
    return true;
}

Result<bool> keep(store::Store& store, const std::vector<AnnualEntry>& entries) {
    std::vector<AnnualReport> rows;
    for (const AnnualEntry& entry : entries) rows.push_back(entry.report);
    return store::save(store, {}, rows);
}

}  // namespace

Result<std::vector<AnnualEntry>> annual_entries(store::Store& store, const AnnualQuery& query) {
    if (const auto year = check_year(query.year); !year) return Fail(year.error());
    const auto forms = stored_forms(store, query);
    if (!forms) return Fail(forms.error());
    const auto stored = [&](const std::string& subject) {
        const auto found = forms->find(subject);
        return found == forms->end() ? empty_form(query, subject) : found->second;
    };
    std::vector<AnnualEntry> entries;
    if (query.form == AnnualForm::oversight) {
        if (query.subjects.empty()) {
            return fail("annual", "监管年度报表须写明填报单位",
                        "annual … 单位名称 --form oversight");
        }
        for (const std::string& unit : query.subjects)
            entries.push_back({stored(unit), unit, unit});
        return entries;
    }
    const auto sites = sites_of(store, query);
    if (!sites) return Fail(sites.error());
    for (const Site& site : *sites) {
        entries.push_back({stored(site.site_code), site.name, site.unit});
    }
    return entries;
}

Result<AnnualFill> fill_annual(store::Store& store, const std::filesystem::path& data_dir,
                               const AnnualQuery& query, Instant now) {
    auto entries = annual_entries(store, query);
    if (!entries) return Fail(entries.error());
    AnnualFill fill;
    fill.entries = std::move(*entries);
    const Result<bool> filled = query.form == AnnualForm::oversight
                                    ? fill_oversight(store, data_dir, now, fill)
                                    : fill_work(store, data_dir, query, fill);
    if (!filled) return Fail(filled.error());
    if (const auto kept = keep(store, fill.entries); !kept) return Fail(kept.error());
    return fill;
}

Result<AnnualEntry> enter_annual(store::Store& store, const AnnualQuery& query,
                                 const std::vector<std::string>& values, const std::string& by,
                                 Instant now) {
    auto entries = annual_entries(store, query);
    if (!entries) return Fail(entries.error());
    if (entries->size() != 1) return fail("annual set", "一次填一张表", "写明一个标识码或单位");
    AnnualEntry entry = std::move(entries->front());
    for (const std::string& each : values) {
        const std::size_t equal = each.find('=');
        if (equal == std::string::npos) {
            return fail(each, "不是 项目=内容", "如 visits=12345 或 网站总访问量=12345");
        }
        auto entered =
            annual::enter(std::move(entry.report), std::string_view(each).substr(0, equal),
                          std::string_view(each).substr(equal + 1), by, now);
        if (!entered) return Fail(entered.error());
        entry.report = std::move(*entered);
    }
    if (const auto kept = keep(store, {entry}); !kept) return Fail(kept.error());
    return entry;
}

Result<std::vector<AnnualEntry>> move_annual(store::Store& store, const AnnualQuery& query,
                                             const annual::Move& step) {
    auto entries = annual_entries(store, query);
    if (!entries) return entries;
    if (step.to == AnnualStage::published && entries->size() != 1) {
        return fail("annual publish", "一次发布一张表：每张有自己的公开网址",
                    "写明一个标识码或单位");
    }
    for (AnnualEntry& entry : *entries) {
        auto moved = annual::move(entry.report, step);
        if (!moved) return Fail(moved.error());
        entry.report = std::move(*moved);
    }
    if (const auto kept = keep(store, *entries); !kept) return Fail(kept.error());
    return entries;
}

Result<std::vector<AnnualLook>> look_for_annual(store::Store& store,
                                                const std::filesystem::path& data_dir,
                                                const std::string& campaign, std::int32_t year) {
    if (const auto checked = check_year(year); !checked) return Fail(checked.error());
    const auto chosen = find_campaign(store, campaign);
    if (!chosen) return Fail(chosen.error());
    const auto sites = app::sites_of(store, campaign);
    if (!sites) return Fail(sites.error());
    auto index = store::GatherIndex::open(store::evidence_folder(data_dir));
    if (!index) return Fail(index.error());
    std::vector<AnnualLook> looks;
    for (const Site& site : *sites) {
        if (site.state != SiteState::running) continue;
        const auto loaded = store::load_site_facts(data_dir, **index, campaign, site);
        if (!loaded) return Fail(loaded.error());
        const audit::SiteView view(loaded->facts, chosen->as_of);
        AnnualLook look{site.site_code, site.name, AnnualPlace::absent, {}, {}};
        if (view.home() == nullptr) {
            look.place = AnnualPlace::unread;
            look.reason = view.home_problem().text;
        }
        for (const audit::SiteLink& each : view.shown_links()) {
            const std::string_view text = each.link->text;
            const bool named = text.find("年度报表") != std::string_view::npos;
            const bool of_year = text.find(std::to_string(year)) != std::string_view::npos;
            const bool on_home = each.page == view.home();
            // On the home page an entry without its year may lead to last year's form.
            if (!named || !of_year || look.place == AnnualPlace::on_home) continue;
            look.place = on_home ? AnnualPlace::on_home : AnnualPlace::in_column;
            look.url = each.link->url;
        }
        if (look.place == AnnualPlace::absent && loaded->facts.cut_short.code != ReasonCode::none) {
            look.place = AnnualPlace::unread;
            look.reason = loaded->facts.cut_short.text;
        }
        looks.push_back(std::move(look));
    }
    return looks;
}

}  // namespace mingcha::app
