#include "app/worksheets.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/captures.h"
#include "app/population.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "base/near_names.h"
#include "base/text.h"
#include "store/rows.h"
#include "workflow/words.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kNear = 3;

struct Target {
    std::string key, name, unit, url, division, kind;
    bool account = false;
    bool portal = false;
};

// What a campaign's worksheets rest on, read once.
struct Desk {
    Campaign campaign;
    Ruleset ruleset;
    std::vector<Target> targets;                                     // running ones, registry order
    std::map<std::string, std::map<std::string, Verdict>> verdicts;  // by target and rule
    std::vector<HandVerdict> words;                                  // that stand
    std::map<std::string, std::vector<const HandVerdict*>> words_of;  // by target
    std::vector<Assignment> assignments;
    std::vector<Capture> captures;  // that stand

    const Target* find(std::string_view key) const {
        for (const Target& target : targets) {
            if (target.key == key) return &target;
        }
        return nullptr;
    }
};

Result<bool> load_targets(store::Store& store, Desk& desk) {
    const auto sites = sites_of(store, desk.campaign.id);
    if (!sites) return Fail(sites.error());
    for (const Site& site : *sites) {
        if (site.state != SiteState::running) continue;
        desk.targets.push_back({site.site_code, site.name, site.unit, site.url, site.division,
                                std::string(to_string(site.kind)), false,
                                site.kind == SiteKind::portal});
    }
    const auto accounts = accounts_of(store, desk.campaign.id);
    if (!accounts) return Fail(accounts.error());
    for (const Account& account : *accounts) {
        if (account.state != AccountState::running) continue;
        desk.targets.push_back({account_key(account), account.name, account.operator_name,
                                account.url, account.division, account.type, true, false});
    }
    return true;
}

Result<Desk> open_desk(store::Store& store, const std::filesystem::path& data_dir,
                       const std::string& id) {
    Desk desk;
    auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    desk.campaign = std::move(*campaign);
    const auto sources = ruleset_sources(data_dir);
    if (!sources) return Fail(sources.error());
    auto ruleset = ruleset::load_or_fail(desk.campaign.ruleset, *sources);
    if (!ruleset) return Fail(ruleset.error());
    desk.ruleset = std::move(*ruleset);
    if (auto loaded = load_targets(store, desk); !loaded) return Fail(loaded.error());
    const auto verdicts = stored_verdicts(store, id, desk.campaign.ruleset);
    if (!verdicts) return Fail(verdicts.error());
    for (const Verdict& verdict : *verdicts) desk.verdicts[verdict.target][verdict.rule] = verdict;
    std::vector<HandVerdict> log;
    if (auto loaded = store::load_into(store, id, log); !loaded) return Fail(loaded.error());
    desk.words = workflow::standing_words(log);
    for (const HandVerdict& word : desk.words) desk.words_of[word.target].push_back(&word);
    if (auto loaded = store::load_into(store, id, desk.assignments); !loaded) {
        return Fail(loaded.error());
    }
    auto captures = captures_of(store, id);
    if (!captures) return Fail(captures.error());
    desk.captures = std::move(*captures);
    return desk;
}

bool asks_of(const Rule& rule, const Target& target) {
    if (rule.stage != RuleStage::active) return false;
    if (target.account) return rule.scope == Scope::account;
    if (rule.scope == Scope::account) return false;
    if (rule.scope == Scope::portal) return target.portal;
    return rule.scope != Scope::non_portal || !target.portal;
}

SheetLine line_of(const Desk& desk, const Target& target, const Rule& rule, bool spot) {
    SheetLine line;
    line.rule = rule;
    line.reason = {ReasonCode::ours, "尚未判定"};
    if (const auto of_target = desk.verdicts.find(target.key); of_target != desk.verdicts.end()) {
        if (const auto verdict = of_target->second.find(rule.id);
            verdict != of_target->second.end()) {
            line.machine = verdict->second.outcome;
            line.reason = verdict->second.reason;
            for (const Finding& finding : verdict->second.findings) {
                if (finding.state != FindingState::dismissed) line.proposals.push_back(finding);
            }
        }
    }
    if (const auto words = desk.words_of.find(target.key); words != desk.words_of.end()) {
        for (const HandVerdict* word : words->second) {
            if (word->rule == rule.id && word->spot == spot) line.words.push_back(*word);
        }
    }
    std::copy_if(desk.captures.begin(), desk.captures.end(), std::back_inserter(line.captures),
                 [&](const Capture& each) {
                     return each.target == target.key && each.rule == rule.id && each.spot == spot;
                 });
    const bool proposed = std::any_of(
        line.proposals.begin(), line.proposals.end(),
        [](const Finding& finding) { return finding.state == FindingState::candidate; });
    const bool open = line.machine == Outcome::not_measured || proposed;
    line.waits = line.words.empty() && (spot || open);
    return line;
}

