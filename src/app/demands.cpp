#include "app/demands.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "base/near_names.h"
#include "base/text.h"
#include "model/unit_index.h"
#include "report/unit_group.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kMaxId = 64;    // bytes
constexpr std::size_t kNearNames = 2;
constexpr std::size_t kNearBytes = 9;  // three characters

bool has_finding(const report::UnitGroup& group) {
    const auto at_fault = [](const auto* each) {
        return std::any_of(each->findings.begin(), each->findings.end(), &report::is_fault);
    };
    return std::any_of(group.sites.begin(), group.sites.end(), at_fault) ||
           std::any_of(group.accounts.begin(), group.accounts.end(), at_fault);
}

bool has_failed(const report::UnitGroup& group) {
    const auto failed = [](const auto* each) { return each->passed == false; };
    return std::any_of(group.sites.begin(), group.sites.end(), failed) ||
           std::any_of(group.accounts.begin(), group.accounts.end(), failed);
}

bool is_asked(const report::UnitGroup& group, AskedUnits asked) {
    switch (asked) {
        case AskedUnits::failed:
            return has_failed(group);
        case AskedUnits::found:
            return has_failed(group) || has_finding(group);
        case AskedUnits::sites:
            return std::any_of(group.sites.begin(), group.sites.end(), [](const auto* each) {
                return each->site.state == SiteState::running;
            });
        case AskedUnits::accounts:
            return std::any_of(group.accounts.begin(), group.accounts.end(), [](const auto* each) {
                return each->account.state == AccountState::running;
            });
        case AskedUnits::named:
            break;
    }
    return false;
}

// By name, short name or alias → the full name.
Result<std::vector<std::string>> units_named(const std::vector<std::string>& written,
                                             const ScoredCampaign& scored) {
    const UnitIndex index(scored.registry.units);
    std::vector<std::string> known;
    for (const auto& group : report::group_by_unit(scored.result, scored.registry)) {
        known.push_back(group.unit);
    }
    std::vector<std::string> out;
    for (const std::string& name : written) {
        const Unit* unit = index.find(name);
        const bool operates = std::find(known.begin(), known.end(), name) != known.end();
        if (unit == nullptr && !operates) {
            const auto near = near_names(name, known, kNearNames, kNearBytes);
            return fail(name, "单位名录里没有，也没有网站或账号",
                        near.empty() ? "先 import units" : "可能是 " + join(near, "、"));
        }
        const std::string full = unit == nullptr ? name : unit->name;
        if (std::find(out.begin(), out.end(), full) == out.end()) out.push_back(full);
    }
    return out;
}

Result<std::vector<Demand>> all_demands(store::Store& store) {
    auto demands = store::load<Demand>(store);
    if (!demands) return demands;
    std::stable_sort(demands->begin(), demands->end(),
                     [](const Demand& a, const Demand& b) { return a.due < b.due; });
    return demands;
}

Result<Demand> find_demand(store::Store& store, const std::string& id) {
    const auto demands = all_demands(store);
    if (!demands) return Fail(demands.error());
    std::vector<std::string> ids;
    for (const Demand& each : *demands) {
        if (each.id == id) return each;
        ids.push_back(each.id);
    }
    return fail(id, "没有这项工作要求",
                ids.empty() ? "demands add 或 demands draft 登记" : "有 " + join(ids, "、"));
}

Result<std::vector<DemandStep>> steps_of(store::Store& store, const std::string& id) {
    auto steps = store::load<DemandStep>(store);
    if (steps) std::erase_if(*steps, [&](const DemandStep& each) { return each.demand != id; });
    return steps;
}

Result<Demand> checked(Demand demand, AskedUnits asked, const ScoredCampaign& scored) {
    if (demand.id.empty() || demand.id.size() > kMaxId ||
        demand.id.find_first_of(" \t\r\n/") != std::string::npos) {
        return fail("ID", fmt::format("\"{}\" 不能作编号", demand.id),
                    fmt::format("不含空格和斜杠，最多 {} 字节，如 2021Q4-整改", kMaxId));
    }
    if (trim(demand.title).empty()) return fail(demand.id, "没有写明要求什么", "加 --title");
    if (trim(demand.by).empty()) return fail(demand.id, "没有写明谁登记", "加 --by NAME");
    const Campaign& campaign = scored.result.campaign;
    if (demand.due < campaign.window.to) {
        return fail("--due",
                    fmt::format("{} 早于检查截止日 {}", format_date(demand.due),
                                format_date(campaign.window.to)),
                    "期限在通报之后");
    }
    if (asked == AskedUnits::named) {
        auto units = units_named(demand.units, scored);
        if (!units) return Fail(units.error());
        demand.units = std::move(*units);
    } else {
        demand.units.clear();
        for (const auto& group : report::group_by_unit(scored.result, scored.registry)) {
            if (is_asked(group, asked)) demand.units.push_back(group.unit);
        }
    }
    if (demand.units.empty()) {
        return fail(demand.id, "没有要布置的单位",
                    "--to 单位，或 --for failed|found|sites|accounts");
    }
    return demand;
}

}  // namespace

