// Named tables → typed rows. Every wrong cell is reported; a row with one is not among the rows.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "intake/columns.h"
#include "model/inputs.h"
#include "model/registry.h"

namespace mingcha::intake {

template <class Row>
struct Parsed {
    std::vector<Row> rows;
    std::vector<std::size_t> sources;  // index into NamedTable::rows of each row
    std::vector<RowError> errors;
    std::vector<std::string> warnings;
};

// What findings, interactions and the like are checked against. Sets may be empty: then unchecked.
struct Known {
    std::function<bool(std::string_view rule)> is_rule;
    std::function<std::string(std::string_view rule)> nearest_rule;
    std::function<bool(std::string_view site_code)> is_site;
    std::function<bool(std::string_view target)> is_target;  // code, or 账号类型/账号名称
};

Parsed<Unit> parse_units(const NamedTable& table);
Parsed<Division> parse_divisions(const NamedTable& table);
Parsed<Site> parse_sites(const NamedTable& table);
Parsed<Account> parse_accounts(const NamedTable& table);
Parsed<ImportedFinding> parse_findings(const NamedTable& table, const Known& known);
Parsed<Interaction> parse_interactions(const NamedTable& table, const Known& known);
Parsed<Post> parse_posts(const NamedTable& table, const Known& known);
Parsed<Probe> parse_probes(const NamedTable& table, const Known& known);
Parsed<RepostItem> parse_reposts(const NamedTable& table);
Parsed<MessageRow> parse_messages(const NamedTable& table, const Known& known);

struct PlainCells {
    std::string key;
    std::map<std::string, std::string> cells;
};
// corrections (key: id) and annual (key: site_code + year): every filled cell is kept, under the
// column's English name where it has one, else as the file heads it.
Parsed<PlainCells> parse_plain(const NamedTable& table, const Known& known);

}  // namespace mingcha::intake
