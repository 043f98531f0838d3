#include "lifecycle/fates.h"

#include <algorithm>
#include <map>

#include "model/names.h"

namespace mingcha::lifecycle {

namespace {

constexpr Names<FateKind, 4> kKinds{{{FateKind::mended, {"mended", "已整改"}},
                                     {FateKind::cancelled, {"cancelled", "已注销"}},
                                     {FateKind::merged, {"merged", "已整合"}},
                                     {FateKind::open, {"open", "未整改"}}}};

// Given up behind `since`, and not taken up again.
void give_up(Fate& fate, const std::vector<LifeEvent>& log, Date since) {
    for (const LifeEvent& step : log) {
        if (step.target != fate.key || !step.account || step.on < since) continue;
        if (step.to == "merged" && step.from != "merged") {
            fate.kind = FateKind::merged;
            fate.by = step.into;
            fate.on = step.on;
        } else if (step.to == "cancelled" && fate.kind != FateKind::merged) {
            fate.kind = FateKind::cancelled;
            fate.on = step.on;
        } else if (step.to == "running" && step.from != "running") {
            fate.kind = FateKind::open;
            fate.by.clear();
            fate.on.reset();
        }
    }
}

}  // namespace

std::vector<Fate> fates_of(const std::vector<CampaignWord>& campaigns,
                           const std::vector<LifeEvent>& log, std::int32_t year) {
    std::vector<Fate> fates;
    std::map<std::string, std::size_t> index;
    std::map<std::string, Date> failed_on;
    for (const CampaignWord& campaign : campaigns) {
        for (const CampaignWord::Account& account : campaign.accounts) {
            const auto known = index.find(account.key);
            if (!account.passed) continue;
            if (*account.passed) {
                if (known == index.end()) continue;
                fates[known->second].kind = FateKind::mended;
                fates[known->second].by = campaign.campaign;
                continue;
            }
            if (known != index.end()) {
                fates[known->second].kind = FateKind::open;
                fates[known->second].by.clear();
                failed_on[account.key] = campaign.on;
                continue;
            }
            if (civil(campaign.on).year != year) continue;
            index.emplace(account.key, fates.size());
            failed_on[account.key] = campaign.on;
            fates.push_back({account.key, account.name, account.operator_name, campaign.campaign,
                             FateKind::open, "", std::nullopt});
        }
    }
    for (Fate& fate : fates) {
        if (fate.kind == FateKind::open) give_up(fate, log, failed_on[fate.key]);
    }
    return fates;
}

std::vector<UnitFates> fates_by_unit(const std::vector<Fate>& fates) {
    std::vector<UnitFates> units;
    for (const Fate& fate : fates) {
        auto unit = std::find_if(units.begin(), units.end(), [&](const UnitFates& each) {
            return each.unit == fate.operator_name;
        });
        if (unit == units.end()) unit = units.insert(units.end(), UnitFates{fate.operator_name});
        ++unit->failed;
        unit->mended += fate.kind == FateKind::mended ? 1 : 0;
        unit->cancelled += fate.kind == FateKind::cancelled ? 1 : 0;
        unit->merged += fate.kind == FateKind::merged ? 1 : 0;
        unit->open += fate.kind == FateKind::open ? 1 : 0;
    }
    return units;
}

std::string_view to_string(FateKind kind) {
    return name_of(kKinds, kind, kEnglish);
}
std::string_view to_chinese(FateKind kind) {
    return name_of(kKinds, kind, kChinese);
}

}  // namespace mingcha::lifecycle
