#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "ruleset/interaction.h"
#include "ruleset/phrases.h"
#include "score/score.h"
#include "score/target.h"

namespace mingcha::score {

namespace {

constexpr std::string_view kUnit = "个工作日";

// "未在5个工作日内答复": 5. nullopt where the problem is another.
std::optional<int> late_by(std::string_view problem) {
    const std::string words = ruleset::problem_words(problem);
    const std::size_t end = words.find(kUnit);
    if (end == std::string::npos || words.find("未在") == std::string::npos) return std::nullopt;
    std::size_t begin = end;
    while (begin > 0 && words[begin - 1] >= '0' && words[begin - 1] <= '9') --begin;
    if (begin == end || end - begin > 3) return std::nullopt;
    int days = 0;
    for (const char digit : words.substr(begin, end - begin)) days = days * 10 + (digit - '0');
    return days;
}

// Working days within which the answer came; nullopt where it came later or is not timed.
std::optional<int> answered_within(ruleset::ReplyBand band) {
    switch (band) {
        case ruleset::ReplyBand::same_day:
            return 0;
        case ruleset::ReplyBand::within_1:
            return 1;
        case ruleset::ReplyBand::within_5:
            return 5;
        case ruleset::ReplyBand::over_5:
        case ruleset::ReplyBand::not_measured:
            break;
    }
    return std::nullopt;
}

std::string within_text(int days) {
    return days == 0 ? "当天" : fmt::format("{}个工作日内", days);
}

std::string name_of(const Site& site) {
    return fmt::format("{}（{}）", site.unit.empty() ? site.name : site.unit, site.site_code);
}

void warn_of_site(const SiteResult& site, std::optional<int> within, const Ruleset& ruleset,
                  std::vector<std::string>& out) {
    for (const ScoredFinding& each : site.findings) {
        const Finding& finding = each.finding;
        if (finding.measured_by != MeasuredBy::person) continue;
        if (finding.state == FindingState::dismissed) continue;
        const std::optional<int> late = late_by(finding.problem);
        if (late && within && *within <= *late) {
            out.push_back(fmt::format("{}：导入的问题“{}”与实时互动检查不一致，该网站{}已答复",
                                      name_of(site.site), finding.problem, within_text(*within)));
        }
        const Rule* rule = ruleset.find(finding.rule);
        const Rule* payer =
            rule == nullptr || rule->charge_to.empty() ? rule : ruleset.find(rule->charge_to);
        if (!site.scored || payer == nullptr || !payer->cap || !finding.points_given) continue;
        if (*finding.points_given <= *payer->cap) continue;
        out.push_back(fmt::format("{}：“{}”填写{}分，超过指标“{}”的上限，按{}分计",
                                  name_of(site.site), finding.problem,
                                  format_points(*finding.points_given, 2, true), payer->title,
                                  format_points(*payer->cap, 2, true)));
    }
}

// Findings that were brought for a target and count nowhere, each with its reason.
void warn_of_uncounted(const ScoreInput& input, const Ruleset& ruleset,
                       const CampaignResult& result, std::vector<std::string>& out) {
    std::map<std::string_view, const Site*> sites;
    for (const SiteResult& site : result.sites) sites[site.site.site_code] = &site.site;
    std::set<std::string> unknown;
    std::set<std::string> lines;
    for (const Verdict& verdict : input.verdicts) {
        const bool brought = std::any_of(verdict.findings.begin(), verdict.findings.end(),
                                         [](const Finding& finding) {
                                             return finding.measured_by == MeasuredBy::person &&
                                                    finding.state != FindingState::dismissed;
                                         });
        const Rule* rule = ruleset.find(verdict.rule);
        if (rule == nullptr) {
            if (!verdict.findings.empty()) unknown.insert(verdict.rule);
            continue;
        }
        const auto found = sites.find(verdict.target);
        if (!brought || found == sites.end()) continue;
        const Site& site = *found->second;
        const auto& kinds = ruleset.grades.scored_kinds;
        const bool scored = std::find(kinds.begin(), kinds.end(), site.kind) != kinds.end();
        if (site.state != SiteState::running) {
            lines.insert(fmt::format("{}：网站状态为“{}”，导入的问题不计", name_of(site),
                                     to_chinese(site.state)));
        } else if (scored && !site.has_services && rule->group == ruleset.grades.services_group) {
            lines.insert(fmt::format("{}：无对外服务职能，不检查“{}”，导入的问题不计",
                                     name_of(site), rule->title));
        }
    }
    out.insert(out.end(), lines.begin(), lines.end());
    for (const std::string& rule : unknown) {
        out.push_back(fmt::format("规则集 {} 没有指标 {}，该指标的问题不计", ruleset.id, rule));
    }
}

}  // namespace

std::vector<std::string> data_warnings(const ScoreInput& input, const Ruleset& ruleset,
                                       const CampaignResult& result) {
    std::vector<std::string> out;
    std::map<std::string_view, std::vector<Interaction>> asked;
    for (const Interaction& each : input.interactions) asked[each.site_code].push_back(each);
    std::int64_t open_sites = 0;
    for (const SiteResult& site : result.sites) {
        const auto timing = ruleset::time_replies(asked[site.site.site_code], input.campaign.as_of,
                                                  ruleset.calendar);
        warn_of_site(site, timing ? answered_within(timing->band) : std::nullopt, ruleset, out);
        open_sites += site.checked && !site.passed && !site.open_vetoes.empty() ? 1 : 0;
    }
    std::int64_t open_accounts = 0;
    for (const AccountResult& account : result.accounts) {
        open_accounts += account.checked && !account.passed ? 1 : 0;
        if (!account.passed || *account.passed || !account.account.account_code.empty()) continue;
        out.push_back(
            fmt::format("不合格账号“{}”（{}）没有标识码，不在备案账号之内，却计入以备案账号为总体的"
                        "合格率",
                        account.account.name, account.account.operator_name));
    }
    warn_of_uncounted(input, ruleset, result, out);
    if (open_sites + open_accounts > 0) {
        out.push_back(fmt::format(
            "{}个网站、{}"
            "个账号的单项否决问题尚未复核，既未计为合格也未判不合格，合格率待复核后确定",
            open_sites, open_accounts));
    }
    return out;
}

}  // namespace mingcha::score
