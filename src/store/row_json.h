// Rows as JSON text: what the .cpp files of this folder share.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/points.h"
#include "base/result.h"
#include "base/time.h"
#include "model/campaign.h"

namespace mingcha::store {

using Json = nlohmann::ordered_json;

inline std::string printed(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Reads `body` and hands it to `fill`; whatever does not fit becomes one error.
template <class Fill>
Result<bool> parsed(std::string_view body, Fill fill) {
    try {
        fill(Json::parse(body));
        return true;
    } catch (const nlohmann::json::exception& error) {
        return fail("", std::string("stored row cannot be read: ") + error.what(),
                    "从备份恢复，或用与之相符的版本打开");
    }
}

inline void put_time(Json& json, const char* key, const std::optional<Instant>& time) {
    if (time) json[key] = time->seconds;
}
inline std::optional<Instant> get_time(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return Instant{json[key].get<std::int64_t>()};
}
inline void put_points(Json& json, const char* key, const std::optional<Points>& points) {
    if (points) json[key] = points->hundredths;
}
inline std::optional<Points> get_points(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return Points{json[key].get<std::int64_t>()};
}
inline void put_day(Json& json, const char* key, const std::optional<Date>& day) {
    if (day) json[key] = day->days;
}
inline std::optional<Date> get_day(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return Date{json[key].get<std::int32_t>()};
}
inline void put_text(Json& json, const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
}
inline std::string text(const Json& json, const char* key) {
    return json.value(key, std::string());
}

inline Json range_json(const DateRange& range) {
    return Json::array({range.from.days, range.to.days});
}
inline DateRange range_of(const Json& json) {
    return {Date{json[0].get<std::int32_t>()}, Date{json[1].get<std::int32_t>()}};
}

}  // namespace mingcha::store
