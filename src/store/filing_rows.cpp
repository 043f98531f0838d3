#include "store/filing_rows.h"

#include "store/row_json.h"

namespace mingcha::workflow {

using store::Json;
using store::text;

std::string_view kind_of(const Filing*) {
    return "filing";
}
std::string key_of(const Filing& row) {
    return row.id;
}
std::string encode(const Filing& row) {
    Json json{{"id", row.id},
              {"kind", to_string(row.kind)},
              {"site", row.site_code},
              {"from", row.from.seconds},
              {"to", row.to.seconds},
              {"reason", row.reason},
              {"filed_by", row.filed_by},
              {"filed_at", row.filed_at.seconds},
              {"state", to_string(row.state)}};
    store::put_text(json, "column", row.column);
    store::put_text(json, "decided_by", row.decided_by);
    store::put_text(json, "decision", row.decision);
    store::put_time(json, "decided_at", row.decided_at);
    store::put_time(json, "counts_from", row.counts_from);
    return store::printed(json);
}
Result<bool> decode(std::string_view body, Filing& row) {
    return store::parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.kind = parse_filing_kind(text(json, "kind")).value_or(FilingKind::no_news);
        row.site_code = text(json, "site");
        row.column = text(json, "column");
        row.from = Instant{json.at("from").get<std::int64_t>()};
        row.to = Instant{json.at("to").get<std::int64_t>()};
        row.reason = text(json, "reason");
        row.filed_by = text(json, "filed_by");
        row.filed_at = Instant{json.at("filed_at").get<std::int64_t>()};
        row.state = parse_filing_state(text(json, "state")).value_or(FilingState::refused);
        row.decided_by = text(json, "decided_by");
        row.decision = text(json, "decision");
        row.decided_at = store::get_time(json, "decided_at");
        row.counts_from = store::get_time(json, "counts_from");
    });
}

}  // namespace mingcha::workflow
