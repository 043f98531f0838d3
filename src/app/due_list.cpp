#include "app/due_list.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/judge_campaign.h"
#include "app/rulesets.h"
#include "app/target_rows.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "store/facts_load.h"
#include "store/gather_session.h"

namespace mingcha::app {

namespace {

class Collection {
public:
    Collection(const DueRequest& request, Date today) : request_(request), today_(today) {}

    void add(std::vector<audit::Deadline> deadlines, const std::string& unit,
             const std::string& name) {
        for (audit::Deadline& each : deadlines) {
            if (each.days_left > request_.within || (each.days_left < 0 && !request_.overdue)) {
                continue;
            }
            list_.entries.push_back({std::move(each), unit, name});
        }
    }
    DueList take() {
        list_.today = today_;
        list_.within = request_.within;
        std::stable_sort(list_.entries.begin(), list_.entries.end(),
                         [](const DueEntry& a, const DueEntry& b) {
                             return a.deadline.last_day < b.deadline.last_day;
                         });
        return std::move(list_);
    }

private:
    const DueRequest& request_;
    Date today_;
    DueList list_;
};

Result<bool> add_sites(const JudgeInput& input, const TargetRows& rows, store::GatherIndex& index,
                       Date today, Collection& out) {
    for (const Site& site : input.sites) {
        auto loaded =
            store::load_site_facts(input.data_dir, index, input.context.campaign.id, site);
        if (!loaded) return Fail(loaded.error());
        rows.give(loaded->facts);
        out.add(audit::deadlines_of(loaded->facts, input.context, today), site.unit, site.name);
    }
    return true;
}

void add_accounts(const JudgeInput& input, const TargetRows& rows, Date today, Collection& out) {
    for (const Account& account : input.accounts) {
        AccountFacts facts;
        facts.account = account;
        rows.give(facts);
        out.add(audit::deadlines_of(facts, input.context, today), account.operator_name,
                account.name);
    }
}

std::string left_text(std::int32_t days) {
    if (days < 0) return fmt::format("已超 {} 天", -days);
    return days == 0 ? "今天到期" : fmt::format("还有 {} 天", days);
}

}  // namespace

Result<DueList> due_list(store::Store& store, const DueRequest& request) {
    const auto campaign = find_campaign(store, request.campaign);
    if (!campaign) return Fail(campaign.error());
    if (campaign->origin == CampaignOrigin::document) {
        return fail(campaign->id, "这期检查读自文件，没有事实可算期限",
                    "用本机检查过的一期：mingcha campaign list");
    }
    const auto sources = ruleset_sources(request.data_dir);
    if (!sources) return Fail(sources.error());
    const auto ruleset = ruleset::load_or_fail(
        request.ruleset.empty() ? campaign->ruleset : request.ruleset, *sources);
    if (!ruleset) return Fail(ruleset.error());
    const auto input = load_judge_input(store, request.data_dir, *campaign, *ruleset);
    if (!input) return Fail(input.error());
    auto index = store::GatherIndex::open(store::evidence_folder(request.data_dir));
    if (!index) return Fail(index.error());
    // After the moment of the campaign its facts say nothing about later days.
    const Date today =
        request.on ? *request.on : std::min(date_of(request.now), date_of(campaign->as_of));
    Collection out(request, today);
    const TargetRows rows(*input, end_of(today));
    if (const auto added = add_sites(*input, rows, **index, today, out); !added) {
        return Fail(added.error());
    }
    add_accounts(*input, rows, today, out);
    return out.take();
}

std::string due_json(const DueList& list) {
    nlohmann::ordered_json out;
    out["today"] = format_date(list.today);
    out["due"] = nlohmann::ordered_json::array();
    for (const DueEntry& entry : list.entries) {
        const audit::Deadline& due = entry.deadline;
        nlohmann::ordered_json row;
        row["target"] = due.target;
        row["unit"] = entry.unit;
        row["name"] = entry.name;
        row["rule"] = due.rule;
        row["kind"] = audit::to_string(due.kind);
        row["what"] = due.what;
        row["url"] = due.url;
        row["since"] = nullptr;
        if (due.since) row["since"] = format_date(*due.since);
        row["last_day"] = format_date(due.last_day);
        row["days_left"] = due.days_left;
        out["due"].push_back(std::move(row));
    }
    return out.dump(2) + "\n";
}

std::string due_table(const DueList& list) {
    std::string text =
        fmt::format("以 {} 为今天，{} 项\n", format_date(list.today), list.entries.size());
    for (const DueEntry& entry : list.entries) {
        const audit::Deadline& due = entry.deadline;
        text +=
            fmt::format("{}  {}  {}  {}“{}”", format_date(due.last_day), left_text(due.days_left),
                        entry.name, audit::to_string(due.kind), due.what);
        if (due.since) text += fmt::format("（{}）", format_date(*due.since));
        text += fmt::format("  {}\n", due.rule);
    }
    return text;
}

}  // namespace mingcha::app
