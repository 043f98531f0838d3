#include "app/verdicts.h"

#include "base/text.h"
#include "store/rows.h"

namespace mingcha::app {

Result<Campaign> find_campaign(store::Store& store, std::string_view id) {
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    std::vector<std::string> ids;
    for (const Campaign& campaign : *campaigns) {
        if (campaign.id == id) return campaign;
        ids.push_back(campaign.id);
    }
    return fail("--campaign", "there is no campaign \"" + std::string(id) + "\"",
                ids.empty() ? "campaign create makes one" : "there are: " + join(ids, ", "));
}

Result<std::optional<Campaign>> previous_campaign(store::Store& store, const Campaign& campaign) {
    const auto campaigns = store::load<Campaign>(store);
    if (!campaigns) return Fail(campaigns.error());
    std::optional<Campaign> latest;
    for (const Campaign& other : *campaigns) {
        if (!other.closed || other.id == campaign.id) continue;
        if (other.window.to >= campaign.window.to) continue;
        if (!latest || other.window.to > latest->window.to) latest = other;
    }
    return latest;
}

std::string verdicts_scope(std::string_view campaign, std::string_view ruleset) {
    return std::string(campaign) + "|" + std::string(ruleset);
}

Result<std::vector<Verdict>> judged_verdicts(store::Store& store, std::string_view campaign,
                                             std::string_view ruleset) {
    auto rows = store::load<store::TargetVerdicts>(store, verdicts_scope(campaign, ruleset));
    if (!rows) return Fail(rows.error());
    std::vector<Verdict> verdicts;
    for (store::TargetVerdicts& row : *rows) {
        for (Verdict& verdict : row.verdicts) verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

void apply_decisions(std::vector<Verdict>& verdicts,
                     const std::map<std::string, store::Decision>& decisions) {
    if (decisions.empty()) return;
    for (Verdict& verdict : verdicts) {
        for (Finding& finding : verdict.findings) {
            const auto decided = decisions.find(finding.id);
            if (decided != decisions.end()) finding.state = decided->second.state;
        }
    }
}

Result<std::vector<Verdict>> stored_verdicts(store::Store& store, std::string_view campaign,
                                             std::string_view ruleset) {
    auto verdicts = judged_verdicts(store, campaign, ruleset);
    if (!verdicts) return verdicts;
    auto rows = store::load<store::Decision>(store, campaign);
    if (!rows) return Fail(rows.error());
    std::map<std::string, store::Decision> decisions;
    for (store::Decision& row : *rows) decisions[row.finding] = std::move(row);
    apply_decisions(*verdicts, decisions);
    return verdicts;
}

Result<bool> store_verdicts(store::Store& store, std::string_view campaign,
                            std::string_view ruleset, const std::vector<Verdict>& verdicts) {
    std::vector<store::Record> records;
    store::TargetVerdicts row;
    const auto close = [&] {
        if (row.verdicts.empty()) return;
        records.push_back(store::to_record(row));
        records.back().position = static_cast<std::int64_t>(records.size());
        row.verdicts.clear();
    };
    for (const Verdict& verdict : verdicts) {
        if (verdict.target != row.target) {
            close();
            row.target = verdict.target;
        }
        row.verdicts.push_back(verdict);
    }
    close();
    return store.replace(store::kVerdictsKind, verdicts_scope(campaign, ruleset), records);
}

}  // namespace mingcha::app
