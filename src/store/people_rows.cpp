#include "store/people_rows.h"

#include <fmt/format.h>

#include "people/totp.h"
#include "store/row_json.h"

namespace mingcha::people {

using store::Json;
using store::parsed;
using store::printed;
using store::text;

namespace {

std::vector<std::string> texts(const Json& json, const char* key) {
    return json.value(key, std::vector<std::string>());
}

AuditResult result_of(const std::string& word) {
    if (word == to_string(AuditResult::refused)) return AuditResult::refused;
    if (word == to_string(AuditResult::failed)) return AuditResult::failed;
    return AuditResult::done;
}

}  // namespace

std::string_view kind_of(const Office*) {
    return "office";
}
std::string key_of(const Office& row) {
    return row.id;
}
std::string encode(const Office& row) {
    return printed({{"id", row.id},
                    {"name", row.name},
                    {"kind", to_string(row.kind)},
                    {"parent", row.parent},
                    {"divisions", row.divisions},
                    {"units", row.units}});
}
Result<bool> decode(std::string_view body, Office& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.name = text(json, "name");
        row.kind = parse_office_kind(text(json, "kind")).value_or(OfficeKind::unit);
        row.parent = text(json, "parent");
        row.divisions = texts(json, "divisions");
        row.units = texts(json, "units");
    });
}

std::string_view kind_of(const Person*) {
    return "person";
}
std::string key_of(const Person& row) {
    return row.id;
}
std::string encode(const Person& row) {
    Json grants = Json::array();
    for (const Grant& grant : row.grants) {
        grants.push_back(Json::array({to_string(grant.role), grant.office}));
    }
    Json json{{"id", row.id},
              {"display_name", row.display_name},
              {"office", row.office},
              {"grants", grants},
              {"disabled", row.disabled},
              {"password_hash", row.password_hash},
              {"former_hashes", row.former_hashes},
              {"password_set_at", row.password_set_at.seconds},
              {"must_change_password", row.must_change_password},
              {"created_at", row.created_at.seconds},
              {"epoch", row.epoch}};
    if (!row.totp_secret.empty()) {
        json["totp_secret"] = base32(row.totp_secret);
        json["totp_last_step"] = row.totp_last_step;
    }
    store::put_text(json, "email", row.email);
    store::put_time(json, "last_sign_in_at", row.last_sign_in_at);
    return printed(json);
}
Result<bool> decode(std::string_view body, Person& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.display_name = text(json, "display_name");
        row.office = text(json, "office");
        row.email = text(json, "email");
        for (const Json& grant : json.at("grants")) {
            // A role that this program does not know gives no right.
            const auto role = parse_role(grant.at(0).get<std::string>());
            if (role) row.grants.push_back({*role, grant.at(1).get<std::string>()});
        }
        row.disabled = json.value("disabled", false);
        row.password_hash = text(json, "password_hash");
        row.former_hashes = texts(json, "former_hashes");
        row.password_set_at = Instant{json.at("password_set_at").get<std::int64_t>()};
        row.must_change_password = json.value("must_change_password", false);
        row.totp_secret = from_base32(text(json, "totp_secret")).value_or("");
        row.totp_last_step = json.value("totp_last_step", std::int64_t{0});
        row.created_at = Instant{json.at("created_at").get<std::int64_t>()};
        row.last_sign_in_at = store::get_time(json, "last_sign_in_at");
        row.epoch = json.value("epoch", std::int64_t{0});
    });
}

std::string_view kind_of(const Settings*) {
    return "settings";
}
std::string key_of(const Settings&) {
    return "people";
}
std::string encode(const Settings& row) {
    return printed({{"separate_duties", row.separate_duties},
                    {"idle_minutes", row.idle_minutes},
                    {"session_hours", row.session_hours},
                    {"password_min_length", row.password_min_length},
                    {"password_days", row.password_days},
                    {"lock_after", row.lock_after}});
}
Result<bool> decode(std::string_view body, Settings& row) {
    return parsed(body, [&](const Json& json) {
        row.separate_duties = json.at("separate_duties").get<bool>();
        row.idle_minutes = json.at("idle_minutes").get<std::int32_t>();
        row.session_hours = json.at("session_hours").get<std::int32_t>();
        row.password_min_length = json.at("password_min_length").get<std::int32_t>();
        row.password_days = json.at("password_days").get<std::int32_t>();
        row.lock_after = json.at("lock_after").get<std::int32_t>();
    });
}

std::string_view kind_of(const AuditEntry*) {
    return store::kAuditKind;
}
std::string key_of(const AuditEntry& row) {
    return fmt::format("{:012}", row.seq);
}
std::string encode(const AuditEntry& row) {
    return printed({{"seq", row.seq},
                    {"at", row.at.seconds},
                    {"who", row.who},
                    {"from", row.from},
                    {"action", row.action},
                    {"object", row.object},
                    {"result", to_string(row.result)},
                    {"detail", row.detail},
                    {"previous", row.previous},
                    {"hash", row.hash}});
}
Result<bool> decode(std::string_view body, AuditEntry& row) {
    return parsed(body, [&](const Json& json) {
        row.seq = json.at("seq").get<std::int64_t>();
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.who = text(json, "who");
        row.from = text(json, "from");
        row.action = text(json, "action");
        row.object = text(json, "object");
        row.result = result_of(text(json, "result"));
        row.detail = text(json, "detail");
        row.previous = text(json, "previous");
        row.hash = text(json, "hash");
    });
}

}  // namespace mingcha::people
