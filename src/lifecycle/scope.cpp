#include "lifecycle/scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha::lifecycle {

namespace {

const std::string& key_of_row(const Site& site) {
    return site.site_code;
}
std::string key_of_row(const Account& account) {
    return account_key(account);
}
bool runs(const Site& site) {
    return site.state == SiteState::running;
}
bool runs(const Account& account) {
    return account.state == AccountState::running;
}

// Of each division the share with the lowest ranks.
template <class Row>
void draw(std::vector<Row>& rows, std::int32_t percent, std::uint64_t seed) {
    if (percent >= 100) return;
    std::map<std::string, std::vector<std::string>> by_division;  // → ranks, of running ones
    std::map<std::string, std::string> rank_of;
    for (const Row& row : rows) {
        if (!runs(row)) continue;
        const std::string key = key_of_row(row);
        const std::string rank = sha256_hex(fmt::format("{}\n{}", seed, key));
        rank_of[key] = rank;
        by_division[row.division].push_back(rank);
    }
    std::set<std::string> drawn;
    for (auto& [division, ranks] : by_division) {
        std::sort(ranks.begin(), ranks.end());
        const std::size_t wanted = (ranks.size() * static_cast<std::size_t>(percent) + 99) / 100;
        drawn.insert(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(wanted));
    }
    std::erase_if(rows, [&](const Row& row) {
        return runs(row) && !drawn.contains(rank_of.at(key_of_row(row)));
    });
}

}  // namespace

Result<bool> check(const Scope& scope) {
    for (const auto& [name, percent] : {std::pair{"sites_percent", scope.sites_percent},
                                        {"accounts_percent", scope.accounts_percent}}) {
        if (percent >= 1 && percent <= 100) continue;
        return fail(name, fmt::format("{} 不是抽查比例", percent), "1 到 100 的整数");
    }
    return true;
}

void narrow(Population& population, const Scope& scope) {
    if (scope.everything()) return;
    const auto outside = [&scope](const std::string& division) {
        return !scope.divisions.empty() && !scope.divisions.contains(division);
    };
    std::erase_if(population.sites, [&](const Site& site) {
        return outside(site.division) || (!scope.kinds.empty() && !scope.kinds.contains(site.kind));
    });
    std::erase_if(population.accounts,
                  [&](const Account& account) { return outside(account.division); });
    draw(population.sites, scope.sites_percent, scope.seed);
    draw(population.accounts, scope.accounts_percent, scope.seed);
    population.hash = population_hash(population.sites, population.accounts);
    population.notes.push_back(scope_text(scope));
}

std::string scope_text(const Scope& scope) {
    if (scope.everything()) return "";
    std::vector<std::string> parts;
    if (!scope.kinds.empty()) {
        std::vector<std::string> kinds;
        for (const SiteKind kind : scope.kinds) kinds.emplace_back(to_chinese(kind));
        parts.push_back("网站类别：" + join(kinds, "、"));
    }
    if (!scope.divisions.empty()) {
        std::vector<std::string> codes;
        for (const std::string& each : scope.divisions) {
            codes.push_back(each.empty() ? "市本级" : each);
        }
        parts.push_back("区划：" + join(codes, "、"));
    }
    if (scope.sites_percent < 100) {
        parts.push_back(fmt::format("网站抽查 {}%", scope.sites_percent));
    }
    if (scope.accounts_percent < 100) {
        parts.push_back(fmt::format("账号抽查 {}%", scope.accounts_percent));
    }
    if (scope.sites_percent < 100 || scope.accounts_percent < 100) {
        parts.push_back(fmt::format("按区划分别抽取，种子 {}", scope.seed));
    }
    return "检查范围：" + join(parts, "；");
}

}  // namespace mingcha::lifecycle
