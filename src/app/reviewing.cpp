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

std::string log_scope(const std::string& campaign) {
    return std::string(kLogScope) + campaign;
}

// What is to be written: decisions that stand now, first words that wait, those of either that are
// over, log entries.
struct Changes {
    std::vector<store::Decision> decisions;
    std::vector<store::FirstWord> first;
    std::vector<std::string> open_again, nobody_waits;
    std::vector<store::Decision> log;
    Reviewed reviewed;
};

// A word on a finding that takes two people: it waits, or it meets the same word of another.
void say_of_two(const Words& words, store::Decision word, Changes& changes) {
    const auto waiting = words.first.find(word.finding);
    const bool meets = waiting != words.first.end() && waiting->second.state == word.state &&
                       waiting->second.by != word.by;
    if (!meets) {
        ++changes.reviewed.waiting;
        if (waiting != words.first.end() && says_the_same(waiting->second, word)) return;
        word.said = store::Said::first;
        changes.first.push_back({word});
        changes.log.push_back(std::move(word));
        return;
    }
    ++changes.reviewed.decided;
    changes.log.push_back(word);
    changes.nobody_waits.push_back(word.finding);
    word.by = waiting->second.by + "、" + word.by;
    if (word.reason.empty()) word.reason = waiting->second.reason;
    changes.decisions.push_back(std::move(word));
}

Changes changes_of(const std::vector<const Finding*>& named, const Words& words,
                   const ReviewRequest& request) {
    Changes changes;
    const std::string by(trim(request.by));
    for (const Finding* finding : named) {
        store::Decision word{finding->id, request.state, by, request.reason, request.at, {}};
        const auto before = words.decisions.find(finding->id);
        const bool stands =
            before != words.decisions.end() &&
            (says_the_same(before->second, word) ||
             (request.needs_two.contains(finding->rule) && before->second.state == word.state));
        if (stands) {
            ++changes.reviewed.decided;
        } else if (request.needs_two.contains(finding->rule)) {
            say_of_two(words, std::move(word), changes);
        } else {
            ++changes.reviewed.decided;
            changes.log.push_back(word);
            changes.decisions.push_back(std::move(word));
        }
    }
    return changes;
}

// The log only grows: a later decision does not take the earlier one's place.
Result<bool> write(store::Store& store, const std::string& campaign, const Changes& changes) {
    if (changes.log.empty()) return true;
    if (auto put = store::save(store, campaign, changes.decisions); !put) return put;
    if (auto put = store::save(store, campaign, changes.first); !put) return put;
    if (auto gone = store.remove(store::kDecisionKind, campaign, changes.open_again); !gone) {
        return gone;
    }
    if (auto gone = store.remove(store::kFirstWordKind, campaign, changes.nobody_waits); !gone) {
        return gone;
    }
    const auto there = store.count(store::kDecisionLogKind, log_scope(campaign));
    if (!there) return Fail(there.error());
    std::vector<store::Record> entries;
    for (const store::Decision& word : changes.log) {
        const auto number = *there + static_cast<std::int64_t>(entries.size()) + 1;
        entries.push_back({fmt::format("{:010}", number), 0, store::encode(word)});
    }
    return store.put(store::kDecisionLogKind, log_scope(campaign), entries);
}

Result<bool> check_open(store::Store& store, const std::string& id) {
    const Result<Campaign> campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    if (!campaign->closed) return true;
    return fail("--campaign", fmt::format("campaign \"{}\" is closed", campaign->id),
                "结束后的检查不再改动");
}

Result<std::vector<store::Decision>> log_of(store::Store& store, const std::string& campaign) {
    const auto records = store.records(store::kDecisionLogKind, log_scope(campaign));
    if (!records) return Fail(records.error());
    std::vector<store::Decision> log;
    for (const store::Record& record : *records) {
        store::Decision word;
        if (Result<bool> read = store::decode(record.body, word); !read) return Fail(read.error());
        log.push_back(std::move(word));
    }
    return log;
}

// How a finding stood after some entries of the log.
struct Standing {
    std::optional<store::Decision> decision, first;
};

Standing replayed(const std::vector<store::Decision>& log) {
    std::vector<Standing> past{Standing{}};
    for (const store::Decision& word : log) {
        if (word.said == store::Said::undone) {
            if (past.size() > 1) past.pop_back();
            continue;
        }
        Standing next = past.back();
        if (word.said == store::Said::first) {
            next.first = word;
        } else {
            next.decision = word;
            if (next.first) next.decision->by = next.first->by + "、" + word.by;
            next.first.reset();
        }
        past.push_back(std::move(next));
    }
    return past.back();
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

Result<Reviewed> review(store::Store& store, const ReviewRequest& request) {
    if (Result<bool> open = check_open(store, request.campaign); !open) return Fail(open.error());
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
    const Result<Words> words = words_of(store, request.campaign);
    if (!words) return Fail(words.error());
    const Changes changes = changes_of(*named, *words, request);
    if (auto written = write(store, request.campaign, changes); !written) {
        return Fail(written.error());
    }
    if (Result<bool> done = transaction.done(); !done) return Fail(done.error());
    return changes.reviewed;
}

Result<Words> words_of(store::Store& store, const std::string& campaign) {
    Words words;
    std::vector<store::Decision> decisions;
    std::vector<store::FirstWord> first;
    for (const auto& loaded :
         {store::load_into(store, campaign, decisions), store::load_into(store, campaign, first)}) {
        if (!loaded) return Fail(loaded.error());
    }
    for (store::Decision& word : decisions) words.decisions[word.finding] = std::move(word);
    for (store::FirstWord& row : first) words.first[row.word.finding] = std::move(row.word);
    auto log = log_of(store, campaign);
    if (!log) return Fail(log.error());
    for (store::Decision& word : *log) words.last[word.finding] = std::move(word);
    return words;
}

Result<bool> undo_review(store::Store& store, const std::string& campaign,
                         const std::string& finding, const std::string& by, Instant at) {
    if (Result<bool> open = check_open(store, campaign); !open) return open;
    store::Transaction transaction(store);
    if (Result<bool> begun = transaction.begin(); !begun) return begun;
    const auto log = log_of(store, campaign);
    if (!log) return Fail(log.error());
    std::vector<store::Decision> said;
    for (const store::Decision& word : *log) {
        if (word.finding == finding) said.push_back(word);
    }
    if (said.empty()) return fail(finding, "还没有人对这个问题作出决定", "没有可以撤回的");
    if (said.back().said == store::Said::undone) {
        return fail(finding, "上一个决定已经撤回", "只能撤回一次；可以重新作出决定");
    }
    if (said.back().by != by) {
        return fail(finding, "上一个决定是" + said.back().by + "作出的", "由作出决定的人撤回");
    }
    Changes changes;
    changes.log.push_back({finding, FindingState::candidate, by, "撤回", at, store::Said::undone});
    said.push_back(changes.log.back());
    const Standing now = replayed(said);
    if (now.decision) {
        changes.decisions.push_back(*now.decision);
    } else {
        changes.open_again.push_back(finding);
    }
    if (now.first) {
        changes.first.push_back({*now.first});
    } else {
        changes.nobody_waits.push_back(finding);
    }
    if (auto written = write(store, campaign, changes); !written) return written;
    return transaction.done();
}

}  // namespace mingcha::app
