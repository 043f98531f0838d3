#include "app/example_city.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/reviewing.h"

namespace mingcha::app {

namespace {

using TargetAndRule = std::pair<std::string, std::string>;

struct Truth {
    std::map<TargetAndRule, std::string> faults;  // → one URL
    std::set<TargetAndRule> near_misses;
};

Result<Truth> read_truth(const std::string& text) {
    Truth truth;
    try {
        for (const auto& row : nlohmann::json::parse(text)) {
            const std::string target =
                row.contains("site_code") ? row.at("site_code") : row.at("account");
            const TargetAndRule key{target, row.at("rule")};
            if (row.at("expect") == "fault") {
                truth.faults.emplace(key, row.value("url", std::string()));
            } else {
                truth.near_misses.insert(key);
            }
        }
    } catch (const nlohmann::json::exception& error) {
        return fail("truth", error.what(), "the output of mingcha demo --print-truth");
    }
    return truth;
}

bool is_problem(const Finding& finding) {
    return finding.outcome != Outcome::pass && finding.state != FindingState::dismissed;
}

}  // namespace

Result<TruthComparison> compare_with_truth(store::Store& store, const std::string& campaign,
                                           const std::string& text) {
    const Result<Truth> truth = read_truth(text);
    if (!truth) return Fail(truth.error());
    const Result<std::vector<Finding>> findings = findings_of(store, campaign);
    if (!findings) return Fail(findings.error());
    std::map<TargetAndRule, const Finding*> reported;
    for (const Finding& finding : *findings) {
        if (is_problem(finding))
            reported.emplace(TargetAndRule{finding.target, finding.rule}, &finding);
    }
    TruthComparison result;
    for (const auto& [key, url] : truth->faults) {
        if (reported.count(key) > 0) {
            ++result.found;
            continue;
        }
        ++result.missed;
        result.missed_list.push_back(fmt::format("{} {} {}", key.first, key.second, url));
    }
    for (const auto& [key, finding] : reported) {
        if (truth->faults.count(key) > 0) continue;
        ++result.false_alarms;
        result.false_list.push_back(
            fmt::format("{} {} {}", key.first, key.second, finding->problem));
    }
    for (const TargetAndRule& key : truth->near_misses) {
        result.near_misses += reported.count(key) == 0 ? 1 : 0;
    }
    return result;
}

Result<std::int64_t> review_by_truth(store::Store& store, const std::string& campaign,
                                     const std::string& text, const std::string& by, Instant at) {
    const Result<Truth> truth = read_truth(text);
    if (!truth) return Fail(truth.error());
    const Result<std::vector<Finding>> findings = findings_of(store, campaign);
    if (!findings) return Fail(findings.error());
    ReviewRequest confirm;
    confirm.campaign = campaign;
    confirm.by = by;
    confirm.at = at;
    ReviewRequest dismiss = confirm;
    dismiss.state = FindingState::dismissed;
    dismiss.reason = "与示例城市的标准答案不符";
    for (const Finding& finding : *findings) {
        if (finding.state != FindingState::candidate || finding.outcome == Outcome::pass) continue;
        const bool seeded = truth->faults.count({finding.target, finding.rule}) > 0;
        (seeded ? confirm : dismiss).findings.push_back(finding.id);
    }
    std::int64_t decided = 0;
    for (const ReviewRequest* request : {&confirm, &dismiss}) {
        if (request->findings.empty()) continue;
        const Result<std::int64_t> done = review(store, *request);
        if (!done) return done;
        decided += *done;
    }
    return decided;
}

}  // namespace mingcha::app