// A line for a person: the machine does not decide it, or could not.
bool is_for_people(const SheetLine& line) {
    if (line.machine == Outcome::not_applicable && line.words.empty()) return false;
    return line.rule.detection != Detection::automatic || line.machine == Outcome::not_measured ||
           !line.words.empty();
}

Worksheet sheet_of(const Desk& desk, const Target& target, bool spot) {
    Worksheet sheet{target.key, target.name, target.unit, target.url, {}, {}, 0};
    for (const Assignment& each : desk.assignments) {
        if (each.target == target.key && each.spot == spot) sheet.inspector = each.inspector;
    }
    for (const Rule& rule : desk.ruleset.rules) {
        if (!asks_of(rule, target)) continue;
        SheetLine line = line_of(desk, target, rule, spot);
        if (!is_for_people(line)) continue;
        sheet.waiting += line.waits ? 1 : 0;
        sheet.lines.push_back(std::move(line));
    }
    return sheet;
}

workflow::Piece piece_of(const Desk& desk, const Target& target) {
    const Worksheet sheet = sheet_of(desk, target, false);
    return {target.key, target.unit, target.division, target.kind,
            std::max<std::int64_t>(1, sheet.waiting)};
}

Fail no_target(const Desk& desk, const std::string& key) {
    std::vector<std::string> keys;
    for (const Target& target : desk.targets) keys.push_back(target.key);
    const auto near = near_names(key, keys, kNear, kNear);
    return fail(key, "不在这次检查之列，或不在运行",
                near.empty() ? "export sites|accounts 列出全部"
                             : fmt::format("是否为 {} ？", join(near, "、")));
}

Result<std::vector<Inspector>> chosen_inspectors(store::Store& store,
                                                 const std::vector<std::string>& only) {
    auto all = inspectors(store);
    if (!all || only.empty()) return all;
    std::vector<Inspector> chosen;
    for (const std::string& name : only) {
        const auto found = std::find_if(all->begin(), all->end(),
                                        [&](const Inspector& each) { return each.name == name; });
        if (found == all->end()) return fail(name, "没有登记的检查人员", "tasks inspector NAME");
        chosen.push_back(*found);
    }
    return chosen;
}

Result<bool> keep_plan(store::Store& store, const ShareRequest& request,
                       std::vector<Assignment>& plan) {
    for (Assignment& each : plan) {
        each.by = request.planner;
        each.at = request.now;
    }
    return store::save<Assignment>(store, request.campaign, plan);
}

// For who changes something. Errors: also a closed campaign.
Result<Desk> open_desk_to_write(store::Store& store, const std::filesystem::path& data_dir,
                                const std::string& id) {
    auto desk = open_desk(store, data_dir, id);
    if (desk && desk->campaign.closed) {
        return fail(id, "这次检查已经结束", "结束后不再改动");
    }
    return desk;
}

}  // namespace

Result<Worksheet> worksheet_of(store::Store& store, const SheetRequest& request) {
    const auto desk = open_desk(store, request.data_dir, request.campaign);
    if (!desk) return Fail(desk.error());
    const Target* target = desk->find(request.target);
    if (target == nullptr) return no_target(*desk, request.target);
    return sheet_of(*desk, *target, request.spot);
}

