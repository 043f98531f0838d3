#include "app/reviewing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/verdicts.h"
#include "base/near_names.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kShortestId = 8;
constexpr std::string_view kLogScope = "log/";

constexpr std::size_t kNearIds = 3;
constexpr std::size_t kNearId = 3;  // changed letters of an id that may be meant
constexpr std::size_t kNearRules = 3;

bool is_asked(const ReviewRequest& request, const Finding& finding) {
    return request.rules.empty() || std::find(request.rules.begin(), request.rules.end(),
                                              finding.rule) != request.rules.end();
}

Fail no_finding(const std::vector<Finding>& findings, const std::string& id) {
    std::vector<std::string> ids;
    for (const Finding& finding : findings) {
        // As much of an id as was written, when it is the beginning of one.
        ids.push_back(finding.id.substr(0, std::max(id.size(), kShortestId)));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const auto near = near_names(id, ids, kNearIds, kNearId);
    return fail(id, "there is no such finding in this campaign",
                near.empty() ? "mingcha review list 列出全部问题及编号"
                             : fmt::format("是否为 {} ？review list 列出全部", join(near, "、")));
}

// The findings that `request` names, each once.
Result<std::vector<const Finding*>> chosen(const std::vector<Finding>& findings,
                                           const ReviewRequest& request) {
    std::vector<const Finding*> out;
    if (request.all) {
        for (const Finding& finding : findings) {
            if (!is_asked(request, finding) || finding.state != FindingState::candidate) continue;
            out.push_back(&finding);
        }
        return out;
    }
    std::set<std::string_view> named;
    for (const std::string& id : request.findings) {
        const Result<const Finding*> found = finding_named(findings, id);
        if (!found) return Fail(found.error());
        if (!is_asked(request, **found)) {
            return fail(
                id,
                fmt::format("is a finding of {}, not of the rules named by --rule", (*found)->rule),
                "去掉 --rule 或这个编号");
        }
        if (named.insert((*found)->id).second) out.push_back(*found);
    }
    return out;
}

// The same state, person and reason as before: a command given twice.
bool says_the_same(const store::Decision& a, const store::Decision& b) {
    return a.state == b.state && a.by == b.by && a.reason == b.reason;
}

}  // namespace

Result<const Finding*> finding_named(const std::vector<Finding>& findings, const std::string& id) {
    const Finding* found = nullptr;
    for (const Finding& finding : findings) {
        const bool meant =
            finding.id == id || (id.size() >= kShortestId && finding.id.starts_with(id));
        if (!meant) continue;
        if (found != nullptr && found->id != finding.id) {
            return fail(id, "several findings begin so", "写全问题编号");
        }
        found = &finding;
    }
    if (found == nullptr) return no_finding(findings, id);
    return found;
}

Result<std::vector<Site>> registered_sites(store::Store& store) {
    return store::load<Site>(store);
}

Result<std::vector<Finding>> findings_of(store::Store& store, const std::string& id) {
    const Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    const auto verdicts = stored_verdicts(store, id, campaign->ruleset);
    if (!verdicts) return Fail(verdicts.error());
    std::vector<Finding> findings;
    for (const Verdict& verdict : *verdicts) {
        findings.insert(findings.end(), verdict.findings.begin(), verdict.findings.end());
    }
    return findings;
}

Result<bool> check_rules(store::Store& store, const ruleset::Sources& rulesets,
                         const std::string& campaign, const std::vector<std::string>& rules) {
    if (rules.empty()) return true;
    const Result<Campaign> found = find_campaign(store, campaign);
    if (!found) return Fail(found.error());
    const Result<Ruleset> ruleset = ruleset::load_or_fail(found->ruleset, rulesets);
    if (!ruleset) return Fail(ruleset.error());
    std::vector<std::string> ids;
    for (const Rule& rule : ruleset->rules) ids.push_back(rule.id);
    for (const std::string& rule : rules) {
        if (std::find(ids.begin(), ids.end(), rule) != ids.end()) continue;
        return fail("--rule " + rule, fmt::format("no rule of {}", found->ruleset),
                    fmt::format("相近的有 {}；mingcha rules list 列出全部",
                                join(likely_names(rule, ids, kNearRules), "、")));
    }
    return true;
}

Result<std::int64_t> review(store::Store& store, const ReviewRequest& request) {
    const Result<Campaign> campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->closed) {
        return fail("--campaign", fmt::format("campaign \"{}\" is closed", campaign->id),
                    "结束后的检查不再改动");
    }
    if (trim(request.by).empty()) return fail("--by", "who decides is missing", "--by 姓名");
    if (request.state == FindingState::dismissed && trim(request.reason).empty()) {
        return fail("--reason", "why it is dismissed is missing", "--reason 理由");
    }
    if (request.all == !request.findings.empty()) {
        return fail("review", "name findings, or --all, not both", "mingcha review list 列出编号");
    }
    store::Transaction transaction(store);
    if (Result<bool> begun = transaction.begin(); !begun) return Fail(begun.error());
    const Result<std::vector<Finding>> findings = findings_of(store, request.campaign);
    if (!findings) return Fail(findings.error());
    const auto named = chosen(*findings, request);
    if (!named) return Fail(named.error());
    const auto earlier = store::load<store::Decision>(store, request.campaign);
    if (!earlier) return Fail(earlier.error());
    std::map<std::string_view, const store::Decision*> standing;
    for (const store::Decision& decision : *earlier) standing[decision.finding] = &decision;
    std::vector<store::Decision> decisions;
    const std::string by(trim(request.by));
    for (const Finding* finding : *named) {
        store::Decision decision{finding->id, request.state, by, request.reason, request.at};
        const auto before = standing.find(finding->id);
        if (before != standing.end() && says_the_same(*before->second, decision)) continue;
        decisions.push_back(std::move(decision));
    }
    const auto count = static_cast<std::int64_t>(named->size());
    if (decisions.empty()) return count;
    if (Result<bool> put = store::save(store, request.campaign, decisions); !put) {
        return Fail(put.error());
    }
    // The log only grows: a later decision does not take the earlier one's place.
    const std::string scope = std::string(kLogScope) + request.campaign;
    const auto log = store.records("decision-log", scope);
    if (!log) return Fail(log.error());
    std::vector<store::Record> entries;
    for (const store::Decision& decision : decisions) {
        entries.push_back(
            {fmt::format("{:010}", log->size() + entries.size() + 1), 0, store::encode(decision)});
    }
    if (Result<bool> put = store.put("decision-log", scope, entries); !put)
        return Fail(put.error());
    if (Result<bool> done = transaction.done(); !done) return Fail(done.error());
    return count;
}

}  // namespace mingcha::app
