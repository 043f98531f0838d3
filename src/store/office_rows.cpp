#include "store/office_rows.h"

#include <fmt/format.h>

#include "store/row_json.h"

namespace mingcha {

namespace {

using store::Json;
using store::put_text;
using store::text;

Json stamp_json(const OfficeStamp& stamp) {
    return {{"by", stamp.by}, {"at", stamp.at.seconds}, {"closed", stamp.closed}};
}

OfficeStamp stamp_of(const Json& json) {
    return {text(json, "by"), Instant{json.at("at").get<std::int64_t>()},
            json.at("closed").get<std::vector<std::string>>()};
}

}  // namespace

std::string_view kind_of(const RuleException*) {
    return "rule_exception";
}
std::string key_of(const RuleException& row) {
    return fmt::format("{:010}", row.number);
}
std::string encode(const RuleException& row) {
    Json json{{"number", row.number},          {"rule", row.rule},      {"targets", row.targets},
              {"reason", row.reason},          {"from", row.from.days}, {"until", row.until.days},
              {"given", stamp_json(row.given)}};
    if (row.ended) json["ended"] = stamp_json(*row.ended);
    return store::printed(json);
}
Result<bool> decode(std::string_view body, RuleException& row) {
    return store::parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int64_t>();
        row.rule = text(json, "rule");
        row.targets = json.at("targets").get<std::vector<std::string>>();
        row.reason = text(json, "reason");
        row.from = Date{json.at("from").get<std::int32_t>()};
        row.until = Date{json.at("until").get<std::int32_t>()};
        row.given = stamp_of(json.at("given"));
        if (json.contains("ended")) row.ended = stamp_of(json.at("ended"));
    });
}

std::string_view kind_of(const OfficeWord*) {
    return "office_word";
}
std::string key_of(const OfficeWord& row) {
    return fmt::format("{:010}", row.number);
}
std::string encode(const OfficeWord& row) {
    Json json{{"number", row.number},
              {"text", row.text},
              {"kind", to_string(row.kind)},
              {"added", stamp_json(row.added)}};
    put_text(json, "suggestion", row.suggestion);
    put_text(json, "source", row.source);
    put_text(json, "note", row.note);
    if (row.removed) json["removed"] = stamp_json(*row.removed);
    return store::printed(json);
}
Result<bool> decode(std::string_view body, OfficeWord& row) {
    return store::parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int64_t>();
        row.text = text(json, "text");
        row.kind = parse_office_word_kind(text(json, "kind")).value_or(OfficeWordKind::wrong);
        row.suggestion = text(json, "suggestion");
        row.source = text(json, "source");
        row.note = text(json, "note");
        row.added = stamp_of(json.at("added"));
        if (json.contains("removed")) row.removed = stamp_of(json.at("removed"));
    });
}

}  // namespace mingcha

namespace mingcha::store {

std::string_view kind_of(const StrayWord*) {
    return kStrayWordKind;
}
std::string key_of(const StrayWord& row) {
    return row.key;
}
std::string encode(const StrayWord& row) {
    return printed(
        {{"key", row.key}, {"reason", row.reason}, {"by", row.by}, {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, StrayWord& row) {
    return parsed(body, [&](const Json& json) {
        row.key = text(json, "key");
        row.reason = text(json, "reason");
        row.by = text(json, "by");
        row.at = Instant{json.at("at").get<std::int64_t>()};
    });
}

}  // namespace mingcha::store
