#include "app/form_filling.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "intake/columns.h"
#include "office/xlsx_fill.h"
#include "office/xlsx_read.h"

namespace mingcha::app {

namespace {

constexpr int kHeadRows = 10;
constexpr std::size_t kLeastNamed = 2;  // one column named like ours may be chance
constexpr std::string_view kMappingKind = "form_headings";
constexpr std::string_view kNumbering = "#";  // 序号: counts the rows
constexpr std::array<std::string_view, 6> kNumbers{"followers",  "count",       "points",
                                                   "elapsed_ms", "http_status", "interactions"};

using Mapping = std::map<std::string, std::string>;  // name_key of a heading → key

struct Heads {
    std::string sheet;
    int row = 0;
    std::vector<std::string> cells;
    std::size_t named = 0;
};

std::string column_keys(const ExportGrid& grid) {
    return join(grid.keys, ", ");
}

// The explanations of earlier forms, and those of this one, which are kept.
Result<Mapping> explained_headings(store::Store& store, const FormRequest& request,
                                   const ExportGrid& grid) {
    Mapping mapping;
    const auto kept = store.records(kMappingKind, request.rows.kind);
    if (!kept) return Fail(kept.error());
    for (const store::Record& record : *kept) mapping[record.key] = record.body;
    std::vector<store::Record> fresh;
    for (const auto& [heading, key] : request.mapping) {
        const bool known = std::find(grid.keys.begin(), grid.keys.end(), key) != grid.keys.end();
        if (!key.empty() && !known) {
            return fail("--map " + heading + "=" + key,
                        fmt::format("\"{}\" 不是 {} 的字段", key, request.rows.kind),
                        "字段有 " + column_keys(grid));
        }
        mapping[name_key(heading)] = key;
        fresh.push_back({name_key(heading), 0, key});
    }
    if (fresh.empty()) return mapping;
    const auto stored = store.put(kMappingKind, request.rows.kind, fresh);
    if (!stored) return Fail(stored.error());
    return mapping;
}

// The key of a heading; nullopt where nobody knows it.
std::optional<std::string> key_of(const std::string& heading, const Mapping& mapping,
                                  const intake::KindSpec& kind) {
    if (const auto found = mapping.find(name_key(heading)); found != mapping.end()) {
        return found->second;
    }
    if (intake::is_numbering(heading)) return std::string(kNumbering);
    const intake::ColumnSpec* column = intake::find_column(kind, heading);
    if (column == nullptr) return std::nullopt;
    return std::string(column->key);
}

// Of two rows that name as many, the lower: a head over sub-heads repeats its text below.
Heads find_heads(const std::vector<office::Sheet>& sheets, const Mapping& mapping,
                 const intake::KindSpec& kind) {
    Heads best;
    for (const office::Sheet& sheet : sheets) {
        if (sheet.hidden) continue;
        for (const office::SheetRow& row : sheet.rows) {
            if (row.number > kHeadRows) break;
            if (row.banner) continue;
            std::size_t named = 0;
            for (const std::string& cell : row.cells) {
                const auto key = cell.empty() ? std::nullopt : key_of(cell, mapping, kind);
                named += key && *key != kNumbering && !key->empty() ? 1 : 0;
            }
            const bool same_sheet = best.sheet == sheet.name;
            if (named > best.named || (named > 0 && named == best.named && same_sheet)) {
                best = {sheet.name, row.number, row.cells, named};
            }
        }
    }
    return best;
}

Fail no_heads(const std::vector<office::Sheet>& sheets, const FormRequest& request,
              const intake::KindSpec& kind) {
    std::vector<std::string> seen;
    for (const office::Sheet& sheet : sheets) {
        for (const office::SheetRow& row : sheet.rows) {
            if (row.number > kHeadRows || row.banner || sheet.hidden) continue;
            for (const std::string& cell : row.cells) {
                if (!cell.empty() && seen.size() < 20) seen.push_back(cell);
            }
        }
    }
    std::vector<std::string> accepted;
    for (const intake::ColumnSpec& column : kind.columns) {
        accepted.push_back(intake::accepted_names(column));
    }
    return fail(request.form_name,
                "前 10 行里没有认得的表头" +
                    (seen.empty() ? std::string() : "，看到的是 " + join(seen, "、")),
                "用 --map 表头=字段 说明；认得的有 " + join(accepted, "，"));
}

std::vector<std::string> cells_for(const std::string& key, const ExportGrid& grid) {
    std::vector<std::string> cells;
    const auto at = std::find(grid.keys.begin(), grid.keys.end(), key) - grid.keys.begin();
    for (std::size_t i = 0; i < grid.rows.size(); ++i) {
        cells.push_back(key == kNumbering ? std::to_string(i + 1)
                                          : grid.rows[i][static_cast<std::size_t>(at)]);
    }
    return cells;
}

}  // namespace

Result<FilledForm> fill_form(store::Store& store, const FormRequest& request) {
    ExportRequest wanted = request.rows;
    wanted.chinese = true;
    const auto grid = export_grid(store, wanted);
    if (!grid) return Fail(grid.error());
    const intake::KindSpec& kind = *intake::find_kind(wanted.kind);
    auto sheets = office::read_xlsx(request.form);
    if (!sheets) {
        sheets.error().where = request.form_name;
        return Fail(sheets.error());
    }
    const auto mapping = explained_headings(store, request, *grid);
    if (!mapping) return Fail(mapping.error());
    const Heads heads = find_heads(*sheets, *mapping, kind);
    if (heads.named < kLeastNamed) return no_heads(*sheets, request, kind);
    FilledForm out;
    office::FormFill fill{heads.sheet, heads.row + 1, {}};
    for (std::size_t i = 0; i < heads.cells.size(); ++i) {
        const std::string& heading = heads.cells[i];
        if (heading.empty()) continue;
        const auto key = key_of(heading, *mapping, kind);
        if (!key || key->empty()) {
            out.blank.push_back(heading);
            continue;
        }
        const bool number = *key == kNumbering ||
                            std::find(kNumbers.begin(), kNumbers.end(), *key) != kNumbers.end();
        fill.columns.push_back({i, number, cells_for(*key, *grid)});
        out.filled.push_back(heading + " ← " + (*key == kNumbering ? "序号" : *key));
    }
    auto bytes = office::fill_xlsx(request.form, fill);
    if (!bytes) {
        bytes.error().where = request.form_name + " " + bytes.error().where;
        return Fail(bytes.error());
    }
    out.bytes = std::move(*bytes);
    out.sheet = heads.sheet;
    out.rows = grid->rows.size();
    return out;
}

}  // namespace mingcha::app
