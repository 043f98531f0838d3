#include "app/reviewing.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/verdicts.h"
#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kShortestId = 8;
constexpr std::string_view kLogScope = "log/";

// The findings that `request` names. Errors name the id that is none or several.
Result<std::vector<const Finding*>> chosen(const std::vector<Finding>& findings,
                                           const ReviewRequest& request) {
    std::vector<const Finding*> out;
    if (request.all) {
        for (const Finding& finding : findings) {
            const bool asked =
                request.rules.empty() || std::find(request.rules.begin(), request.rules.end(),
                                                   finding.rule) != request.rules.end();
            if (asked && finding.state == FindingState::candidate) out.push_back(&finding);
        }
        return out;
    }
    for (const std::string& id : request.findings) {
        const Finding* found = nullptr;
        for (const Finding& finding : findings) {
            const bool meant = finding.id == id ||
                               (id.size() >= kShortestId && finding.id.substr(0, id.size()) == id);
            if (!meant) continue;
            if (found != nullptr && found->id != finding.id) {
                return fail(id, "several findings begin so", "写全问题编号");
            }
            found = &finding;
        }
        if (found == nullptr) {
            return fail(id, "there is no such finding in this campaign",
                        "mingcha review list 列出全部问题及编号");
        }
        out.push_back(found);
    }
    return out;
}

}  // namespace

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
    const Result<std::vector<Finding>> findings = findings_of(store, request.campaign);
    if (!findings) return Fail(findings.error());
    const auto named = chosen(*findings, request);
    if (!named) return Fail(named.error());
    std::vector<store::Decision> decisions;
    for (const Finding* finding : *named) {
        decisions.push_back({finding->id, request.state, request.by, request.reason, request.at});
    }
    store::Transaction transaction(store);
    if (Result<bool> begun = transaction.begin(); !begun) return Fail(begun.error());
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
    return static_cast<std::int64_t>(decisions.size());
}

}  // namespace mingcha::app
