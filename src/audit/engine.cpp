#include "audit/engine.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/address.h"
#include "audit/carry_over.h"
#include "audit/hand_verdicts.h"
#include "audit/imports.h"
#include "audit/questions.h"
#include "audit/redesign.h"
#include "audit/rule.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

// Rules of these groups ask what a site without services cannot have (indicators.md A0).
bool is_of_services(const Rule& rule) {
    return rule.group == "办事服务" || rule.group == "服务";
}

bool applies(const Rule& rule, const Site& site) {
    if (rule.scope == Scope::account) return false;
    if (site.state != SiteState::running) return false;
    if (!site.has_services && is_of_services(rule)) return false;
    if (rule.scope == Scope::portal) return site.kind == SiteKind::portal;
    if (rule.scope == Scope::non_portal) return site.kind != SiteKind::portal;
    return true;
}

bool is_about_accounts(const Rule& rule) {
    return rule.scope == Scope::account;
}

template <class Rules>
auto find_rule(const Rules& rules, std::string_view id) -> decltype(rules.data()) {
    for (const auto& rule : rules) {
        if (rule.id == id) return &rule;
    }
    return nullptr;
}

Verdict nobody_looked() {
    return not_measured(ReasonCode::ours, "需人工检查");
}

Verdict looked_at_by_hand() {
    Verdict verdict = pass();
    verdict.measured_by = MeasuredBy::person;
    return verdict;
}

// Contract §2, By hand: what was not reported was looked at and is in order, unless the facts that
// people imported for this very rule leave it open. A reply is timed by a test or not at all.
bool stands_by_hand(std::uint32_t needs, bool has_imported_facts) {
    if ((needs & kNeedsQuestions) != 0) return false;
    const bool from_imports = (needs & (kNeedsProbes | kNeedsPosts)) != 0;
    return !from_imports || !has_imported_facts;
}

// Nothing was measured, and no person said that it cannot be.
bool is_left_open(const Verdict& verdict) {
    return verdict.outcome == Outcome::not_measured && verdict.measured_by == MeasuredBy::machine;
}

Verdict ask(const SiteRule& machine, const SiteInput& input) {
    const SiteFacts& facts = input.site.facts();
    if ((machine.needs & kNeedsProbes) != 0 && facts.probes.empty()) {
        const Reason why = input.site.home() == nullptr ? input.site.home_problem() : Reason{};
        if (why.code == ReasonCode::none) return not_measured(ReasonCode::ours, "无拨测记录");
        return not_measured(why.code, "首页未能打开（" + why.text + "），无拨测记录");
    }
    if ((machine.needs & kNeedsQuestions) != 0 && facts.interactions.empty()) {
        if (!facts.unsent) return not_measured(ReasonCode::ours, "未做实时互动测试");
        return not_measured(is_theirs(facts.unsent->reason) ? ReasonCode::site : ReasonCode::ours,
                            unsent_text(*facts.unsent));
    }
    if ((machine.needs & kNeedsHome) != 0 && input.site.home() == nullptr) {
        return not_measured(input.site.home_problem());
    }
    if (facts.from_before_redesign && rests_on_freshness(machine.id)) {
        return not_measured(ReasonCode::ours, "页面采集于改版（" + format_date(*facts.redesigned) +
                                                  "）之前，须重新采集");
    }
    return machine.judge(input);
}

Verdict ask(const AccountRule& machine, const AccountInput& input) {
    const AccountFacts& account = input.account;
    const bool silent = account.posts.empty() && account.looks.empty() && account.pages.empty();
    if ((machine.needs & kNeedsPosts) != 0 && silent) {
        return not_measured(ReasonCode::ours, "无发文数据");
    }
    if ((machine.needs & kNeedsVisit) != 0 && !input.account.visited) {
        const Reason& why = input.account.unvisited;
        if (why.code != ReasonCode::none) return not_measured(why);
        return not_measured(ReasonCode::ours, "账号页面未采集");
    }
    return machine.judge(input);
}

// An amount that the ruleset does not know falls back to points_each; what a rule that is not
// automatic finds by machine is a proposal until a person has looked.
void settle(Verdict& verdict, const Rule& rule) {
    const bool proposes = rule.detection != Detection::automatic;
    if (proposes && verdict.outcome == Outcome::fail &&
        verdict.measured_by == MeasuredBy::machine) {
        verdict.outcome = Outcome::needs_review;
    }
    const bool offers =
        rule.part == Part::bonus && verdict.outcome == Outcome::pass && !verdict.findings.empty();
    if (proposes && offers && verdict.measured_by == MeasuredBy::machine) {
        verdict.outcome = Outcome::needs_review;
    }
    for (Finding& finding : verdict.findings) {
        if (!rule.amounts.contains(finding.amount)) finding.amount.clear();
        if (rule.part == Part::bonus) {
            finding.outcome = Outcome::pass;
        } else if (finding.measured_by == MeasuredBy::machine &&
                   (proposes || verdict.outcome == Outcome::needs_review)) {
            finding.outcome = Outcome::needs_review;
        }
    }
}

