// Worksheets, who has which, and who inspects, as records.
#include <fmt/format.h>

#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const HandVerdict*) {
    return "hand_verdict";
}
std::string key_of(const HandVerdict& row) {
    return fmt::format("{:08}", row.number);
}
std::string encode(const HandVerdict& row) {
    Json json{{"number", row.number}, {"target", row.target},
              {"rule", row.rule},     {"outcome", to_string(row.outcome)},
              {"by", row.by},         {"at", row.at.seconds}};
    put_text(json, "problem", row.problem);
    if (row.count != 1) json["count"] = row.count;
    if (row.points) json["points"] = row.points->hundredths;
    put_text(json, "reason", row.reason);
    put_text(json, "evidence", row.evidence_url);
    put_text(json, "proof", row.proof);
    if (row.spot) json["spot"] = true;
    return printed(json);
}
Result<bool> decode(std::string_view body, HandVerdict& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int32_t>();
        row.target = text(json, "target");
        row.rule = text(json, "rule");
        // A word that is not known measures nothing.
        row.outcome = parse_hand_outcome(text(json, "outcome")).value_or(HandOutcome::unable);
        row.by = text(json, "by");
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.problem = text(json, "problem");
        row.count = json.value("count", 1);
        if (json.contains("points")) row.points = Points{json.at("points").get<std::int64_t>()};
        row.reason = text(json, "reason");
        row.evidence_url = text(json, "evidence");
        row.proof = text(json, "proof");
        row.spot = json.value("spot", false);
    });
}

std::string_view kind_of(const Assignment*) {
    return "assignment";
}
std::string key_of(const Assignment& row) {
    return row.target + (row.spot ? "\nspot" : "");
}
std::string encode(const Assignment& row) {
    return printed({{"target", row.target},
                    {"inspector", row.inspector},
                    {"spot", row.spot},
                    {"by", row.by},
                    {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, Assignment& row) {
    return parsed(body, [&](const Json& json) {
        row.target = text(json, "target");
        row.inspector = text(json, "inspector");
        row.spot = json.value("spot", false);
        row.by = text(json, "by");
        row.at = Instant{json.at("at").get<std::int64_t>()};
    });
}

std::string_view kind_of(const Inspector*) {
    return "inspector";
}
std::string key_of(const Inspector& row) {
    return row.name;
}
std::string encode(const Inspector& row) {
    return printed({{"name", row.name}, {"unit", row.unit}, {"divisions", row.divisions}});
}
Result<bool> decode(std::string_view body, Inspector& row) {
    return parsed(body, [&](const Json& json) {
        row.name = text(json, "name");
        row.unit = text(json, "unit");
        row.divisions = text(json, "divisions");
    });
}

std::string_view kind_of(const Capture*) {
    return "capture";
}
std::string key_of(const Capture& row) {
    return fmt::format("{:08}", row.number);
}
std::string encode(const Capture& row) {
    Json json{{"number", row.number},
              {"target", row.target},
              {"rule", row.rule},
              {"by", row.by},
              {"at", row.at.seconds}};
    if (row.withdraws != 0) json["withdraws"] = row.withdraws;
    put_text(json, "picture", row.picture);
    put_text(json, "sha256", row.sha256);
    if (row.bytes != 0) json["bytes"] = row.bytes;
    if (row.width != 0) json["width"] = row.width;
    if (row.height != 0) json["height"] = row.height;
    if (row.had_location) json["had_location"] = true;
    put_day(json, "last_seen", row.last_seen);
    put_text(json, "remark", row.remark);
    if (row.spot) json["spot"] = true;
    return printed(json);
}
Result<bool> decode(std::string_view body, Capture& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int32_t>();
        row.withdraws = json.value("withdraws", 0);
        row.target = text(json, "target");
        row.rule = text(json, "rule");
        row.picture = text(json, "picture");
        row.sha256 = text(json, "sha256");
        row.bytes = json.value("bytes", std::int64_t{0});
        row.width = json.value("width", 0);
        row.height = json.value("height", 0);
        row.had_location = json.value("had_location", false);
        row.last_seen = get_day(json, "last_seen");
        row.remark = text(json, "remark");
        row.by = text(json, "by");
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.spot = json.value("spot", false);
    });
}

}  // namespace mingcha::store
