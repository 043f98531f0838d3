#include "app/explain_site.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/unit_index.h"
#include "report/explain.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kNearTold = 5;
constexpr std::size_t kCodeHead = 6;   // digits that near codes share, if so many were given
constexpr std::size_t kLeastHead = 3;

bool same_unit(const UnitIndex& units, const std::string& written, std::string_view asked) {
    if (written.empty()) return false;
    const Unit* unit = units.find(asked);
    if (unit != nullptr && units.find(written) == unit) return true;
    return name_key(written) == name_key(asked);
}

bool near(std::string_view candidate, std::string_view asked) {
    if (candidate.empty() || asked.empty()) return false;
    return candidate.find(asked) != std::string_view::npos ||
           asked.find(candidate) != std::string_view::npos;
}

std::string near_ones(const CampaignResult& result, std::string_view asked) {
    std::vector<std::string> near_names;
    const std::string key = name_key(asked);
    const std::string_view head = std::string_view(key).substr(0, kCodeHead);
    for (const SiteResult& site : result.sites) {
        const Site& s = site.site;
        const bool code = key.size() >= kLeastHead && name_key(s.site_code).starts_with(head);
        if (code || near(name_key(s.name), key) || near(name_key(s.unit), key)) {
            near_names.push_back(fmt::format("{}（{}）", s.site_code, s.name));
        }
        if (near_names.size() == kNearTold) break;
    }
    if (near_names.empty()) return "mingcha export sites 列出全部网站";
    return "相近的有 " + join(near_names, "、");
}

}  // namespace

Result<std::string> explain_target(const ScoredCampaign& scored, std::string_view name) {
    const UnitIndex units(scored.registry.units);
    const std::string key = name_key(name);
    std::vector<std::string> texts;
    for (const SiteResult& site : scored.result.sites) {
        if (name_key(site.site.site_code) == key || name_key(site.site.name) == key ||
            same_unit(units, site.site.unit, name)) {
            texts.push_back(report::explain_text(report::explain(site, scored.ruleset)));
        }
    }
    for (const AccountResult& account : scored.result.accounts) {
        if (name_key(account_key(account.account)) == key ||
            same_unit(units, account.account.operator_name, name)) {
            texts.push_back(report::explain_text(report::explain(account, scored.ruleset)));
        }
    }
    if (texts.empty()) {
        return fail(std::string(name), "没有这个网站、账号或单位", near_ones(scored.result, name));
    }
    return join(texts, "\n");
}

}  // namespace mingcha::app
