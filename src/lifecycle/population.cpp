#include "lifecycle/population.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/digest.h"
#include "lifecycle/transitions.h"

namespace mingcha::lifecycle {

namespace {

constexpr const char* kWithoutDivision = "市本级";

using Histories = std::map<std::string, std::vector<LifeEvent>, std::less<>>;

Histories by_target(const std::vector<LifeEvent>& log) {
    Histories histories;
    for (const LifeEvent& step : log) histories[step.target].push_back(step);
    return histories;
}

void set_field(Site& site, const std::string& name, const std::string& value) {
    if (name == "name") site.name = value;
    if (name == "url") site.url = value;
    if (name == "unit") site.unit = value;
}

void set_field(Account& account, const std::string& name, const std::string& value) {
    if (name == "name") account.name = value;
    if (name == "url") account.url = value;
    if (name == "operator") account.operator_name = value;
}

void set_state(Site& site, std::string_view state) {
    site.state = parse_site_state(state).value_or(site.state);
}

void set_state(Account& account, std::string_view state) {
    account.state = parse_account_state(state).value_or(account.state);
}

template <class Row>
Row take_back(Row row, const std::vector<LifeEvent>& history, Date on) {
    for (auto step = history.rbegin(); step != history.rend() && step->on > on; ++step) {
        set_state(row, step->from);
        for (const auto& [name, change] : step->changes) set_field(row, name, change.before);
    }
    return row;
}

const std::vector<LifeEvent>& history_of(const Histories& histories, const std::string& target) {
    static const std::vector<LifeEvent> kNone;
    const auto found = histories.find(target);
    return found == histories.end() ? kNone : found->second;
}

// A cell of a row is one cell whatever stands in it.
std::string plain(std::string text) {
    for (char& c : text) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

struct Counted {
    std::string kind;
    std::string division;
};

CountTable table_of(const std::vector<Counted>& rows, std::vector<std::string> kinds,
                    const std::vector<Division>& divisions) {
    CountTable table;
    table.columns = std::move(kinds);
    table.totals.assign(table.columns.size(), 0);
    std::vector<const Division*> ordered;
    for (const Division& division : divisions) ordered.push_back(&division);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Division* a, const Division* b) {
        const auto place = [](const Division* each) {
            return each->order == 0 ? std::int32_t{1'000'000'000} : each->order;
        };
        return place(a) < place(b);
    });
    std::vector<std::string> codes{""};
    for (const Division* division : ordered) codes.push_back(division->code);
    std::set<std::string> strange;
    for (const Counted& row : rows) {
        if (std::find(codes.begin(), codes.end(), row.division) == codes.end()) {
            strange.insert(row.division);
        }
    }
    codes.insert(codes.end(), strange.begin(), strange.end());
    for (const std::string& code : codes) {
        CountTable::Row line;
        line.counts.assign(table.columns.size(), 0);
        line.division = code.empty() ? kWithoutDivision : code;
        for (const Division& division : divisions) {
            if (division.code == code) line.division = division.name;
        }
        for (const Counted& row : rows) {
            if (row.division != code) continue;
            const auto at = std::find(table.columns.begin(), table.columns.end(), row.kind);
            const auto column = static_cast<std::size_t>(at - table.columns.begin());
            if (column == table.columns.size()) continue;
            ++line.counts[column];
            ++table.totals[column];
            ++line.total;
            ++table.total;
        }
        if (line.total > 0) table.rows.push_back(std::move(line));
    }
    return table;
}

void count_site(YearCounts& year, const LifeEvent& step) {
    if (step.action == LifeAction::redesign) ++year.redesigns;
    if (step.from == step.to) return;
    const bool opened = step.to == "running" && (step.from == "opened" || step.from == "closed" ||
                                                 step.from == "cancelled");
    year.sites_opened += opened ? 1 : 0;
    year.sites_suspended += step.to == "suspended" ? 1 : 0;
    // A table may bring a site that is gone from running to cancelled at once.
    const bool was_open = step.from != "closed" && step.from != "cancelled";
    year.sites_closed += step.to == "closed" && was_open ? 1 : 0;
    year.sites_cancelled += step.to == "cancelled" ? 1 : 0;
}

void count_account(YearCounts& year, const LifeEvent& step) {
    if (step.from == step.to) return;
    year.accounts_opened += step.to == "running" ? 1 : 0;
    year.accounts_merged += step.to == "merged" ? 1 : 0;
    if (step.to != "cancelled") return;
    ++year.accounts_cancelled;
    if (step.cause) ++year.cancelled_by_cause[*step.cause];
}

}  // namespace

Population population_on(const Registry& registry, const std::vector<LifeEvent>& log, Date on) {
    Population population;
    population.on = on;
    const Histories histories = by_target(log);
    for (const Site& site : registry.sites) {
        const std::vector<LifeEvent>& history = history_of(histories, site.site_code);
        Site then = take_back(site, history, on);
        if (const auto since = overdue_since(then, history, on)) {
            population.notes.push_back(
                fmt::format("{} {} 的临时下线已于 {} 期满，未登记恢复，按正常运行检查",
                            then.site_code, then.name, format_date(*since - 1)));
            then.state = SiteState::running;
        }
        population.sites.push_back(std::move(then));
    }
    for (const Account& account : registry.accounts) {
        population.accounts.push_back(
            take_back(account, history_of(histories, account_key(account)), on));
    }
    population.hash = population_hash(population.sites, population.accounts);
    return population;
}

std::string population_lines(const std::vector<Site>& sites, const std::vector<Account>& accounts) {
    std::vector<std::string> lines;
    for (const Site& site : sites) {
        lines.push_back(fmt::format("site\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", site.site_code,
                                    plain(site.name), plain(site.unit), plain(site.url),
                                    to_string(site.kind), plain(site.division),
                                    to_string(site.state)));
    }
    for (const Account& account : accounts) {
        lines.push_back(fmt::format("account\t{}\t{}\t{}\t{}\t{}\t{}\n",
                                    plain(account_key(account)), plain(account.operator_name),
                                    plain(account.name), plain(account.type),
                                    plain(account.division), to_string(account.state)));
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

std::string population_hash(const std::vector<Site>& sites, const std::vector<Account>& accounts) {
    return sha256_hex(population_lines(sites, accounts));
}

CountTable count_sites(const Population& population, const std::vector<Division>& divisions) {
    std::vector<std::string> kinds;
    for (const SiteKind kind :
         {SiteKind::portal, SiteKind::department, SiteKind::devzone, SiteKind::special}) {
        kinds.emplace_back(to_chinese(kind));
    }
    std::vector<Counted> rows;
    for (const Site& site : population.sites) {
        if (site.state != SiteState::running) continue;
        rows.push_back({std::string(to_chinese(site.kind)), site.division});
    }
    return table_of(rows, std::move(kinds), divisions);
}

CountTable count_accounts(const Population& population, const std::vector<Division>& divisions) {
    std::vector<Counted> rows;
    std::vector<std::string> types;
    for (const Account& account : population.accounts) {
        if (account.state != AccountState::running) continue;
        rows.push_back({account.type, account.division});
        if (std::find(types.begin(), types.end(), account.type) == types.end()) {
            types.push_back(account.type);
        }
    }
    return table_of(rows, std::move(types), divisions);
}

std::vector<YearCounts> counts_by_year(const std::vector<LifeEvent>& log) {
    std::map<std::int32_t, YearCounts> years;
    for (const LifeEvent& step : log) {
        YearCounts& year = years[civil(step.on).year];
        year.year = civil(step.on).year;
        step.account ? count_account(year, step) : count_site(year, step);
    }
    std::vector<YearCounts> out;
    for (const auto& [year, counts] : years) out.push_back(counts);
    return out;
}

}  // namespace mingcha::lifecycle
