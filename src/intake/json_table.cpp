// A JSON array of objects as a table: the keys of the objects are its header.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "intake/table.h"

namespace mingcha::intake {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kLookedAt = 64;  // bytes that tell what a file is

int line_of(std::string_view bytes, std::size_t at) {
    const std::string_view before = bytes.substr(0, std::min(at, bytes.size()));
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

// Nested deeper than any table is: not parsed at all, so that no stack is at risk.
std::size_t depth_of(std::string_view bytes) {
    std::size_t depth = 0;
    std::size_t most = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '[' || c == '{') most = std::max(most, ++depth);
        if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    return most;
}

// The list of rows: the document itself, or the one list that its object holds.
const Json* rows_of(const Json& document) {
    if (document.is_array()) return &document;
    if (!document.is_object()) return nullptr;
    const Json* found = nullptr;
    for (const auto& [key, value] : document.items()) {
        if (!value.is_array()) continue;
        if (found != nullptr) return nullptr;
        found = &value;
    }
    return found;
}

std::string cell_of(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    return value.dump();
}

}  // namespace

bool is_json(std::string_view file, std::string_view bytes) {
    if (lower_ascii(file).ends_with(".json")) return true;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view plain = trim(bytes.substr(0, kLookedAt));
    return plain.starts_with("[{") || plain.starts_with("{\"");
}

Result<RawTable> read_json(std::string_view file, std::string_view bytes) {
    const std::string where(file);
    if (bytes.size() > kMaxJsonBytes) {
        return fail(where, fmt::format("大于 {} MB", kMaxJsonBytes >> 20), "分成几个文件导入");
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view plain = trim(bytes);
    if (plain.starts_with('<')) {
        return fail(where + ":1", "这是网页（HTML）或 XML，不是 JSON",
                    "下载时可能转到了登录页或出错页：登录后重新导出");
    }
    if (depth_of(bytes) > kMaxDepth) {
        return fail(where, fmt::format("嵌套超过 {} 层", kMaxDepth),
                    "应为一组对象：[{\"account_code\": …, \"published_at\": …}, …]");
    }
    Json document;
    try {
        document = Json::parse(bytes);
    } catch (const nlohmann::json::parse_error& error) {
        return fail(fmt::format("{}:{}", where, line_of(bytes, error.byte)),
                    fmt::format("不是完整的 JSON（第 {} 字节处）", error.byte),
                    "文件可能没有下载完，请重新导出；编码应为 UTF-8");
    }
    const Json* rows = rows_of(document);
    if (rows == nullptr || rows->empty()) {
        return fail(where, "没有数据：应为一组对象",
                    "写成 [{\"account_code\": …, \"published_at\": …}, …]");
    }
    if (rows->size() > kMaxRows) {
        return fail(where, fmt::format("超过 {} 行", kMaxRows), "分成几个文件导入");
    }
    RawTable table;
    table.rows.emplace_back();  // the header, when all keys are known
    std::map<std::string, std::size_t, std::less<>> columns;
    int number = 0;
    for (const Json& each : *rows) {
        ++number;
        if (!each.is_object()) {
            return fail(fmt::format("{} 第 {} 项", where, number), "不是对象",
                        "每一项写成 {\"列名\": 值, …}");
        }
        RawRow row;
        row.line = number;
        for (const auto& [key, value] : each.items()) {
            const auto [column, fresh] = columns.try_emplace(key, columns.size());
            if (fresh && columns.size() > kMaxColumns) {
                return fail(fmt::format("{} 第 {} 项", where, number),
                            fmt::format("列多于 {} 个", kMaxColumns), "删去用不到的键");
            }
            if (row.cells.size() <= column->second) row.cells.resize(column->second + 1);
            row.cells[column->second] = cell_of(value);
        }
        table.rows.push_back(std::move(row));
    }
    table.rows.front().cells.resize(columns.size());
    for (const auto& [name, at] : columns) table.rows.front().cells[at] = name;
    table.notes.push_back(fmt::format("{}: JSON，{} 项；行号是第几项", file, number));
    return table;
}

}  // namespace mingcha::intake
