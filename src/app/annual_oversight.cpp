#include "app/annual_oversight.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "app/corrections.h"
#include "app/population.h"
#include "app/score_campaign.h"
#include "base/points.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::array<const char*, 4> kQuarters{"failed_q1", "failed_q2", "failed_q3", "failed_q4"};

AnnualValue value(std::int64_t count, const std::string& source) {
    return {std::to_string(count), AnnualOrigin::observed, source};
}

std::set<std::string> supervised(const std::vector<Site>& sites, const std::string& unit) {
    const auto of_unit = [&](const Site& site) {
        return name_key(site.supervisor) == name_key(unit);
    };
    const bool named = std::any_of(sites.begin(), sites.end(), of_unit);
    std::set<std::string> codes;
    for (const Site& site : sites) {
        if (!named || of_unit(site)) codes.insert(site.site_code);
    }
    return codes;
}

struct Year {
    std::int64_t inspections = 0;
    std::int64_t visits = 0;                            // sites inspected, once a campaign
    std::set<std::string> inspected;                    // once a year
    std::array<std::optional<std::int64_t>, 4> failed;  // by quarter
};

void add(Year& year, const CampaignResult& result, const std::set<std::string>& codes) {
    ++year.inspections;
    const auto quarter = static_cast<std::size_t>((civil(result.campaign.window.to).month - 1) / 3);
    std::int64_t failed = year.failed[quarter].value_or(0);
    for (const SiteResult& site : result.sites) {
        if (!site.checked || !codes.contains(site.site.site_code)) continue;
        ++year.visits;
        year.inspected.insert(site.site.site_code);
        failed += site.passed && !*site.passed ? 1 : 0;
    }
    year.failed[quarter] = failed;
}

void add_corrections(annual::Values& values, const std::vector<annual::Correction>& messages,
                     const std::set<std::string>& codes, std::int32_t year, Instant now) {
    std::vector<annual::Correction> ours;
    std::copy_if(messages.begin(), messages.end(), std::back_inserter(ours),
                 [&](const annual::Correction& each) { return codes.contains(each.site_code); });
    const annual::CorrectionCount count = annual::count_corrections(ours, year, now).all;
    if (count.received == 0) return;
    const std::string source = "找错留言台账";
    values["corrections"] = value(count.received, source);
    if (count.undated > 0) return;  // in time or not cannot be said of all
    values["corrections_in_time"] = value(count.in_time, source);
    values["corrections_overdue"] = value(count.overdue, source);
}

}  // namespace

Result<annual::Values> oversight_values(store::Store& store, const std::filesystem::path& data_dir,
                                        const std::string& unit, std::int32_t year, Instant now) {
    const auto population = population_of_year(store, year);
    if (!population) return Fail(population.error());
    const std::vector<Site>& sites = population->sites;
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    const std::set<std::string> codes = supervised(sites, unit);
    const auto running = std::count_if(sites.begin(), sites.end(), [&](const Site& site) {
        return codes.contains(site.site_code) && site.state == SiteState::running;
    });
    annual::Values values;
    values["unit"] = {unit, AnnualOrigin::observed, "填报单位"};
    values["sites"] = value(running, population->campaign.empty()
                                         ? std::string("网站名录")
                                         : "检查对象冻结名单 " + population->campaign);
    Year seen;
    for (const Campaign& campaign : *campaigns) {
        if (civil(campaign.window.to).year != year) continue;
        const auto scored = score_campaign(store, data_dir, campaign.id, "");
        if (!scored) return Fail(scored.error());
        add(seen, scored->result, codes);
    }
    if (seen.inspections > 0) {
        const std::string source = fmt::format("{}期检查", seen.inspections);
        values["inspections"] = value(seen.inspections, source);
        values["inspected"] = value(seen.visits, source);
        if (running > 0) {
            const auto once = static_cast<std::int64_t>(seen.inspected.size());
            values["inspected_share"] = {
                fixed2(percent(once, std::max<std::int64_t>(running, once))),
                AnnualOrigin::observed, source};
        }
        std::optional<std::int64_t> all = 0;
        for (std::size_t i = 0; i < kQuarters.size(); ++i) {
            if (seen.failed[i]) values[kQuarters[i]] = value(*seen.failed[i], source);
            all = all && seen.failed[i] ? std::optional(*all + *seen.failed[i]) : std::nullopt;
        }
        if (all) values["failed"] = value(*all, source);
    }
    const auto messages = load_corrections(store, {}, 0);
    if (!messages) return Fail(messages.error());
    add_corrections(values, *messages, codes, year, now);
    return values;
}

}  // namespace mingcha::app
