// The log of the registry and the frozen populations, as records.
#include <fmt/format.h>

#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const LifeEvent*) {
    return "life_event";
}
std::string key_of(const LifeEvent& row) {
    return fmt::format("{:010}", row.number);
}
std::string encode(const LifeEvent& row) {
    Json json{{"number", row.number},
              {"target", row.target},
              {"account", row.account},
              {"action", to_string(row.action)},
              {"from", row.from},
              {"to", row.to},
              {"on", row.on.days},
              {"by", row.by},
              {"logged_at", row.logged_at.seconds}};
    put_day(json, "until", row.until);
    put_text(json, "approval", row.approval);
    put_day(json, "notice", row.notice);
    put_text(json, "notice_url", row.notice_url);
    put_text(json, "new_url", row.new_url);
    put_text(json, "into", row.into);
    if (row.cause) json["cause"] = to_string(*row.cause);
    for (const auto& [name, change] : row.changes) {
        json["changes"][name] = Json::array({change.before, change.after});
    }
    put_text(json, "reason", row.reason);
    return printed(json);
}
Result<bool> decode(std::string_view body, LifeEvent& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int64_t>();
        row.target = text(json, "target");
        row.account = json.value("account", false);
        row.action = parse_life_action(text(json, "action")).value_or(LifeAction::imported);
        row.from = text(json, "from");
        row.to = text(json, "to");
        row.on = Date{json.at("on").get<std::int32_t>()};
        row.by = text(json, "by");
        row.logged_at = Instant{json.at("logged_at").get<std::int64_t>()};
        row.until = get_day(json, "until");
        row.approval = text(json, "approval");
        row.notice = get_day(json, "notice");
        row.notice_url = text(json, "notice_url");
        row.new_url = text(json, "new_url");
        row.into = text(json, "into");
        row.cause = parse_given_up(text(json, "cause"));
        if (json.contains("changes")) {
            for (const auto& [name, change] : json["changes"].items()) {
                row.changes[name] = {change.at(0).get<std::string>(),
                                     change.at(1).get<std::string>()};
            }
        }
        row.reason = text(json, "reason");
    });
}

std::string_view kind_of(const Freeze*) {
    return "freeze";
}
std::string key_of(const Freeze& row) {
    return fmt::format("{:06}", row.number);
}
std::string encode(const Freeze& row) {
    return printed({{"number", row.number},
                    {"on", row.on.days},
                    {"hash", row.hash},
                    {"by", row.by},
                    {"reason", row.reason},
                    {"at", row.at.seconds},
                    {"notes", row.notes}});
}
Result<bool> decode(std::string_view body, Freeze& row) {
    return parsed(body, [&](const Json& json) {
        row.number = json.at("number").get<std::int32_t>();
        row.on = Date{json.at("on").get<std::int32_t>()};
        row.hash = text(json, "hash");
        row.by = text(json, "by");
        row.reason = text(json, "reason");
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.notes = json.value("notes", std::vector<std::string>());
    });
}

}  // namespace mingcha::store
