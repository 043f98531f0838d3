#include "app/example_city.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/city_truth.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "audit/address.h"
#include "audit/engine.h"
#include "audit/site_view.h"
#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

using TargetAndRule = std::pair<std::string, std::string>;
using Rows = std::map<TargetAndRule, std::vector<const TruthRow*>>;

bool is_expected(const TruthRow& row, const Finding& finding) {
    return row.expect == (finding.outcome == Outcome::pass ? Expect::earned : Expect::fault);
}

// Rows that would explain `finding`, of its target and rule.
std::vector<const TruthRow*> explaining(const Rows& rows, const Finding& finding) {
    std::vector<const TruthRow*> found;
    const auto at = rows.find({finding.target, finding.rule});
    if (at == rows.end()) return found;
    for (const TruthRow* row : at->second) {
        if (is_expected(*row, finding)) found.push_back(row);
    }
    return found;
}

Rows by_target(const std::vector<TruthRow>& truth) {
    Rows rows;
    for (const TruthRow& row : truth) rows[{row.target, row.rule}].push_back(&row);
    return rows;
}

bool stands_anywhere(const Finding& finding, const std::vector<const TruthRow*>& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const TruthRow* row) { return is_at(finding, *row); });
}

// Addresses of a target that were seen: pages fetched, links tested.
class SeenPlaces {
public:
    SeenPlaces(const std::filesystem::path& data_dir, std::string campaign, std::vector<Site> sites)
        : data_dir_(data_dir), campaign_(std::move(campaign)), sites_(std::move(sites)) {}

    Result<bool> has(const std::string& site_code, const std::string& url) {
        const auto known = seen_.find(site_code);
        if (known != seen_.end()) return known->second.count(audit::address_key(url)) > 0;
        std::set<std::string>& seen = seen_[site_code];
        const auto site = std::find_if(sites_.begin(), sites_.end(), [&](const Site& each) {
            return each.site_code == site_code;
        });
        if (site == sites_.end()) return false;
        auto index = store::GatherIndex::open(store::evidence_folder(data_dir_));
        if (!index) return Fail(index.error());
        const auto loaded = store::load_site_facts(data_dir_, **index, campaign_, *site);
        if (!loaded) return Fail(loaded.error());
        for (const PageRecord& page : loaded->facts.pages) {
            if (!audit::is_fetched(page)) continue;
            seen.insert(audit::address_key(page.facts.url));
            if (!page.asked_url.empty()) seen.insert(audit::address_key(page.asked_url));
        }
        for (const LinkCheck& link : loaded->facts.links) {
            if (link.state == LinkState::fine || link.state == LinkState::blocked)
                seen.insert(audit::address_key(link.url));
        }
        return seen.count(audit::address_key(url)) > 0;
    }

private:
    std::filesystem::path data_dir_;
    std::string campaign_;
    std::vector<Site> sites_;
    std::map<std::string, std::set<std::string>> seen_;
};

// Why a look-alike says nothing about its rule; empty: it was measured.
std::string unmeasured_because(const std::map<TargetAndRule, const Verdict*>& verdicts,
                               const TruthRow& row, bool seen) {
    const auto at = verdicts.find({row.target, row.rule});
    if (at == verdicts.end()) return "无判定";
    const Verdict& verdict = *at->second;
    if (verdict.outcome == Outcome::not_measured) return "未测：" + verdict.reason.text;
    if (verdict.outcome == Outcome::not_applicable) return "不适用";
    return seen ? "" : "页面未采集";
}

class Comparing {
public:
    Comparing(const std::vector<TruthRow>& truth, const std::vector<Verdict>& verdicts)
        : truth_(truth), rows_(by_target(truth)) {
        const std::vector<std::string_view> machine = audit::machine_rules();
        for (const Verdict& verdict : verdicts) {
            if (!std::binary_search(machine.begin(), machine.end(), verdict.rule)) continue;
            verdicts_[{verdict.target, verdict.rule}] = &verdict;
            judged_.insert(verdict.rule);
            for (const Finding& finding : verdict.findings) {
                if (finding.state != FindingState::dismissed) findings_.push_back(&finding);
            }
        }
    }

    Result<TruthComparison> run(SeenPlaces& seen) {
        for (const TruthRow& row : truth_) {
            if (judged_.count(row.rule) == 0) {
                ++result_.unjudged;
            } else if (row.expect == Expect::near_miss) {
                const Result<bool> counted = count_near_miss(row, seen);
                if (!counted) return Fail(counted.error());
            } else {
                count_fault(row);
            }
        }
        for (const Finding* finding : findings_) count_false_alarms(*finding);
        for (const auto& [rule, measure] : result_.rules) result_.total.add(measure);
        return std::move(result_);
    }

private:
    void count_fault(const TruthRow& row) {
        Measure& measure = result_.rules[row.rule];
        const bool found =
            std::any_of(findings_.begin(), findings_.end(), [&](const Finding* finding) {
                return is_expected(row, *finding) && is_at(*finding, row);
            });
        ++(found ? measure.found : measure.missed);
        if (found) return;
        result_.missed_list.push_back(
            fmt::format("{} {} {} {}", row.target, row.rule, row.url, row.names));
    }

