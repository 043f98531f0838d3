#include "app/exporting.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/verdicts.h"
#include "base/text.h"
#include "intake/columns.h"
#include "intake/row_cells.h"
#include "intake/write_csv.h"
#include "office/xlsx_write.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

constexpr int kColumnWidth = 10;

std::string heading(const intake::ColumnSpec& column, bool chinese) {
    return std::string(chinese ? column.chinese.substr(0, column.chinese.find('|')) : column.key);
}

template <class Row>
Result<ExportGrid> typed_grid(store::Store& store, const intake::KindSpec& kind,
                              const ExportRequest& request, std::string_view scope) {
    const Result<std::vector<Row>> rows = store::load<Row>(store, scope);
    if (!rows) return Fail(rows.error());
    ExportGrid grid;
    for (const intake::ColumnSpec& column : kind.columns) {
        grid.keys.emplace_back(column.key);
        grid.header.push_back(heading(column, request.chinese));
    }
    const auto wording = request.chinese ? intake::Wording::chinese : intake::Wording::english;
    grid.rows.reserve(rows->size());
    for (const Row& row : *rows) grid.rows.push_back(intake::cells_of(row, wording));
    return grid;
}

// Rows whose columns were kept as they came: the known columns first, then the others by name.
Result<ExportGrid> plain_grid(store::Store& store, const intake::KindSpec& kind,
                              const ExportRequest& request) {
    const Result<std::vector<store::PlainRow>> rows =
        store::load<store::PlainRow>(store, kind.name);
    if (!rows) return Fail(rows.error());
    std::set<std::string> others;
    for (const store::PlainRow& row : *rows) {
        for (const auto& [name, cell] : row.cells) others.insert(name);
    }
    ExportGrid grid;
    std::vector<std::string> names;
    for (const intake::ColumnSpec& column : kind.columns) {
        names.emplace_back(column.key);
        grid.header.push_back(heading(column, request.chinese));
        others.erase(names.back());
    }
    names.insert(names.end(), others.begin(), others.end());
    grid.header.insert(grid.header.end(), others.begin(), others.end());
    grid.keys = names;
    for (const store::PlainRow& row : *rows) {
        std::vector<std::string>& cells = grid.rows.emplace_back();
        for (const std::string& name : names) {
            const auto cell = row.cells.find(name);
            cells.push_back(cell == row.cells.end() ? std::string() : cell->second);
        }
    }
    return grid;
}

Result<ExportGrid> grid_of(store::Store& store, const intake::KindSpec& kind,
                           const ExportRequest& request) {
    const std::string_view campaign = request.campaign;
    if (kind.name == "units") return typed_grid<Unit>(store, kind, request, {});
    if (kind.name == "divisions") return typed_grid<Division>(store, kind, request, {});
    if (kind.name == "sites") return typed_grid<Site>(store, kind, request, {});
    if (kind.name == "accounts") return typed_grid<Account>(store, kind, request, {});
    if (kind.name == "findings") return typed_grid<ImportedFinding>(store, kind, request, campaign);
    if (kind.name == "interactions") {
        return typed_grid<Interaction>(store, kind, request, campaign);
    }
    if (kind.name == "questions") return typed_grid<BankQuestion>(store, kind, request, {});
    if (kind.name == "posts") {
        Result<ExportGrid> grid = typed_grid<Post>(store, kind, request, {});
        const Result<ExportGrid> looks = typed_grid<AccountLook>(store, kind, request, {});
        if (!grid || !looks) return grid ? looks : grid;
        grid->rows.insert(grid->rows.end(), looks->rows.begin(), looks->rows.end());
        return grid;
    }
    if (kind.name == "probes") return typed_grid<Probe>(store, kind, request, {});
    if (kind.name == "exemptions") return typed_grid<Exemption>(store, kind, request, {});
    if (kind.name == "reposts") return typed_grid<RepostItem>(store, kind, request, {});
    if (kind.name == "honours") return typed_grid<Honour>(store, kind, request, {});
    if (kind.name == "messages") return typed_grid<MessageRow>(store, kind, request, {});
    return plain_grid(store, kind, request);
}

// Takes the columns away, and their contents out of all others.
void keep_private(ExportGrid& grid) {
    constexpr std::size_t kShortestCode = 3;  // shorter ones stand in any number
    for (const std::string_view name : {"receipt_no", "query_code"}) {
        const auto at = std::find(grid.keys.begin(), grid.keys.end(), name);
        if (at == grid.keys.end()) continue;
        const auto column = at - grid.keys.begin();
        grid.keys.erase(at);
        grid.header.erase(grid.header.begin() + column);
        for (std::vector<std::string>& row : grid.rows) {
            const std::string code = row[static_cast<std::size_t>(column)];
            row.erase(row.begin() + column);
            if (char_count(code) < kShortestCode) continue;
            for (std::string& cell : row) cell = replace_all(std::move(cell), code, "〔略〕");
        }
    }
}

Result<std::string> workbook(const intake::KindSpec& kind, const ExportGrid& grid) {
    office::Table table;
    table.head = grid.header;
    table.widths.assign(grid.header.size(), kColumnWidth);
    table.rows = grid.rows;
    for (std::string& cell : table.head) cell = intake::guarded(cell);
    for (std::vector<std::string>& row : table.rows) {
        for (std::string& cell : row) cell = intake::guarded(cell);
    }
    return office::write_xlsx({{std::string(kind.chinese), std::move(table)}});
}

}  // namespace

Result<ExportGrid> export_grid(store::Store& store, const ExportRequest& request) {
    const intake::KindSpec* kind = intake::find_kind(request.kind);
    if (kind == nullptr) {
        return fail("export", fmt::format("\"{}\" is no kind of table", request.kind),
                    intake::kind_names());
    }
    if (!request.campaign.empty()) {
        const Result<Campaign> campaign = find_campaign(store, request.campaign);
        if (!campaign) return Fail(campaign.error());
    } else if (kind->name == "findings" || kind->name == "interactions") {
        return fail("export " + request.kind, "--campaign is missing",
                    "mingcha campaign list names them");
    }
    Result<ExportGrid> grid = grid_of(store, *kind, request);
    if (grid && request.published) keep_private(*grid);
    return grid;
}

Result<Exported> export_rows(store::Store& store, const ExportRequest& request) {
    const Result<ExportGrid> grid = export_grid(store, request);
    if (!grid) return Fail(grid.error());
    Exported exported;
    exported.rows = grid->rows.size();
    if (!request.xlsx) {
        exported.bytes = intake::write_csv(grid->header, grid->rows);
        return exported;
    }
    Result<std::string> bytes = workbook(*intake::find_kind(request.kind), *grid);
    if (!bytes) return Fail(bytes.error());
    exported.bytes = std::move(*bytes);
    return exported;
}

}  // namespace mingcha::app
