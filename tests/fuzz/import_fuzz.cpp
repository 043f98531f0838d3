// Any bytes as a table of any kind: the first one chooses the kind and the name of the file. What
// is taken must print as cells that read back as the same row.
#include <array>
#include <cstdlib>
#include <string_view>

#include "intake/row_cells.h"
#include "intake/rows.h"
#include "intake/write_csv.h"

namespace {

using namespace mingcha;

constexpr std::array<std::string_view, 13> kKinds{
    "units", "divisions",  "sites",   "accounts", "findings",    "interactions", "posts",
    "probes", "exemptions", "reposts", "messages", "corrections", "annual"};
constexpr unsigned char kWorkbook = 0x10;  // bit of the first byte: named .xlsx

// Sites have every sort of cell that is printed in two wordings.
void read_back(const intake::Parsed<Site>& parsed) {
    for (const Site& site : parsed.rows) {
        for (const auto wording : {intake::Wording::english, intake::Wording::chinese}) {
            const std::string csv =
                intake::write_csv({"site_code", "name", "unit", "url", "kind", "division",
                                   "has_services", "state", "supervisor", "platform"},
                                  {intake::cells_of(site, wording)});
            const auto table = intake::read_named(*intake::find_kind("sites"), "again.csv", csv);
            if (!table) std::abort();
            const auto again = intake::parse_sites(*table);
            if (again.rows.size() != 1 || again.rows.front() != site) std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view kind = kKinds[data[0] % kKinds.size()];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto table = intake::read_named(*intake::find_kind(kind),
                                          (data[0] & kWorkbook) != 0 ? "t.xlsx" : "t.csv", bytes);
    if (!table) return 0;
    const intake::Known known;
    if (kind == "units") (void)intake::parse_units(*table);
    if (kind == "divisions") (void)intake::parse_divisions(*table);
    if (kind == "sites") read_back(intake::parse_sites(*table));
    if (kind == "accounts") (void)intake::parse_accounts(*table);
    if (kind == "findings") (void)intake::parse_findings(*table, known);
    if (kind == "interactions") (void)intake::parse_interactions(*table, known);
    if (kind == "posts") (void)intake::parse_posts(*table, known);
    if (kind == "probes") (void)intake::parse_probes(*table, known);
    if (kind == "reposts") (void)intake::parse_reposts(*table);
    if (kind == "messages") (void)intake::parse_messages(*table, known);
    if (kind == "corrections" || kind == "annual") (void)intake::parse_plain(*table, known);
    return 0;
}