    Result<bool> count_near_miss(const TruthRow& row, SeenPlaces& seen) {
        Measure& measure = result_.rules[row.rule];
        ++measure.near_misses;
        bool was_seen = row.account || row.url.empty();
        if (!was_seen) {
            const Result<bool> known = seen.has(row.target, row.url);
            if (!known) return known;
            was_seen = *known;
        }
        const std::string why = unmeasured_because(verdicts_, row, was_seen);
        const bool reported =
            std::any_of(findings_.begin(), findings_.end(),
                        [&](const Finding* finding) { return is_at(*finding, row); });
        if (why.empty() && !reported) {
            ++measure.near_misses_measured;
        } else {
            result_.near_list.push_back(
                fmt::format("{} {} {} {}", row.target, row.rule, row.url, reported ? "被报" : why));
        }
        return true;
    }

    void count_false_alarms(const Finding& finding) {
        const std::vector<const TruthRow*> rows = explaining(rows_, finding);
        std::vector<std::string> places = surplus_places(finding, rows);
        if (!stands_anywhere(finding, rows)) places.resize(1);
        result_.rules[finding.rule].false_alarms += static_cast<std::int64_t>(places.size());
        for (const std::string& place : places) {
            result_.false_list.push_back(
                fmt::format("{} {} {} {}", finding.target, finding.rule, finding.problem, place));
        }
    }

    const std::vector<TruthRow>& truth_;
    const Rows rows_;
    std::map<TargetAndRule, const Verdict*> verdicts_;
    std::set<std::string> judged_;
    std::vector<const Finding*> findings_;
    TruthComparison result_;
};

}  // namespace

void Measure::add(const Measure& other) {
    found += other.found;
    missed += other.missed;
    false_alarms += other.false_alarms;
    near_misses += other.near_misses;
    near_misses_measured += other.near_misses_measured;
}

std::optional<Points> Measure::precision() const {
    if (found + false_alarms == 0) return std::nullopt;
    return percent(found, found + false_alarms);
}

std::optional<Points> Measure::recall() const {
    if (found + missed == 0) return std::nullopt;
    return percent(found, found + missed);
}

Result<TruthComparison> compare_with_truth(store::Store& store,
                                           const std::filesystem::path& data_dir,
                                           const std::string& campaign, const std::string& text) {
    const Result<std::vector<TruthRow>> truth = read_truth(text);
    if (!truth) return Fail(truth.error());
    const Result<Campaign> found = find_campaign(store, campaign);
    if (!found) return Fail(found.error());
    const auto verdicts = stored_verdicts(store, campaign, found->ruleset);
    if (!verdicts) return Fail(verdicts.error());
    const auto sites = store::load<Site>(store, {});
    if (!sites) return Fail(sites.error());
    SeenPlaces seen(data_dir, campaign, *sites);
    return Comparing(*truth, *verdicts).run(seen);
}

Result<std::int64_t> review_by_truth(store::Store& store, const std::string& campaign,
                                     const std::string& text, const std::string& by, Instant at) {
    const Result<std::vector<TruthRow>> truth = read_truth(text);
    if (!truth) return Fail(truth.error());
    const Result<std::vector<Finding>> findings = findings_of(store, campaign);
    if (!findings) return Fail(findings.error());
    const Rows rows = by_target(*truth);
    ReviewRequest confirm;
    confirm.campaign = campaign;
    confirm.by = by;
    confirm.at = at;
    ReviewRequest dismiss = confirm;
    dismiss.state = FindingState::dismissed;
    dismiss.reason = "示例城市的标准答案中此处没有这一问题";
    for (const Finding& finding : *findings) {
        if (finding.state != FindingState::candidate || finding.outcome == Outcome::pass) continue;
        const std::vector<const TruthRow*> known = explaining(rows, finding);
        if (!stands_anywhere(finding, known)) {
            dismiss.findings.push_back(finding.id);
        } else if (surplus_places(finding, known).empty()) {
            confirm.findings.push_back(finding.id);
        }
    }
    std::int64_t decided = 0;
    for (const ReviewRequest* request : {&confirm, &dismiss}) {
        if (request->findings.empty()) continue;
        const Result<Reviewed> done = review(store, *request);
        if (!done) return Fail(done.error());
        decided += done->decided;
    }
    return decided;
}

}  // namespace mingcha::app
