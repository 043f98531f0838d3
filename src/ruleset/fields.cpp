#include "ruleset/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/near_names.h"

namespace mingcha::ruleset {

namespace {

constexpr std::size_t kNear = 2;  // changed letters that still count as a slip

const Value* scalar_field(const Value& map, std::string_view key, std::vector<Problem>& problems) {
    const Value* value = map.find(key);
    if (value == nullptr || value->kind == Value::Kind::null) return nullptr;
    if (value->kind == Value::Kind::scalar) return value;
    add_problem(problems, *value, fmt::format("\"{}\" must be one value", key));
    return nullptr;
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    const std::vector<std::string> near = near_names(word, known, 1, kNear);
    return near.empty() ? std::string() : near.front();
}

void check_keys(const Value& map, std::initializer_list<std::string_view> known,
                std::vector<Problem>& problems) {
    const std::vector<std::string> names(known.begin(), known.end());
    for (const auto& [key, value] : map.fields) {
        if (std::find(names.begin(), names.end(), key) != names.end()) continue;
        const std::string near = nearest(key, names);
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
        add_problem(
            problems, value, fmt::format("unknown key \"{}\"", key),
            near.empty() ? "known here: " + all : fmt::format("did you mean \"{}\"?", near));
    }
}

std::optional<std::string> text_field(const Value& map, std::string_view key,
                                      std::vector<Problem>& problems) {
    const Value* value = scalar_field(map, key, problems);
    return value == nullptr ? std::nullopt : std::optional(value->scalar);
}

std::optional<std::int64_t> integer_of(const Value& value, std::vector<Problem>& problems) {
    std::int64_t number = 0;
    const std::string& text = value.scalar;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (value.kind == Value::Kind::scalar && error == std::errc() &&
        end == text.data() + text.size() && number >= 0) {
        return number;
    }
    add_problem(problems, value, fmt::format("\"{}\" is not a whole number", text),
                "write digits only, such as 14");
    return std::nullopt;
}

std::optional<std::int64_t> integer_field(const Value& map, std::string_view key,
                                          std::vector<Problem>& problems) {
    const Value* value = scalar_field(map, key, problems);
    return value == nullptr ? std::nullopt : integer_of(*value, problems);
}

std::optional<Points> points_of(const Value& value, std::vector<Problem>& problems) {
    const Result<Points> points = parse_points(value.scalar);
    if (value.kind == Value::Kind::scalar && points && points->hundredths >= 0) return *points;
    add_problem(problems, value, fmt::format("\"{}\" is not a number of points", value.scalar),
                "write a number of at most two decimals that is not negative, such as 5 or 0.5");
    return std::nullopt;
}

std::optional<Points> points_field(const Value& map, std::string_view key,
                                   std::vector<Problem>& problems) {
    const Value* value = scalar_field(map, key, problems);
    return value == nullptr ? std::nullopt : points_of(*value, problems);
}

std::optional<bool> bool_field(const Value& map, std::string_view key,
                               std::vector<Problem>& problems) {
    const Value* value = scalar_field(map, key, problems);
    if (value == nullptr) return std::nullopt;
    if (value->scalar == "true") return true;
    if (value->scalar == "false") return false;
    add_problem(problems, *value, fmt::format("\"{}\" is neither true nor false", value->scalar));
    return std::nullopt;
}

std::optional<std::vector<std::string>> list_field(const Value& map, std::string_view key,
                                                   std::vector<Problem>& problems) {
    const Value* value = map.find(key);
    if (value == nullptr || value->kind == Value::Kind::null) return std::nullopt;
    if (value->kind != Value::Kind::list) {
        add_problem(problems, *value, fmt::format("\"{}\" must be a list", key),
                    "write [a, b] or one \"- item\" a line");
        return std::nullopt;
    }
    std::vector<std::string> items;
    for (const Value& item : value->items) {
        if (item.kind == Value::Kind::scalar) {
            items.push_back(item.scalar);
        } else {
            add_problem(problems, item, fmt::format("an item of \"{}\" must be one value", key));
        }
    }
    return items;
}

const Value* map_field(const Value& map, std::string_view key, std::vector<Problem>& problems) {
    const Value* value = map.find(key);
    if (value == nullptr || value->kind == Value::Kind::null) return nullptr;
    if (value->kind == Value::Kind::map) return value;
    add_problem(problems, *value, fmt::format("\"{}\" must have keys of its own", key));
    return nullptr;
}

}  // namespace mingcha::ruleset