// Fills in what a rule need not know, and keeps identities apart: two findings of one place would
// be one finding to everybody who reviews.
void sign(Verdict& verdict, std::string_view target, std::string_view rule) {
    verdict.target = std::string(target);
    verdict.rule = std::string(rule);
    std::map<std::string, int> used;
    for (Finding& finding : verdict.findings) {
        if (const int n = ++used[finding.place]; n > 1) {
            finding.place += "\n" + std::to_string(n);
        }
        finding.target = verdict.target;
        finding.rule = verdict.rule;
        finding.id = finding_id(finding.target, finding.rule, finding.place);
    }
}

void finish(std::vector<Verdict>& verdicts, std::string_view target, const AuditContext& context,
            const std::optional<Date>& redesigned = std::nullopt) {
    add_imports(verdicts, target, context);
    for (Verdict& verdict : verdicts) {
        if (const Rule* rule = context.ruleset->find(verdict.rule)) settle(verdict, *rule);
        sign(verdict, target, verdict.rule);
    }
    const bool since =
        redesigned && context.previous_as_of && at(*redesigned) > *context.previous_as_of;
    if (since) {
        mark_carried_over(verdicts, without_addresses(context.previous, target), *context.ruleset);
    } else {
        mark_carried_over(verdicts, context.previous, *context.ruleset);
    }
}

}  // namespace

std::vector<Verdict> judge_site(const SiteFacts& facts, const AuditContext& context) {
    const SiteView view(facts, context.campaign.as_of);
    std::optional<WordingHits> wording;
    if (context.wording != nullptr && facts.site.state == SiteState::running) {
        wording = find_wording(view, *context.wording);
    }
    std::vector<Verdict> verdicts;
    for (const Rule& rule : context.ruleset->rules) {
        if (is_about_accounts(rule)) continue;
        Verdict verdict;
        const SiteRule* machine = find_rule(site_rules(), rule.id);
        if (!applies(rule, facts.site)) {
            verdict = not_applicable();
        } else {
            verdict = machine == nullptr ? nobody_looked()
                                         : ask(*machine, SiteInput{view, rule, context,
                                                                   wording ? &*wording : nullptr});
            if (context.hand != nullptr) {
                verdict = context.hand->settled(std::move(verdict), facts.site.site_code, rule.id);
            }
            const bool open = is_left_open(verdict);
            const std::uint32_t needs = machine == nullptr ? kNeedsNothing : machine->needs;
            if (context.campaign.by_hand && open && stands_by_hand(needs, !facts.probes.empty())) {
                verdict = looked_at_by_hand();
            }
        }
        verdict.rule = rule.id;
        verdicts.push_back(std::move(verdict));
    }
    finish(verdicts, facts.site.site_code, context, facts.redesigned);
    return verdicts;
}

std::vector<Verdict> judge_account(const AccountFacts& facts, const AuditContext& context) {
    const std::string key = account_key(facts.account);
    const bool has_rows = !facts.posts.empty() ||
                          std::any_of(facts.looks.begin(), facts.looks.end(), [](const auto& look) {
                              return look.by != PostSource::screenshot;
                          });
    std::vector<Verdict> verdicts;
    for (const Rule& rule : context.ruleset->rules) {
        if (!is_about_accounts(rule)) continue;
        Verdict verdict;
        const AccountRule* machine = find_rule(account_rules(), rule.id);
        if (facts.account.state != AccountState::running) {
            verdict = not_applicable();
        } else {
            verdict = machine == nullptr ? nobody_looked()
                                         : ask(*machine, AccountInput{facts, key, rule, context});
            if (context.hand != nullptr) {
                verdict = context.hand->settled(std::move(verdict), key, rule.id);
            }
            const bool open = is_left_open(verdict);
            const std::uint32_t needs = machine == nullptr ? kNeedsNothing : machine->needs;
            if (context.campaign.by_hand && open && stands_by_hand(needs, has_rows)) {
                verdict = looked_at_by_hand();
            }
        }
        verdict.rule = rule.id;
        verdicts.push_back(std::move(verdict));
    }
    finish(verdicts, key, context);
    return verdicts;
}

std::vector<std::string_view> machine_rules() {
    std::vector<std::string_view> ids;
    for (const SiteRule& rule : site_rules()) ids.push_back(rule.id);
    for (const AccountRule& rule : account_rules()) ids.push_back(rule.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace mingcha::audit
