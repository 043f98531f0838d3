#include "server/target_lists.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "server/view_json.h"

namespace mingcha::server {

using app::CampaignView;

namespace {

// What the query asks of a row, whatever its kind.
struct Filter {
    std::string q, standing;
    bool any_division = true;
    std::string division;

    explicit Filter(const Query& query)
        : q(name_key(query.text("q"))),
          standing(query.text("passed")),
          any_division(!query.has("division")),
          division(query.text("division")) {}

    bool takes(const std::string& text, const std::string& of_division,
               const std::optional<bool>& passed) const {
        if (!any_division && of_division != division) return false;
        if (standing == "yes" && !passed.value_or(false)) return false;
        if (standing == "no" && passed.value_or(true)) return false;
        if (standing == "open" && passed.has_value()) return false;
        return q.empty() || name_key(text).find(q) != std::string::npos;
    }
};

Result<bool> check(const Query& query) {
    const std::string_view standing = query.text("passed");
    if (!standing.empty() && standing != "yes" && standing != "no" && standing != "open") {
        return fail("passed", "应为 yes、no 或 open");
    }
    return true;
}

// Sorted by what `column` names; rows without a value come last either way round. Registry order
// decides among equals.
template <class Row, class Less, class Empty>
void sort_rows(std::vector<const Row*>& rows, bool down, Less less, Empty empty) {
    std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) {
        const bool a_empty = empty(*a), b_empty = empty(*b);
        if (a_empty || b_empty) return !a_empty && b_empty;
        return down ? less(*b, *a) : less(*a, *b);
    });
}

template <class Row, class Key>
void sort_by(std::vector<const Row*>& rows, bool down, Key key) {
    sort_rows(
        rows, down, [&](const Row& a, const Row& b) { return key(a) < key(b); },
        [](const Row&) { return false; });
}

struct Sorting {
    std::string column;
    bool down = false;

    explicit Sorting(const Query& query) : column(query.text("sort")) {
        down = column.starts_with('-');
        if (down) column.erase(0, 1);
        if (column.empty()) column = "registry";
    }
};

std::size_t grade_rank(const CampaignView& view, const SiteResult& site) {
    const auto& rows = view.result.summary.grades;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind_group == "non_portal" && rows[i].grade == site.grade) return i;
    }
    return rows.size();
}

bool sort_sites(const CampaignView& view, const Sorting& sorting,
                std::vector<const SiteResult*>& rows) {
    const bool down = sorting.down;
    const std::string& by = sorting.column;
    const auto by_text = [&](auto key) { sort_by(rows, down, key); };
    if (by == "registry") {
        if (down) std::reverse(rows.begin(), rows.end());
    } else if (by == "code") {
        by_text([](const SiteResult& each) { return std::string_view(each.site.site_code); });
    } else if (by == "name") {
        by_text([](const SiteResult& each) { return std::string_view(each.site.name); });
    } else if (by == "unit") {
        by_text([](const SiteResult& each) { return std::string_view(each.site.unit); });
    } else if (by == "division") {
        by_text([](const SiteResult& each) { return std::string_view(each.site.division); });
    } else if (by == "kind") {
        by_text([](const SiteResult& each) { return each.site.kind; });
    } else if (by == "problems") {
        by_text([](const SiteResult& each) {
            return std::count_if(each.findings.begin(), each.findings.end(),
                                 [](const ScoredFinding& one) { return one.counts; });
        });
    } else if (by == "open") {
        by_text([&](const SiteResult& each) { return waiting_of(view, each.findings); });
    } else if (by == "score") {
        sort_rows(
            rows, down,
            [](const SiteResult& a, const SiteResult& b) { return *a.score < *b.score; },
            [](const SiteResult& each) { return !each.score; });
    } else if (by == "grade") {
        sort_rows(
            rows, down,
            [&](const SiteResult& a, const SiteResult& b) {
                return grade_rank(view, a) < grade_rank(view, b);
            },
            [](const SiteResult& each) { return each.grade.empty(); });
    } else {
        return false;
    }
    return true;
}

bool sort_accounts(const CampaignView& view, const Sorting& sorting,
                   std::vector<const AccountResult*>& rows) {
    const std::string& by = sorting.column;
    const auto sort = [&](auto key) {
        sort_by(rows, sorting.down, key);
        return true;
    };
    using Row = AccountResult;
    if (by == "registry") {
        if (sorting.down) std::reverse(rows.begin(), rows.end());
        return true;
    }
    if (by == "code")
        return sort([](const Row& each) { return std::string_view(each.account.account_code); });
    if (by == "name")
        return sort([](const Row& each) { return std::string_view(each.account.name); });
    if (by == "operator") {
        return sort([](const Row& each) { return std::string_view(each.account.operator_name); });
    }
    if (by == "type")
        return sort([](const Row& each) { return std::string_view(each.account.type); });
    if (by == "division") {
        return sort([](const Row& each) { return std::string_view(each.account.division); });
    }
    if (by == "problems") return sort([](const Row& each) { return each.problems.size(); });
    if (by == "open") return sort([&](const Row& each) { return waiting_of(view, each.findings); });
    return false;
}

Fail no_such_column(const Sorting& sorting) {
    return fail("sort", "不能按 \"" + shorten(sorting.column, 40) + "\" 排序",
                "见 schemas/openapi.yaml");
}

}  // namespace

Result<std::vector<const SiteResult*>> chosen_sites(const CampaignView& view, const Query& query,
                                                    const people::Reach& reach) {
    if (const auto fine = check(query); !fine) return Fail(fine.error());
    const std::string_view kind = query.text("kind");
    const auto wanted_kind = parse_site_kind(kind);
    if (!kind.empty() && !wanted_kind) {
        return fail("kind", "应为 portal、department、devzone 或 special", "");
    }
    const Filter filter(query);
    const std::string_view grade = query.text("grade");
    std::vector<const SiteResult*> rows;
    for (const SiteResult& site : view.result.sites) {
        if (!reach.covers(site.site, view.base->units)) continue;
        if (wanted_kind && site.site.kind != *wanted_kind) continue;
        if (!grade.empty() && site.grade != grade) continue;
        const std::string text = fmt::format("{}\n{}\n{}\n{}", site.site.site_code, site.site.name,
                                             site.site.unit, site.site.url);
        if (filter.takes(text, site.site.division, site.passed)) rows.push_back(&site);
    }
    const Sorting sorting(query);
    if (!sort_sites(view, sorting, rows)) return no_such_column(sorting);
    return rows;
}

Result<std::vector<const AccountResult*>> chosen_accounts(const CampaignView& view,
                                                          const Query& query,
                                                          const people::Reach& reach) {
    if (const auto fine = check(query); !fine) return Fail(fine.error());
    const Filter filter(query);
    const std::string_view type = query.text("kind");
    std::vector<const AccountResult*> rows;
    for (const AccountResult& each : view.result.accounts) {
        if (!reach.covers(each.account, view.base->units)) continue;
        if (!type.empty() && each.account.type != type) continue;
        const std::string text = fmt::format("{}\n{}\n{}", each.account.account_code,
                                             each.account.name, each.account.operator_name);
        if (filter.takes(text, each.account.division, each.passed)) rows.push_back(&each);
    }
    const Sorting sorting(query);
    if (!sort_accounts(view, sorting, rows)) return no_such_column(sorting);
    return rows;
}

}  // namespace mingcha::server
