#include <fmt/format.h>

#include <map>

#include "ruleset/interaction.h"
#include "score/score.h"

namespace mingcha::score {

CampaignResult compute(const ScoreInput& input, const Ruleset& ruleset) {
    CampaignResult result;
    result.campaign = input.campaign;
    result.ruleset = ruleset.id;
    std::map<std::string, std::vector<const Verdict*>> by_target;
    // In the ruleset's order, so that caps are used up the same way whatever order they came in.
    std::map<std::string_view, std::vector<const Verdict*>> by_rule;
    for (const Verdict& verdict : input.verdicts) by_rule[verdict.rule].push_back(&verdict);
    for (const Rule& rule : ruleset.rules) {
        for (const Verdict* verdict : by_rule[rule.id])
            by_target[verdict->target].push_back(verdict);
    }
    for (const Site& site : input.registry.sites) {
        result.sites.push_back(
            score_site(site, by_target[site.site_code], ruleset, input.campaign.by_hand));
    }
    for (const Account& account : input.registry.accounts) {
        result.accounts.push_back(score_account(account, by_target[account_key(account)], ruleset,
                                                input.campaign.by_hand));
    }
    summarise(input, ruleset, result);
    result.warnings = input.warnings;
    for (std::string& warning : data_warnings(input, ruleset, result)) {
        result.warnings.push_back(std::move(warning));
    }
    return result;
}

namespace {

// "未在5个工作日内答复": 5. nullopt where the problem is another.
std::optional<int> late_by(std::string_view problem) {
    const std::size_t at = problem.find("个工作日");
    if (at == std::string_view::npos || problem.find("未在") == std::string_view::npos) {
        return std::nullopt;
    }
    std::size_t end = at;
    while (end > 0 && problem[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && problem[begin - 1] >= '0' && problem[begin - 1] <= '9') --begin;
    if (begin == end || end - begin > 3) return std::nullopt;
    int days = 0;
    for (char c : problem.substr(begin, end - begin)) days = days * 10 + (c - '0');
    return days;
}

std::optional<int> band_days(ruleset::ReplyBand band) {
    switch (band) {
        case ruleset::ReplyBand::same_day:
            return 0;
        case ruleset::ReplyBand::within_1:
            return 1;
        case ruleset::ReplyBand::within_5:
            return 5;
        case ruleset::ReplyBand::over_5:
        case ruleset::ReplyBand::not_measured:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> data_warnings(const ScoreInput& input, const Ruleset& ruleset,
                                       const CampaignResult& result) {
    std::vector<std::string> warnings;
    for (const AccountResult& account : result.accounts) {
        if (account.passed && !*account.passed && account.account.account_code.empty()) {
            warnings.push_back(fmt::format(
                "不合格账号“{}”（{}）没有标识码，不在备案账号之内，却计入以备案账号为总体的合格率",
                account.account.name, account.account.operator_name));
        }
    }
    for (const SiteResult& site : result.sites) {
        std::vector<Interaction> asked;
        for (const Interaction& each : input.interactions) {
            if (each.site_code == site.site.site_code) asked.push_back(each);
        }
        const auto timing = ruleset::time_replies(asked, input.campaign.as_of, ruleset.calendar);
        const std::optional<int> within = timing ? band_days(timing->band) : std::nullopt;
        for (const ScoredFinding& each : site.findings) {
            const Finding& finding = each.finding;
            if (finding.measured_by != MeasuredBy::person) continue;
            const std::optional<int> late = late_by(finding.problem);
            if (late && within && *within <= *late) {
                warnings.push_back(
                    fmt::format("{} 导入的问题“{}”与实时互动检查不一致：该网站在{}个工作日内已答复",
                                site.site.unit.empty() ? site.site.name : site.site.unit,
                                finding.problem, *within));
            }
            const Rule* rule = ruleset.find(finding.rule);
            if (rule != nullptr && rule->cap && finding.points_given &&
                *finding.points_given > *rule->cap) {
                warnings.push_back(fmt::format(
                    "{} 导入的问题“{}”写明{}分，超过指标 {} 的上限，按{}分计", site.site.site_code,
                    finding.problem, format_points(*finding.points_given, 2, true), rule->id,
                    format_points(*rule->cap, 2, true)));
            }
        }
    }
    return warnings;
}

}  // namespace mingcha::score