Result<Demand> add_demand(store::Store& store, DemandRequest request) {
    const auto scored = score_campaign(store, request.data_dir, request.demand.campaign, "");
    if (!scored) return Fail(scored.error());
    auto demand = checked(std::move(request.demand), request.asked, *scored);
    if (!demand) return demand;
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto known = all_demands(store);
    if (!known) return Fail(known.error());
    for (const Demand& each : *known) {
        if (each.id == demand->id) {
            return fail(each.id, "已有这个编号", "换一个编号；demands show 查看已有的");
        }
    }
    if (const auto saved = store::save<Demand>(store, {}, {*demand}); !saved) {
        return Fail(saved.error());
    }
    if (const auto done = change.done(); !done) return Fail(done.error());
    return demand;
}

Result<DraftedDemands> draft_demands(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, const std::string& by,
                                     Instant now) {
    const auto chosen = find_campaign(store, campaign);
    if (!chosen) return Fail(chosen.error());
    const auto known = all_demands(store);
    if (!known) return Fail(known.error());
    struct Dated {
        const char* field;
        const char* suffix;
        const char* title;
        AskedUnits asked;
    };
    constexpr Dated kDated[] = {{"rectify_by", "整改", "整改情况报告", AskedUnits::found},
                                {"report_due", "年报", "政府网站工作年度报表", AskedUnits::sites}};
    DraftedDemands out;
    bool any = false;
    for (const Dated& each : kDated) {
        const auto typed = chosen->fields.find(each.field);
        if (typed == chosen->fields.end()) continue;
        any = true;
        const auto due = parse_date(typed->second);
        if (!due) return Fail(due.error());
        const std::string id = campaign + "-" + each.suffix;
        if (std::any_of(known->begin(), known->end(), [&](const auto& d) { return d.id == id; })) {
            out.kept.push_back(id);
            continue;
        }
        auto demand = add_demand(
            store, {data_dir, {id, campaign, each.title, *due, {}, by, now}, each.asked});
        if (!demand) return Fail(demand.error());
        out.added.push_back(std::move(*demand));
    }
    if (any) return out;
    return fail(campaign, "没有写明期限",
                "campaign set 填写 rectify_by 或 report_due，或用 demands add");
}

Result<std::vector<DemandStep>> take_demand_steps(store::Store& store, const DemandStep& step,
                                                  const std::vector<std::string>& units) {
    store::Transaction change(store);
    if (const auto begun = change.begin(); !begun) return Fail(begun.error());
    const auto demand = find_demand(store, step.demand);
    if (!demand) return Fail(demand.error());
    auto steps = steps_of(store, step.demand);
    if (!steps) return Fail(steps.error());
    const auto registered = store::load<Unit>(store);
    if (!registered) return Fail(registered.error());
    const UnitIndex index(*registered);
    std::vector<DemandStep> taken;
    for (const std::string& name : units) {
        const Unit* unit = index.find(name);
        DemandStep next = step;
        next.unit = unit == nullptr ? name : unit->name;
        auto done = ledger::next_step(*demand, *steps, std::move(next));
        if (!done) return Fail(done.error());
        steps->push_back(*done);
        taken.push_back(std::move(*done));
    }
    if (const auto saved = store::save<DemandStep>(store, {}, taken); !saved) {
        return Fail(saved.error());
    }
    if (const auto done = change.done(); !done) return Fail(done.error());
    return taken;
}

Result<DemandList> demands_of(store::Store& store, const std::string& campaign, Date today) {
    const auto demands = all_demands(store);
    if (!demands) return Fail(demands.error());
    const auto steps = store::load<DemandStep>(store);
    if (!steps) return Fail(steps.error());
    std::map<std::string, std::vector<DemandStep>> by_demand;
    for (const DemandStep& each : *steps) by_demand[each.demand].push_back(each);
    DemandList list;
    list.today = today;
    for (const Demand& each : *demands) {
        if (!campaign.empty() && each.campaign != campaign) continue;
        DemandList::Row row;
        row.steps = by_demand[each.id];
        row.tasks = ledger::tasks_of(each, row.steps, today);
        row.demand = each;
        list.rows.push_back(std::move(row));
    }
    return list;
}

}  // namespace mingcha::app
