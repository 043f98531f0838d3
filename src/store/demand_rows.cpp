// Honours, demands and what became of them, as records.
#include <fmt/format.h>

#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const Honour*) {
    return "honour";
}
std::string key_of(const Honour& row) {
    return row.id;
}
std::string encode(const Honour& row) {
    return printed({{"id", row.id},
                    {"kind", to_string(row.kind)},
                    {"unit", row.unit},
                    {"site", row.site_code},
                    {"title", row.title},
                    {"place", row.place},
                    {"text", row.text},
                    {"issuer", row.issuer},
                    {"on", row.on.seconds},
                    {"published", row.source},
                    {"proof", row.proof},
                    {"source", row.row_source}});
}
Result<bool> decode(std::string_view body, Honour& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.kind = parse_honour_kind(text(json, "kind")).value_or(HonourKind::praise);
        row.unit = text(json, "unit");
        row.site_code = text(json, "site");
        row.title = text(json, "title");
        row.place = text(json, "place");
        row.text = text(json, "text");
        row.issuer = text(json, "issuer");
        row.on = Instant{json.at("on").get<std::int64_t>()};
        row.source = text(json, "published");
        row.proof = text(json, "proof");
        row.row_source = text(json, "source");
    });
}

std::string_view kind_of(const Demand*) {
    return "demand";
}
std::string key_of(const Demand& row) {
    return row.id;
}
std::string encode(const Demand& row) {
    return printed({{"id", row.id},
                    {"campaign", row.campaign},
                    {"title", row.title},
                    {"due", row.due.days},
                    {"units", row.units},
                    {"by", row.by},
                    {"logged_at", row.logged_at.seconds}});
}
Result<bool> decode(std::string_view body, Demand& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.campaign = text(json, "campaign");
        row.title = text(json, "title");
        row.due = Date{json.at("due").get<std::int32_t>()};
        row.units = json.value("units", std::vector<std::string>());
        row.by = text(json, "by");
        row.logged_at = Instant{json.at("logged_at").get<std::int64_t>()};
    });
}

std::string_view kind_of(const DemandStep*) {
    return "demand_step";
}
std::string key_of(const DemandStep& row) {
    return fmt::format("{}\n{}\n{:06}", row.demand, row.unit, row.number);
}
std::string encode(const DemandStep& row) {
    Json json{{"demand", row.demand},
              {"unit", row.unit},
              {"number", row.number},
              {"action", to_string(row.action)},
              {"on", row.on.days},
              {"by", row.by},
              {"logged_at", row.logged_at.seconds}};
    put_text(json, "proof", row.proof);
    put_text(json, "note", row.note);
    return printed(json);
}
Result<bool> decode(std::string_view body, DemandStep& row) {
    return parsed(body, [&](const Json& json) {
        row.demand = text(json, "demand");
        row.unit = text(json, "unit");
        row.number = json.at("number").get<std::int32_t>();
        row.action = parse_demand_action(text(json, "action")).value_or(DemandAction::reopened);
        row.on = Date{json.at("on").get<std::int32_t>()};
        row.by = text(json, "by");
        row.logged_at = Instant{json.at("logged_at").get<std::int64_t>()};
        row.proof = text(json, "proof");
        row.note = text(json, "note");
    });
}

}  // namespace mingcha::store
