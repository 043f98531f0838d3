// 检查对象: who is in the registry as of a day, whatever happened since, fixed by a hash; and what
// happened in a year.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/life_cycle.h"
#include "model/registry.h"

namespace mingcha::lifecycle {

struct Population {
    Date on;
    std::vector<Site> sites;         // all of the registry, in its order, as they were on that day
    std::vector<Account> accounts;   // the same
    std::string hash;                // population_hash of both
    std::vector<std::string> notes;  // Chinese: suspensions that ran out and count as running
};

// Steps that came later than `on` are taken back, the last one first.
Population population_on(const Registry& registry, const std::vector<LifeEvent>& log, Date on);

// SHA-256 over the rows, sorted by code: whoever has the list can reckon it again. One line a row,
// fields parted by tabs, ended by a line feed: "site", code, name, unit, url, kind, division,
// state; "account", key, operator, name, type, division, state.
std::string population_hash(const std::vector<Site>& sites, const std::vector<Account>& accounts);
std::string population_lines(const std::vector<Site>& sites, const std::vector<Account>& accounts);

// Running ones by kind (or type) and division.
struct CountTable {
    std::vector<std::string> columns;  // kinds, Chinese
    struct Row {
        std::string division;  // name; the code where it is not registered; 市本级 where empty
        std::vector<std::int64_t> counts;
        std::int64_t total = 0;
    };
    std::vector<Row> rows;  // in the order of the divisions, those without a code first
    std::vector<std::int64_t> totals;
    std::int64_t total = 0;
};
CountTable count_sites(const Population& population, const std::vector<Division>& divisions);
CountTable count_accounts(const Population& population, const std::vector<Division>& divisions);

struct YearCounts {
    std::int32_t year = 0;
    std::int64_t sites_opened = 0;  // went into service, or were opened again and went
    std::int64_t sites_suspended = 0;
    std::int64_t sites_closed = 0;
    std::int64_t sites_cancelled = 0;
    std::int64_t redesigns = 0;
    std::int64_t accounts_opened = 0;
    std::int64_t accounts_merged = 0;
    std::int64_t accounts_cancelled = 0;
    std::map<GivenUp, std::int64_t> cancelled_by_cause;  // of accounts, where a cause was given
};
// One row for each year in which something happened, the earliest first. Steps that an import
// brought count by the state they led to.
std::vector<YearCounts> counts_by_year(const std::vector<LifeEvent>& log);

}  // namespace mingcha::lifecycle
