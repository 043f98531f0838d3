// The figures of a campaign: counts, rates, averages, grades, bands (contract §4, summary).
#include <algorithm>

#include "ruleset/interaction.h"
#include "score/score.h"

namespace mingcha::score {

namespace {

bool is_scored(const Site& site, const GradeScheme& grades) {
    return std::find(grades.scored_kinds.begin(), grades.scored_kinds.end(), site.kind) !=
           grades.scored_kinds.end();
}

GradeRow grade_row(std::string group, std::string grade) {
    GradeRow row;
    row.kind_group = std::move(group);
    row.grade = std::move(grade);
    return row;
}

void count_grades(const CampaignResult& result, const GradeScheme& grades, Summary& summary) {
    std::vector<GradeRow> rows{grade_row("portal", "合格"), grade_row("portal", "不合格")};
    for (const std::string& grade :
         {grades.grade_best, grades.grade_good, grades.grade_pass, grades.grade_fail}) {
        const bool known = std::any_of(rows.begin() + 2, rows.end(),
                                       [&](const GradeRow& row) { return row.grade == grade; });
        if (!known) rows.push_back(grade_row("non_portal", grade));
    }
    std::int64_t portals = 0;
    std::int64_t others = 0;
    for (const SiteResult& site : result.sites) {
        if (!site.checked) continue;
        const bool scored = is_scored(site.site, grades);
        (scored ? portals : others) += 1;
        if (scored && !site.passed) continue;
        const std::string grade = scored ? (*site.passed ? "合格" : "不合格") : site.grade;
        for (GradeRow& row : rows) {
            if (row.kind_group != (scored ? "portal" : "non_portal") || row.grade != grade)
                continue;
            ++row.count;
            row.sites.push_back(site.site.site_code);
        }
    }
    for (GradeRow& row : rows) {
        const std::int64_t whole = row.kind_group == "portal" ? portals : others;
        if (whole > 0) row.share = percent(row.count, whole);
    }
    summary.grades = std::move(rows);
}

void count_divisions(const ScoreInput& input, const CampaignResult& result, Summary& summary) {
    std::vector<Division> divisions = input.registry.divisions;
    std::stable_sort(divisions.begin(), divisions.end(), [](const Division& a, const Division& b) {
        const auto rank = [](const Division& each) {
            return each.order == 0 ? INT32_MAX : each.order;
        };
        return rank(a) < rank(b);
    });
    for (const Division& division : divisions) {
        summary.accounts_failed_by_division.push_back({division.code, division.name, 0, 0});
    }
    DivisionRow elsewhere;  // accounts of no registered division
    for (const AccountResult& account : result.accounts) {
        if (!account.checked) continue;
        DivisionRow* row = &elsewhere;
        for (DivisionRow& each : summary.accounts_failed_by_division) {
            if (each.division == account.account.division) row = &each;
        }
        ++row->checked;
        if (account.passed && !*account.passed) ++row->failed;
    }
    if (elsewhere.checked > 0) summary.accounts_failed_by_division.push_back(elsewhere);
}

void count_bands(const ScoreInput& input, const Ruleset& ruleset, Summary& summary) {
    for (const Site& site : input.registry.sites) {
        if (site.state != SiteState::running) continue;
        std::vector<Interaction> asked;
        for (const Interaction& each : input.interactions) {
            if (each.site_code == site.site_code) asked.push_back(each);
        }
        const auto timing = ruleset::time_replies(asked, input.campaign.as_of, ruleset.calendar);
        std::vector<std::string>* band = &summary.interaction.not_measured;
        if (timing) {
            switch (timing->band) {
                case ruleset::ReplyBand::same_day:
                    band = &summary.interaction.same_day;
                    break;
                case ruleset::ReplyBand::within_1:
                    band = &summary.interaction.within_1;
                    break;
                case ruleset::ReplyBand::within_5:
                    band = &summary.interaction.within_5;
                    break;
                case ruleset::ReplyBand::over_5:
                    band = &summary.interaction.over_5;
                    break;
                case ruleset::ReplyBand::not_measured:
                    break;
            }
        }
        band->push_back(site.site_code);
    }
}

}  // namespace

void summarise(const ScoreInput& input, const Ruleset& ruleset, CampaignResult& result) {
    Summary summary;
    Points sum;
    std::int64_t numbers = 0;
    std::vector<std::pair<Points, std::string>> high;
    for (const SiteResult& site : result.sites) {
        if (site.site.state != SiteState::closed) ++summary.sites_total;
        if (!site.checked) continue;
        ++summary.sites_checked;
        if (site.passed && !*site.passed) ++summary.sites_failed;
        if (!is_scored(site.site, ruleset.grades)) continue;
        if (site.enters_bonus) ++summary.bonus_entered;
        if (!site.score) continue;
        sum += *site.score;
        ++numbers;
        if (*site.score >= Points::whole(100)) high.emplace_back(*site.score, site.site.site_code);
    }
    if (summary.sites_checked > 0) {
        summary.site_pass_rate =
            percent(summary.sites_checked - summary.sites_failed, summary.sites_checked);
    }
    if (numbers > 0) summary.portal_average = Points{rounded_ratio(sum.hundredths, numbers, 1)};
    std::stable_sort(high.begin(), high.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [score, code] : high) summary.at_least_100.push_back(code);
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
    count_divisions(input, result, summary);
    count_grades(result, ruleset.grades, summary);
    count_bands(input, ruleset, summary);
    result.summary = std::move(summary);
}

}  // namespace mingcha::score
