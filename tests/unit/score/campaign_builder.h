// Makes the verdicts of a campaign in which everything was looked at and is in order, and lets a
// test put findings into it.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "model/standard.h"
#include "ruleset/load.h"
#include "score/score.h"

namespace mingcha::score::test {

inline const Ruleset& shipped(std::string_view id) {
    static std::map<std::string, Ruleset, std::less<>> loaded;
    const auto found = loaded.find(id);
    if (found != loaded.end()) return found->second;
    auto ruleset = ruleset::load_or_fail(id, ruleset::builtin_sources());
    if (!ruleset) throw std::runtime_error(ruleset.error().text());
    return loaded.emplace(std::string(id), std::move(*ruleset)).first->second;
}

class CampaignBuilder {
public:
    explicit CampaignBuilder(const Ruleset& ruleset) : ruleset_(&ruleset) {
        input.campaign.id = "2031Q4";
        input.campaign.as_of = *parse_instant("2021-11-12T20:00:00+08:00");
    }

    CampaignBuilder& site(const std::string& code, SiteKind kind, bool has_services = true) {
        Site site;
        site.site_code = code;
        site.name = "网站" + code;
        site.kind = kind;
        site.has_services = has_services;
        input.registry.sites.push_back(site);
        for (const Rule& rule : ruleset_->rules) {
            if (rule.scope == Scope::account) continue;
            const bool portal = kind == SiteKind::portal;
            const bool asked = rule.scope == Scope::site || (rule.scope == Scope::portal) == portal;
            const bool earned = rule.part != Part::bonus;
            add_verdict(code, rule.id,
                        !asked   ? Outcome::not_applicable
                        : earned ? Outcome::pass
                                 : Outcome::fail);
        }
        return *this;
    }

    CampaignBuilder& account(const std::string& code, const std::string& division,
                             const std::string& name = "示例账号") {
        Account account;
        account.account_code = code;
        account.name = name;
        account.type = "微信订阅号";
        account.operator_name = "示例单位";
        account.division = division;
        input.registry.accounts.push_back(account);
        for (const Rule& rule : ruleset_->rules) {
            if (rule.scope == Scope::account) {
                add_verdict(account_key(account), rule.id, Outcome::pass);
            }
        }
        return *this;
    }

    Verdict& verdict(const std::string& target, const std::string& rule) {
        for (Verdict& each : input.verdicts) {
            if (each.target == target && each.rule == rule) return each;
        }
        throw std::runtime_error("no verdict of " + rule + " for " + target);
    }

    // A finding a person brought: confirmed. Its place is its problem.
    Finding& confirmed(const std::string& target, const std::string& rule,
                       const std::string& problem = "问题") {
        Finding& finding = candidate(target, rule, problem);
        finding.state = FindingState::confirmed;
        finding.measured_by = MeasuredBy::person;
        return finding;
    }

    // A finding of the machine with complete evidence.
    Finding& candidate(const std::string& target, const std::string& rule,
                       const std::string& problem = "问题") {
        Verdict& into = verdict(target, rule);
        const bool bonus = ruleset_->find(rule)->part == Part::bonus;
        into.outcome = bonus ? Outcome::pass : Outcome::fail;
        Finding finding;
        finding.target = target;
        finding.rule = rule;
        finding.outcome = into.outcome;
        finding.problem = problem;
        finding.place = problem;
        finding.id = finding_id(target, rule, problem);
        into.findings.push_back(finding);
        return into.findings.back();
    }

    void not_measured(const std::string& target, const std::string& rule) {
        Verdict& into = verdict(target, rule);
        into.outcome = Outcome::not_measured;
        into.reason = {ReasonCode::blocked, "被防火墙拦截"};
    }

    void asked(const std::string& code, const char* at, const char* replied) {
        Interaction row;
        row.site_code = code;
        row.asked_at = *parse_instant(at);
        if (*replied != '\0') row.replied_at = *parse_instant(replied);
        input.interactions.push_back(row);
    }

    CampaignResult compute() const { return score::compute(input, *ruleset_); }

    ScoreInput input;

private:
    void add_verdict(const std::string& target, const std::string& rule, Outcome outcome) {
        Verdict verdict;
        verdict.target = target;
        verdict.rule = rule;
        verdict.outcome = outcome;
        input.verdicts.push_back(std::move(verdict));
    }

    const Ruleset* ruleset_;
};

inline Points points(const char* text) {
    return *parse_points(text);
}

}  // namespace mingcha::score::test
