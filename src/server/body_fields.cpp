#include "server/body_fields.h"

#include "base/base64.h"
#include "intake/cell_text.h"

namespace mingcha::server {

using Json = nlohmann::ordered_json;

Result<std::vector<std::string>> names_in(const Json& body, const char* name) {
    std::vector<std::string> names;
    if (!body.contains(name) || body[name].is_null()) return names;
    const Json& rows = body[name];
    if (!rows.is_array() || rows.size() > kMaxNamesInBody) return fail(name, "应为文字的列表");
    for (const Json& row : rows) {
        if (!row.is_string()) return fail(name, "每项应为文字");
        names.push_back(row.get<std::string>());
    }
    return names;
}

Result<bool> flag_in(const Json& body, const char* name) {
    if (!body.contains(name) || body[name].is_null()) return false;
    if (!body[name].is_boolean()) return fail(name, "应为 true 或 false");
    return body[name].get<bool>();
}

Result<std::optional<Instant>> time_in(const Json& body, const char* name) {
    const auto text = text_field(body, name, false);
    if (!text) return Fail(text.error());
    if (text->empty()) return std::optional<Instant>();
    const auto read = intake::read_time(*text);
    if (!read) return fail(name, "“" + *text + "”不是时间", "应如 2021-11-05 09:05");
    return std::optional(*read);
}

Result<std::optional<Date>> day_in(const Json& body, const char* name) {
    const auto text = text_field(body, name, false);
    if (!text) return Fail(text.error());
    if (text->empty()) return std::optional<Date>();
    const auto day = parse_date(*text);
    if (!day) return fail(name, day.error().what, day.error().hint);
    return std::optional(*day);
}

Result<std::optional<FileInBody>> file_in(const Json& body, const char* name) {
    if (!body.contains(name) || body[name].is_null()) return std::optional<FileInBody>();
    const Json& file = body[name];
    if (!file.is_object() || !file.contains("name") || !file["name"].is_string() ||
        !file.contains("base64") || !file["base64"].is_string()) {
        return fail(name, "应有 name 和 base64");
    }
    auto bytes = base64_decoded(file["base64"].get<std::string>());
    if (!bytes) return fail(name, "base64 不完整或有别的字符", "重新选择文件");
    return std::optional(FileInBody{file["name"].get<std::string>(), std::move(*bytes)});
}

}  // namespace mingcha::server
