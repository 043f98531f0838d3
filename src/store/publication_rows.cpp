#include "store/publication_rows.h"

#include <fmt/format.h>

#include "store/row_json.h"

namespace mingcha {

namespace {

using namespace store;

using Texts = std::vector<std::string>;
using TextMap = std::map<std::string, std::string>;

Json print_json(const CircularPrint& print) {
    return {{"hash", print.hash}, {"paragraphs", print.paragraphs}, {"annexes", print.annexes}};
}

CircularPrint print_of(const Json& json) {
    CircularPrint print;
    if (!json.is_object()) return print;
    print.hash = text(json, "hash");
    print.paragraphs = json.value("paragraphs", Texts());
    print.annexes = json.value("annexes", TextMap());
    return print;
}

Json file_json(const KeptFile& file) {
    return {{"format", file.format},
            {"sha256", file.sha256},
            {"bytes", file.bytes},
            {"stored", file.stored}};
}

KeptFile file_of(const Json& json) {
    return {text(json, "format"), text(json, "sha256"), json.value("bytes", std::uint64_t{0}),
            text(json, "stored")};
}

Json difference_json(const CircularDifference& each) {
    return {{"kind", each.kind},
            {"where", each.where},
            {"claimed", each.claimed},
            {"computed", each.computed},
            {"text", each.text}};
}

CircularDifference difference_of(const Json& json) {
    return {text(json, "kind"), text(json, "where"), text(json, "claimed"), text(json, "computed"),
            text(json, "text")};
}

}  // namespace

std::string_view kind_of(const CircularText*) {
    return kCircularTextKind;
}
std::string key_of(const CircularText& row) {
    return row.name;
}
std::string encode(const CircularText& row) {
    return printed(
        {{"name", row.name}, {"text", row.text}, {"by", row.by}, {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, CircularText& row) {
    return parsed(body, [&](const Json& json) {
        row.name = text(json, "name");
        row.text = text(json, "text");
        row.by = text(json, "by");
        row.at = Instant{json.at("at").get<std::int64_t>()};
    });
}

std::string_view kind_of(const CircularPrint*) {
    return kCircularPrintKind;
}
std::string key_of(const CircularPrint&) {
    return "letter";
}
std::string encode(const CircularPrint& row) {
    return printed(print_json(row));
}
Result<bool> decode(std::string_view body, CircularPrint& row) {
    return parsed(body, [&](const Json& json) { row = print_of(json); });
}

std::string_view kind_of(const PublicationStep*) {
    return kPublicationStepKind;
}
std::string key_of(const PublicationStep& row) {
    return fmt::format("{:06}", row.number);
}
std::string encode(const PublicationStep& row) {
    Json json{{"number", row.number},
              {"event", to_string(row.event)},
              {"at", row.at.seconds},
              {"by", row.by}};
    put_text(json, "text", row.text);
    put_text(json, "file_name", row.file_name);
    if (!row.authors.empty()) json["authors"] = row.authors;
    if (!row.print.hash.empty()) json["print"] = print_json(row.print);
    if (row.version > 0) json["version"] = row.version;
    if (row.difference > 0) json["difference"] = row.difference;
    if (!row.file.sha256.empty()) json["file"] = file_json(row.file);
    for (const CircularDifference& each : row.differences) {
        json["differences"].push_back(difference_json(each));
    }
    return printed(json);
}
Result<bool> decode(std::string_view body, PublicationStep& row) {
    bool known = true;
    auto read = parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int32_t>();
        const auto event = parse_publication_event(text(json, "event"));
        known = event.has_value();
        row.event = event.value_or(PublicationEvent::submitted);
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.by = text(json, "by");
        row.text = text(json, "text");
        row.file_name = text(json, "file_name");
        row.authors = json.value("authors", Texts());
        if (json.contains("print")) row.print = print_of(json["print"]);
        row.version = json.value("version", 0);
        row.difference = json.value("difference", 0);
        if (json.contains("file")) row.file = file_of(json["file"]);
        for (const Json& each : json.value("differences", Json::array())) {
            row.differences.push_back(difference_of(each));
        }
    });
    if (read && !known) return fail("", "stored step of no known kind", "用较新的版本打开");
    return read;
}

std::string_view kind_of(const PublishedVersion*) {
    return kPublishedVersionKind;
}
std::string key_of(const PublishedVersion& row) {
    return fmt::format("{:06}", row.number);
}
std::string encode(const PublishedVersion& row) {
    Json json{{"number", row.number},
              {"at", row.at.seconds},
              {"by", row.by},
              {"prepared_by", row.prepared_by},
              {"approved_by", row.approved_by},
              {"origin", to_string(row.origin)},
              {"facts", row.facts},
              {"ruleset", row.ruleset},
              {"program", row.program},
              {"print", print_json(row.print)},
              {"texts", row.texts},
              {"seal", row.seal}};
    put_time(json, "approved_at", row.approved_at);
    put_text(json, "reason", row.reason);
    json["files"] = Json::array();
    for (const KeptFile& file : row.files) json["files"].push_back(file_json(file));
    json["accepted"] = Json::array();
    for (const AcceptedDifference& each : row.accepted) {
        json["accepted"].push_back({{"difference", difference_json(each.difference)},
                                    {"by", each.by},
                                    {"reason", each.reason},
                                    {"at", each.at.seconds}});
    }
    return printed(json);
}
Result<bool> decode(std::string_view body, PublishedVersion& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int32_t>();
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.by = text(json, "by");
        row.prepared_by = text(json, "prepared_by");
        row.approved_by = text(json, "approved_by");
        row.approved_at = get_time(json, "approved_at");
        row.origin = parse_version_origin(text(json, "origin")).value_or(VersionOrigin::made);
        row.reason = text(json, "reason");
        row.facts = text(json, "facts");
        row.ruleset = text(json, "ruleset");
        row.program = text(json, "program");
        row.print = print_of(json.at("print"));
        row.texts = json.value("texts", TextMap());
        row.seal = text(json, "seal");
        for (const Json& each : json.at("files")) row.files.push_back(file_of(each));
        for (const Json& each : json.at("accepted")) {
            row.accepted.push_back({difference_of(each.at("difference")), text(each, "by"),
                                    text(each, "reason"),
                                    Instant{each.at("at").get<std::int64_t>()}});
        }
    });
}

}  // namespace mingcha