Result<HandVerdict> write_word(store::Store& store, const std::filesystem::path& data_dir,
                               const std::string& campaign, const HandVerdict& given) {
    if (auto right = workflow::check_word(given); !right) return Fail(right.error());
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto desk = open_desk_to_write(store, data_dir, campaign);
    if (!desk) return Fail(desk.error());
    const Target* target = desk->find(given.target);
    if (target == nullptr) return no_target(*desk, given.target);
    const Rule* rule = desk->ruleset.find(given.rule);
    if (rule == nullptr || !asks_of(*rule, *target)) {
        return fail(given.rule, fmt::format("不是对{}的指标", target->name),
                    "tasks sheet 列出各项");
    }
    const SheetLine line = line_of(*desk, *target, *rule, given.spot);
    const bool undecided = std::any_of(
        line.proposals.begin(), line.proposals.end(),
        [](const Finding& finding) { return finding.state == FindingState::candidate; });
    if (!given.spot && undecided && given.outcome != HandOutcome::fault) {
        return fail(given.target + " " + given.rule,
                    fmt::format("机器提出的 {} 个问题还没有决定", line.proposals.size()),
                    "先 review dismiss 或 review confirm");
    }
    const auto people = inspectors(store);
    if (!people) return Fail(people.error());
    for (const Inspector& each : *people) {
        if (each.name == given.by && !each.unit.empty() && each.unit == target->unit) {
            return fail(given.by, "不能检查本单位", "由别的检查人员检查");
        }
    }
    if (given.spot) {
        const SheetLine first = line_of(*desk, *target, *rule, false);
        for (const HandVerdict& word : first.words) {
            if (word.by == given.by) return fail(given.by, "抽查须由另一人", "由别的检查人员抽查");
        }
    }
    const auto log = store::load<HandVerdict>(store, campaign);
    if (!log) return Fail(log.error());
    HandVerdict word = given;
    word.number = static_cast<std::int32_t>(log->size()) + 1;
    if (auto saved = store::save<HandVerdict>(store, campaign, {word}); !saved) {
        return Fail(saved.error());
    }
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return word;
}

Result<std::vector<Inspector>> inspectors(store::Store& store) {
    return store::load<Inspector>(store);
}

Result<bool> keep_inspector(store::Store& store, const Inspector& inspector) {
    if (trim(inspector.name).empty()) return fail("检查人员", "没有姓名", "写明姓名");
    const auto divisions = store::load<Division>(store);
    if (!divisions) return Fail(divisions.error());
    for (const std::string_view code : split(inspector.divisions, '|')) {
        if (trim(code).empty() || divisions->empty()) continue;
        const bool known =
            std::any_of(divisions->begin(), divisions->end(),
                        [&](const Division& each) { return each.code == trim(code); });
        if (!known)
            return fail(std::string(code), "不是登记的行政区划代码", "export divisions 列出全部");
    }
    return store::save<Inspector>(store, {}, {inspector});
}

Result<std::vector<Assignment>> share_work(store::Store& store, const ShareRequest& request) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto desk = open_desk_to_write(store, request.data_dir, request.campaign);
    if (!desk) return Fail(desk.error());
    const auto people = chosen_inspectors(store, request.only);
    if (!people) return Fail(people.error());
    std::map<std::string, std::int64_t> held;
    std::set<std::string> assigned;
    for (const Assignment& each : desk->assignments) {
        if (each.spot) continue;
        assigned.insert(each.target);
        const Target* target = desk->find(each.target);
        if (target != nullptr) held[each.inspector] += sheet_of(*desk, *target, false).waiting;
    }
    std::vector<workflow::Piece> pieces;
    for (const Target& target : desk->targets) {
        const bool asked = target.account ? request.accounts : request.sites;
        if (asked && !assigned.contains(target.key)) pieces.push_back(piece_of(*desk, target));
    }
    std::vector<workflow::Held> before;
    for (const auto& [name, lines] : held) before.push_back({name, lines});
    auto plan = workflow::share_out(pieces, *people, request.by, request.seed, before);
    if (!plan) return Fail(plan.error());
    if (auto kept = keep_plan(store, request, *plan); !kept) return Fail(kept.error());
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return *plan;
}

Result<std::vector<Assignment>> plan_spot_checks(store::Store& store, const ShareRequest& request,
                                                 std::int32_t percent) {
    if (percent < 1 || percent > 100) {
        return fail("--percent", fmt::format("{}", percent), "1 到 100");
    }
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto desk = open_desk_to_write(store, request.data_dir, request.campaign);
    if (!desk) return Fail(desk.error());
    const auto people = chosen_inspectors(store, request.only);
    if (!people) return Fail(people.error());
    std::vector<workflow::Piece> pieces;
    for (const Assignment& each : desk->assignments) {
        const Target* target = desk->find(each.target);
        if (!each.spot && target != nullptr) pieces.push_back(piece_of(*desk, *target));
    }
    if (pieces.empty()) return fail(request.campaign, "还没有分配任务", "先 tasks assign");
    auto plan =
        workflow::draw_spot_checks(pieces, desk->assignments, *people, percent, request.seed);
    if (!plan) return Fail(plan.error());
    if (auto kept = keep_plan(store, request, *plan); !kept) return Fail(kept.error());
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return *plan;
}

