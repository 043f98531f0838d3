// The figures of a campaign: counts, rates, averages, grades, bands (contract §4, summary). What
// was not measured is in the totals and in nothing else.
#include <algorithm>
#include <limits>

#include "ruleset/interaction.h"
#include "score/target.h"

namespace mingcha::score {

namespace {

constexpr Points kHigh = Points::whole(100);  // 100分以上 includes the number itself
constexpr const char* kPortalGroup = "portal";
constexpr const char* kOtherGroup = "non_portal";
constexpr const char* kPassed = "合格";  // what portals are listed under
constexpr const char* kFailed = "不合格";

void add_row(std::vector<GradeRow>& rows, const char* group, const std::string& grade) {
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const GradeRow& row) {
        return row.kind_group == group && row.grade == grade;
    });
    if (known) return;  // nationally several grades bear one name
    GradeRow row;
    row.kind_group = group;
    row.grade = grade;
    rows.push_back(std::move(row));
}

std::string listed_grade(const SiteResult& site) {
    if (!site.scored) return site.grade;
    if (!site.passed) return {};
    return *site.passed ? kPassed : kFailed;
}

std::vector<GradeRow> grade_rows(const CampaignResult& result, const GradeScheme& grades) {
    std::vector<GradeRow> rows;
    add_row(rows, kPortalGroup, kPassed);
    add_row(rows, kPortalGroup, kFailed);
    for (const std::string& grade :
         {grades.grade_best, grades.grade_good, grades.grade_pass, grades.grade_fail}) {
        add_row(rows, kOtherGroup, grade);
    }
    for (GradeRow& row : rows) {
        const bool scored = row.kind_group == kPortalGroup;
        std::int64_t checked = 0;
        for (const SiteResult& site : result.sites) {
            if (!site.checked || site.scored != scored) continue;
            ++checked;
            if (listed_grade(site) == row.grade) row.sites.push_back(site.site.site_code);
        }
        row.count = static_cast<std::int64_t>(row.sites.size());
        if (checked > 0) row.share = percent(row.count, checked);
    }
    return rows;
}

// Every division of the registry in its order, with none failed too; behind them what accounts name
// and the registry does not know.
std::vector<DivisionRow> division_rows(const Registry& registry, const CampaignResult& result) {
    std::vector<const Division*> divisions;
    for (const Division& division : registry.divisions) divisions.push_back(&division);
    std::stable_sort(divisions.begin(), divisions.end(), [](const Division* a, const Division* b) {
        const auto rank = [](const Division* each) {
            return each->order == 0 ? std::numeric_limits<std::int32_t>::max() : each->order;
        };
        return rank(a) < rank(b);
    });
    std::vector<DivisionRow> rows;
    for (const Division* division : divisions) rows.push_back({division->code, division->name});
    for (const AccountResult& account : result.accounts) {
        if (!account.checked) continue;
        const std::string& code = account.account.division;
        auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const DivisionRow& each) { return each.division == code; });
        if (row == rows.end()) {
            rows.push_back({code, code.empty() ? "未列区划" : code});
            row = rows.end() - 1;
        }
        ++row->checked;
        if (account.passed && !*account.passed) ++row->failed;
    }
    return rows;
}

std::vector<std::string>& band_list(InteractionBands& bands, ruleset::ReplyBand band) {
    switch (band) {
        case ruleset::ReplyBand::same_day:
            return bands.same_day;
        case ruleset::ReplyBand::within_1:
            return bands.within_1;
        case ruleset::ReplyBand::within_5:
            return bands.within_5;
        case ruleset::ReplyBand::over_5:
            return bands.over_5;
        case ruleset::ReplyBand::not_measured:
            break;
    }
    return bands.not_measured;
}

// A running site on which nobody asked stands under not_measured as well.
InteractionBands interaction_bands(const ScoreInput& input, const Ruleset& ruleset) {
    std::map<std::string_view, std::vector<Interaction>> asked;
    for (const Interaction& each : input.interactions) asked[each.site_code].push_back(each);
    InteractionBands bands;
    for (const Site& site : input.registry.sites) {
        const auto timing =
            ruleset::time_replies(asked[site.site_code], input.campaign.as_of, ruleset.calendar);
        if (!timing && site.state != SiteState::running) continue;
        const auto band = timing ? timing->band : ruleset::ReplyBand::not_measured;
        band_list(bands, band).push_back(site.site_code);
    }
    return bands;
}

void count_sites(const CampaignResult& result, Summary& summary) {
    Points sum;
    std::int64_t numbers = 0;
    std::vector<const SiteResult*> high;
    for (const SiteResult& site : result.sites) {
        if (is_in_service(site.site.state)) ++summary.sites_total;
        if (!site.checked) continue;
        ++summary.sites_checked;
        if (site.passed && !*site.passed) ++summary.sites_failed;
        if (site.enters_bonus) ++summary.bonus_entered;
        if (!site.score) continue;
        if (*site.score >= kHigh) high.push_back(&site);
        if (site.site.kind != SiteKind::portal) continue;
        sum += *site.score;
        ++numbers;
    }
    if (summary.sites_checked > 0) {
        summary.site_pass_rate =
            percent(summary.sites_checked - summary.sites_failed, summary.sites_checked);
    }
    if (numbers > 0) summary.portal_average = Points{rounded_ratio(sum.hundredths, numbers, 1)};
    std::stable_sort(high.begin(), high.end(), [](const SiteResult* a, const SiteResult* b) {
        return *a->score > *b->score;
    });
    for (const SiteResult* site : high) summary.at_least_100.push_back(site->site.site_code);
}

void count_accounts(const CampaignResult& result, Summary& summary) {
    for (const AccountResult& account : result.accounts) {
        if (account.account.state == AccountState::running) ++summary.accounts_total;
        if (!account.checked) continue;
        ++summary.accounts_checked;
        if (account.passed && !*account.passed) ++summary.accounts_failed;
    }
    if (summary.accounts_checked > 0) {
        summary.account_pass_rate =
            percent(summary.accounts_checked - summary.accounts_failed, summary.accounts_checked);
    }
}

}  // namespace

Summary summarise(const ScoreInput& input, const Ruleset& ruleset, const CampaignResult& result) {
    Summary summary;
    count_sites(result, summary);
    count_accounts(result, summary);
    summary.accounts_failed_by_division = division_rows(input.registry, result);
    summary.grades = grade_rows(result, ruleset.grades);
    summary.interaction = interaction_bands(input, ruleset);
    return summary;
}

}  // namespace mingcha::score
