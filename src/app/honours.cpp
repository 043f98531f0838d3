#include "app/honours.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/population.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "intake/write_csv.h"
#include "ruleset/load.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr const char* kBonusRule = "innovation";
constexpr int kBonusMonths = 12;

std::string day_of(const Honour& honour) {
    return format_date(date_of(honour.on));
}

}  // namespace

Result<std::vector<Honour>> load_honours(store::Store& store) {
    auto honours = store::load<Honour>(store);
    if (!honours) return honours;
    std::stable_sort(honours->begin(), honours->end(),
                     [](const Honour& a, const Honour& b) { return a.on < b.on; });
    return honours;
}

std::string honours_table(const std::vector<Honour>& honours) {
    std::string out;
    for (const Honour& each : honours) {
        out += fmt::format("{}  {}  {}  {}  “{}”", each.id, day_of(each), to_chinese(each.kind),
                           each.unit, each.title);
        if (!each.place.empty()) out += "  " + each.place;
        out += fmt::format("  {}\n", each.issuer);
        if (!each.text.empty()) out += "    " + each.text + "\n";
        out += fmt::format("    来源 {}；凭证 {}\n", each.source, each.proof);
    }
    return out + fmt::format("共 {} 条\n", honours.size());
}

std::string honours_json(const std::vector<Honour>& honours) {
    using Json = nlohmann::ordered_json;
    Json rows = Json::array();
    for (const Honour& each : honours) {
        const auto text = [](const std::string& value) {
            return value.empty() ? Json() : Json(value);
        };
        rows.push_back({{"id", each.id},
                        {"kind", to_string(each.kind)},
                        {"unit", each.unit},
                        {"site_code", text(each.site_code)},
                        {"title", each.title},
                        {"place", text(each.place)},
                        {"text", text(each.text)},
                        {"issuer", each.issuer},
                        {"on", day_of(each)},
                        {"source", each.source},
                        {"proof", each.proof}});
    }
    return rows.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<BonusProposal> propose_bonus(store::Store& store, const std::filesystem::path& data_dir,
                                    const std::string& campaign) {
    const auto chosen = find_campaign(store, campaign);
    if (!chosen) return Fail(chosen.error());
    const auto sources = ruleset_sources(data_dir);
    if (!sources) return Fail(sources.error());
    const auto ruleset = ruleset::load_or_fail(chosen->ruleset, *sources);
    if (!ruleset) return Fail(ruleset.error());
    if (ruleset->find(kBonusRule) == nullptr) {
        return fail(chosen->ruleset, fmt::format("规则集没有 {} 这一项", kBonusRule),
                    "不加分的规则集无须提请加分");
    }
    const auto sites = sites_of(store, campaign);
    if (!sites) return Fail(sites.error());
    const auto honours = load_honours(store);
    if (!honours) return Fail(honours.error());
    const Date last = date_of(chosen->as_of);
    const Date first = add_months(last, -kBonusMonths);
    BonusProposal out;
    std::vector<std::vector<std::string>> rows;
    for (const Honour& each : *honours) {
        const auto leave_out = [&](const char* why) {
            out.left_out.push_back(fmt::format("{} “{}”：{}", each.id, each.title, why));
        };
        const Date day = date_of(each.on);
        if (day < first || day > last) continue;
        if (each.site_code.empty()) {
            leave_out("没有写明网站标识码");
            continue;
        }
        const auto site = std::find_if(sites->begin(), sites->end(), [&](const Site& known) {
            return known.site_code == each.site_code;
        });
        const auto& kinds = ruleset->grades.scored_kinds;
        if (site == sites->end() || site->state != SiteState::running) {
            leave_out("该网站不在本期检查对象中");
        } else if (std::find(kinds.begin(), kinds.end(), site->kind) == kinds.end()) {
            leave_out("该类网站不计分，没有加分环节");
        } else {
            rows.push_back({each.site_code, kBonusRule,
                            fmt::format("{}：{}", to_chinese(each.kind), each.title), "", "",
                            fmt::format("{}，{}（{}）；凭证 {}", each.issuer, day_of(each),
                                        each.source, each.proof),
                            each.source.starts_with("http") ? each.source : std::string()});
        }
    }
    out.rows = rows.size();
    out.csv = intake::write_csv(
        {"target", "rule", "problem", "count", "points", "reason", "evidence_url"}, rows);
    return out;
}

}  // namespace mingcha::app