Result<std::int64_t> move_work(store::Store& store, const std::filesystem::path& data_dir,
                               const MoveRequest& request) {
    store::Transaction transaction(store);
    if (auto begun = transaction.begin(); !begun) return Fail(begun.error());
    const auto desk = open_desk_to_write(store, data_dir, request.campaign);
    if (!desk) return Fail(desk.error());
    const auto to = chosen_inspectors(store, {request.to});
    if (!to) return Fail(to.error());
    std::vector<Assignment> moved;
    std::set<std::string> wanted(request.targets.begin(), request.targets.end());
    for (const Assignment& each : desk->assignments) {
        if (each.spot || each.inspector != request.from) continue;
        const Target* target = desk->find(each.target);
        if (target == nullptr) continue;
        const bool named = wanted.erase(each.target) > 0;
        const bool begun_already = desk->words_of.contains(each.target);
        if (request.targets.empty() ? begun_already : !named) continue;
        if (!to->front().unit.empty() && to->front().unit == target->unit) {
            return fail(each.target, fmt::format("{}不能检查本单位", request.to), "换一个检查人员");
        }
        moved.push_back({each.target, request.to, false, request.by, request.now});
    }
    if (!wanted.empty()) {
        return fail(*wanted.begin(), fmt::format("不在{}名下", request.from),
                    "tasks list 列出各人任务");
    }
    if (auto saved = store::save<Assignment>(store, request.campaign, moved); !saved) {
        return Fail(saved.error());
    }
    if (auto done = transaction.done(); !done) return Fail(done.error());
    return static_cast<std::int64_t>(moved.size());
}

Result<std::vector<WorkRow>> work_of(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, const std::string& inspector) {
    const auto desk = open_desk(store, data_dir, campaign);
    if (!desk) return Fail(desk.error());
    std::map<std::string, std::size_t> place;  // of a target in the registry
    for (std::size_t i = 0; i < desk->targets.size(); ++i) place[desk->targets[i].key] = i;
    std::vector<WorkRow> rows;
    for (const Assignment& each : desk->assignments) {
        if (!inspector.empty() && each.inspector != inspector) continue;
        const auto found = place.find(each.target);
        if (found == place.end()) continue;
        const Target& target = desk->targets[found->second];
        const Worksheet sheet = sheet_of(*desk, target, each.spot);
        rows.push_back({each.inspector, each.target, target.name, target.account, each.spot,
                        static_cast<std::int64_t>(sheet.lines.size()), sheet.waiting});
    }
    std::sort(rows.begin(), rows.end(), [&](const WorkRow& a, const WorkRow& b) {
        return std::tuple(std::string_view(a.inspector), a.spot, place[a.target]) <
               std::tuple(std::string_view(b.inspector), b.spot, place[b.target]);
    });
    return rows;
}

Result<std::vector<std::string>> unassigned_targets(store::Store& store, const std::string& id) {
    Desk desk;
    auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    desk.campaign = std::move(*campaign);
    if (auto loaded = load_targets(store, desk); !loaded) return Fail(loaded.error());
    const auto assignments = store::load<Assignment>(store, id);
    if (!assignments) return Fail(assignments.error());
    std::set<std::string> assigned;
    for (const Assignment& each : *assignments) {
        if (!each.spot) assigned.insert(each.target);
    }
    std::vector<std::string> left;
    for (const Target& target : desk.targets) {
        if (!assigned.contains(target.key)) left.push_back(target.key);
    }
    return left;
}

Result<workflow::Agreement> agreement(store::Store& store, const std::string& campaign) {
    if (const auto found = find_campaign(store, campaign); !found) return Fail(found.error());
    std::vector<HandVerdict> log;
    if (auto loaded = store::load_into(store, campaign, log); !loaded) return Fail(loaded.error());
    return workflow::agreement_of(workflow::standing_words(log));
}

}  // namespace mingcha::app
