// People, offices and settings as the API prints them. Never a password hash or a secret.
#pragma once

#include <nlohmann/json.hpp>

#include "server/call.h"

namespace mingcha::server {

using Json = nlohmann::ordered_json;

Json person_json(Call& call, const people::Person& person);
Json office_json(const Call& call, const people::Office& office);
Json settings_json(const people::Settings& settings);
// What GET /session says; the person and their session are the call's.
Json session_json(Call& call);

// How many sites and accounts hang on each office. Errors: the store's.
Result<Json> offices_json(Call& call, const std::vector<const people::Office*>& offices);

inline Json time_or_null(const std::optional<Instant>& time) {
    return time ? Json(format_instant(*time)) : Json(nullptr);
}
inline Json day_or_null(const std::optional<Date>& day) {
    return day ? Json(format_date(*day)) : Json(nullptr);
}
inline std::string dumped(const Json& body) {
    return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mingcha::server
