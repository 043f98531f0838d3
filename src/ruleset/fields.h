// Reads typed fields of a map and says what is wrong with them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "ruleset/tree.h"

namespace mingcha::ruleset {

// Every key of `map` must be one of `known`; an unknown one is reported with the nearest known one.
void check_keys(const Value& map, std::initializer_list<std::string_view> known,
                std::vector<Problem>& problems);

// The nearest of `known` within two changed letters; empty where none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// Each returns nullopt where the field is absent, and reports one of the wrong type.
std::optional<std::string> text_field(const Value& map, std::string_view key,
                                      std::vector<Problem>& problems);
std::optional<std::int64_t> integer_field(const Value& map, std::string_view key,
                                          std::vector<Problem>& problems);
std::optional<Points> points_field(const Value& map, std::string_view key,
                                   std::vector<Problem>& problems);
std::optional<bool> bool_field(const Value& map, std::string_view key,
                               std::vector<Problem>& problems);
std::optional<std::vector<std::string>> list_field(const Value& map, std::string_view key,
                                                   std::vector<Problem>& problems);
const Value* map_field(const Value& map, std::string_view key, std::vector<Problem>& problems);

std::optional<std::int64_t> integer_of(const Value& value, std::vector<Problem>& problems);
std::optional<Points> points_of(const Value& value, std::vector<Problem>& problems);

}  // namespace mingcha::ruleset
