// Steps on findings and the draft round, as records.
#include <fmt/format.h>

#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const CaseStep*) {
    return "case_step";
}
std::string key_of(const CaseStep& row) {
    return fmt::format("{}\n{:04}", row.finding, row.number);
}
std::string encode(const CaseStep& row) {
    Json json{{"finding", row.finding},
              {"number", row.number},
              {"event", to_string(row.event)},
              {"at", row.at.seconds},
              {"logged_at", row.logged_at.seconds},
              {"by", row.by}};
    put_text(json, "on_behalf", row.on_behalf);
    put_text(json, "channel", row.channel);
    put_text(json, "text", row.text);
    put_text(json, "proof", row.proof);
    if (row.due) json["due"] = format_date(*row.due);
    return printed(json);
}
Result<bool> decode(std::string_view body, CaseStep& row) {
    return parsed(body, [&](const Json& json) {
        row.finding = text(json, "finding");
        row.number = json.at("number").get<std::int32_t>();
        row.event = parse_case_event(text(json, "event")).value_or(CaseEvent::objected);
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.logged_at = Instant{json.at("logged_at").get<std::int64_t>()};
        row.by = text(json, "by");
        row.on_behalf = text(json, "on_behalf");
        row.channel = text(json, "channel");
        row.text = text(json, "text");
        row.proof = text(json, "proof");
        if (const auto due = parse_date(text(json, "due")); due) row.due = *due;
    });
}

std::string_view kind_of(const DraftRound*) {
    return "draft_round";
}
std::string key_of(const DraftRound&) {
    return "round";
}
std::string encode(const DraftRound& row) {
    Json json{{"opened_at", row.opened_at.seconds},
              {"opened_by", row.opened_by},
              {"until", format_date(row.until)}};
    if (row.finished_at) json["finished_at"] = row.finished_at->seconds;
    put_text(json, "finished_by", row.finished_by);
    return printed(json);
}
Result<bool> decode(std::string_view body, DraftRound& row) {
    const auto read = parsed(body, [&](const Json& json) {
        row.opened_at = Instant{json.at("opened_at").get<std::int64_t>()};
        row.opened_by = text(json, "opened_by");
        const auto until = parse_date(text(json, "until"));
        if (until) row.until = *until;
        if (json.contains("finished_at")) {
            row.finished_at = Instant{json.at("finished_at").get<std::int64_t>()};
        }
        row.finished_by = text(json, "finished_by");
    });
    return read;
}

}  // namespace mingcha::store
