// Fields of a request's body that several handlers ask for.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "server/call.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxNamesInBody = 100'000;

// A list of texts; empty where absent. Errors: another shape.
Result<std::vector<std::string>> names_in(const nlohmann::ordered_json& body, const char* name);

// Where absent false. Errors: neither true nor false.
Result<bool> flag_in(const nlohmann::ordered_json& body, const char* name);

// "2031-11-05 09:05" and what else people write; none where absent. Errors: no time.
Result<std::optional<Instant>> time_in(const nlohmann::ordered_json& body, const char* name);

// "2031-11-05"; none where absent. Errors: no day.
Result<std::optional<Date>> day_in(const nlohmann::ordered_json& body, const char* name);

// A file within the body: {"name", "base64"}.
struct FileInBody {
    std::string name, bytes;
};
// None where absent. Errors: another shape, no base64.
Result<std::optional<FileInBody>> file_in(const nlohmann::ordered_json& body, const char* name);

}  // namespace mingcha::server
