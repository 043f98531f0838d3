#include "app/campaign_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/verdicts.h"
#include "audit/template_faults.h"
#include "base/digest.h"
#include "score/score.h"

namespace mingcha::app {

namespace {

constexpr std::string_view kCityItself = "市本级";

// Every finding of both results, with its rule.
void collect(CampaignView& view) {
    const auto add = [&view](const ScoredFinding& scored, const SiteResult* site,
                             const AccountResult* account) {
        FindingPlace place;
        place.scored = &scored;
        place.site = site;
        place.account = account;
        place.rule = view.rule(scored.finding.rule);
        place.waiting = waits_for_person(scored, place.rule);
        view.findings.push_back(std::move(place));
    };
    for (const SiteResult& site : view.result.sites) {
        view.site_by_code[site.site.site_code] = &site;
        for (const ScoredFinding& each : site.findings) add(each, &site, nullptr);
    }
    for (const AccountResult& account : view.result.accounts) {
        view.account_by_key[account_key(account.account)] = &account;
        for (const ScoredFinding& each : account.findings) add(each, nullptr, &account);
    }
    std::stable_partition(view.findings.begin(), view.findings.end(), [](const auto& each) {
        return each.rule != nullptr && each.rule->is_veto();
    });
    for (std::size_t i = 0; i < view.findings.size(); ++i) {
        view.finding_by_id[view.findings[i].scored->finding.id] = i;
    }
}

std::string group_key(std::string_view platform, const Finding& finding, std::string_view place) {
    return sha256_hex(fmt::format("{}\n{}\n{}\n{}", platform, finding.rule, finding.problem, place))
        .substr(0, 16);
}

// A template's fault first; what belongs to none is grouped by rule and problem.
void group(CampaignView& view) {
    std::vector<Finding> all;
    for (const FindingPlace& place : view.findings) all.push_back(place.scored->finding);
    std::unordered_map<std::string, FindingGroup> groups;
    for (const audit::TemplateFault& fault :
         audit::template_faults(all, view.base->material.input.registry.sites)) {
        const std::string key =
            group_key(fault.platform, *fault.findings.front(), fault.findings.front()->place);
        groups[key].platform = fault.platform;
        for (const Finding* finding : fault.findings) {
            view.findings[view.finding_by_id.at(finding->id)].group = key;
        }
    }
    for (std::size_t i = 0; i < view.findings.size(); ++i) {
        FindingPlace& place = view.findings[i];
        if (place.group.empty()) place.group = group_key("", place.scored->finding, "");
        groups[place.group].key = place.group;
        groups[place.group].findings.push_back(i);
    }
    for (auto& [key, each] : groups) {
        if (each.findings.size() > 1) view.groups.push_back(std::move(each));
    }
    std::sort(view.groups.begin(), view.groups.end(),
              [](const FindingGroup& a, const FindingGroup& b) {
                  if (a.findings.size() != b.findings.size()) {
                      return a.findings.size() > b.findings.size();
                  }
                  return a.findings.front() < b.findings.front();
              });
}

}  // namespace

const TargetMaterial& ViewBase::of(const std::string& target) const {
    static const TargetMaterial kNothing;
    const auto found = targets.find(target);
    return found == targets.end() ? kNothing : found->second;
}

std::string_view ViewBase::division_name(std::string_view code) const {
    if (code.empty()) return kCityItself;
    const auto found = divisions.find(code);
    return found == divisions.end() ? code : std::string_view(found->second);
}

std::string ViewBase::counted_under(const std::string& code) const {
    if (!code.empty()) return code;
    for (const auto& [registered, name] : divisions) {
        if (name == kCityItself) return registered;
    }
    return code;
}

bool waits_for_person(const ScoredFinding& scored, const Rule* rule) {
    return scored.finding.state == FindingState::candidate && !scored.counts &&
           (rule == nullptr || rule->stage == RuleStage::active) &&
           scored.finding.outcome != Outcome::pass;
}

std::shared_ptr<const CampaignView> make_view(std::shared_ptr<const ViewBase> base, Words words,
                                              std::string revision) {
    auto view = std::make_shared<CampaignView>();
    view->base = std::move(base);
    ScoreInput input = view->base->material.input;
    apply_decisions(input.verdicts, words.decisions);
    view->result = score::compute(input, view->base->material.ruleset);
    view->words = std::move(words);
    view->revision = std::move(revision);
    collect(*view);
    group(*view);
    return view;
}

}  // namespace mingcha::app
