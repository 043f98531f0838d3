// What is shown of the registry's log.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/life_log.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json day_json(const std::optional<Date>& day) {
    return day ? Json(format_date(*day)) : Json();
}

std::string state_words(const LifeEvent& step, const std::string& state) {
    if (step.account) {
        const auto known = parse_account_state(state);
        return known ? std::string(to_chinese(*known)) : state;
    }
    const auto known = parse_site_state(state);
    return known ? std::string(to_chinese(*known)) : state;
}

Json cause_counts(const lifecycle::YearCounts& year) {
    Json causes = Json::object();
    for (const auto& [cause, count] : year.cancelled_by_cause) {
        causes[std::string(to_string(cause))] = count;
    }
    return causes;
}

}  // namespace

std::string log_text(const std::vector<LifeEvent>& log) {
    std::string out;
    for (const LifeEvent& step : log) {
        out += fmt::format("{}  {}  {}  {}", step.number, format_date(step.on), step.target,
                           to_chinese(step.action));
        if (step.from != step.to) {
            out +=
                fmt::format("  {} → {}", state_words(step, step.from), state_words(step, step.to));
        }
        for (const auto& [name, change] : step.changes) {
            out += fmt::format("  {}：{} → {}", name, change.before, change.after);
        }
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty()) out += fmt::format("  {}{}", name, value);
        };
        add("批准 ", step.approval);
        add("公告 ", step.notice ? format_date(*step.notice) : std::string());
        add("", step.notice_url);
        add("至 ", step.until ? format_date(*step.until) : std::string());
        add("迁往 ", step.new_url);
        add("整合到 ", step.into);
        add("原因 ", step.cause ? std::string(to_chinese(*step.cause)) : std::string());
        add("", step.reason);
        out += fmt::format("  （{} {} 登记）\n", step.by, format_instant(step.logged_at));
    }
    return out;
}

std::string log_json(const std::vector<LifeEvent>& log) {
    Json out = Json::array();
    for (const LifeEvent& step : log) {
        Json changes = Json::object();
        for (const auto& [name, change] : step.changes) {
            changes[name] = {{"before", change.before}, {"after", change.after}};
        }
        out.push_back({{"number", step.number},
                       {"target", step.target},
                       {"class", step.account ? "account" : "site"},
                       {"action", to_string(step.action)},
                       {"from", step.from},
                       {"to", step.to},
                       {"on", format_date(step.on)},
                       {"until", day_json(step.until)},
                       {"approval", step.approval},
                       {"notice", day_json(step.notice)},
                       {"notice_url", step.notice_url},
                       {"new_url", step.new_url},
                       {"into", step.into},
                       {"cause", step.cause ? Json(to_string(*step.cause)) : Json()},
                       {"changes", changes},
                       {"reason", step.reason},
                       {"by", step.by},
                       {"logged_at", format_instant(step.logged_at)}});
    }
    return dumped(out);
}

std::string counts_text(const std::vector<lifecycle::YearCounts>& years) {
    std::string out;
    for (const lifecycle::YearCounts& year : years) {
        out += fmt::format(
            "{}年：网站新上线 {}、临时下线 {}、改版 {}、关停 {}、注销 {}；账号新启用 {}、整合 "
            "{}、注销 {}",
            year.year, year.sites_opened, year.sites_suspended, year.redesigns, year.sites_closed,
            year.sites_cancelled, year.accounts_opened, year.accounts_merged,
            year.accounts_cancelled);
        std::string causes;
        for (const auto& [cause, count] : year.cancelled_by_cause) {
            causes += fmt::format("{}{} {}", causes.empty() ? "" : "、", to_chinese(cause), count);
        }
        out += causes.empty() ? "\n" : "（" + causes + "）\n";
    }
    return out;
}

std::string counts_json(const std::vector<lifecycle::YearCounts>& years) {
    Json out = Json::array();
    for (const lifecycle::YearCounts& year : years) {
        out.push_back({{"year", year.year},
                       {"sites",
                        {{"opened", year.sites_opened},
                         {"suspended", year.sites_suspended},
                         {"redesigned", year.redesigns},
                         {"closed", year.sites_closed},
                         {"cancelled", year.sites_cancelled}}},
                       {"accounts",
                        {{"opened", year.accounts_opened},
                         {"merged", year.accounts_merged},
                         {"cancelled", year.accounts_cancelled},
                         {"cancelled_by_cause", cause_counts(year)}}}});
    }
    return dumped(out);
}

std::string rectified_text(const Rectified& rectified) {
    std::string out =
        fmt::format("{}年通报不合格的账号 {} 个\n", rectified.year, rectified.fates.size());
    for (const lifecycle::UnitFates& unit : rectified.units) {
        out += fmt::format("{}：不合格 {}，已整改 {}，已注销 {}，已整合 {}，未整改 {}\n", unit.unit,
                           unit.failed, unit.mended, unit.cancelled, unit.merged, unit.open);
        for (const lifecycle::Fate& fate : rectified.fates) {
            if (fate.operator_name != unit.unit) continue;
            out += fmt::format("    {}  {}  {} 不合格，{}", fate.key, fate.name, fate.failed_in,
                               to_chinese(fate.kind));
            if (!fate.by.empty()) {
                out += fmt::format("（{}{}）",
                                   fate.kind == lifecycle::FateKind::merged ? "主账号 " : "见 ",
                                   fate.by);
            }
            if (fate.on) out += " " + format_date(*fate.on);
            out += "\n";
        }
    }
    return out;
}

std::string rectified_json(const Rectified& rectified) {
    Json accounts = Json::array();
    for (const lifecycle::Fate& fate : rectified.fates) {
        accounts.push_back({{"account", fate.key},
                            {"name", fate.name},
                            {"operator", fate.operator_name},
                            {"failed_in", fate.failed_in},
                            {"fate", to_string(fate.kind)},
                            {"by", fate.by.empty() ? Json() : Json(fate.by)},
                            {"on", day_json(fate.on)}});
    }
    Json units = Json::array();
    for (const lifecycle::UnitFates& unit : rectified.units) {
        units.push_back({{"unit", unit.unit},
                         {"failed", unit.failed},
                         {"mended", unit.mended},
                         {"cancelled", unit.cancelled},
                         {"merged", unit.merged},
                         {"open", unit.open}});
    }
    return dumped({{"year", rectified.year}, {"units", units}, {"accounts", accounts}});
}

}  // namespace mingcha::app
