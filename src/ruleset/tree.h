// First stage: YAML text → a tree whose every value knows its place. The only file that knows
// yaml-cpp is tree.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/load.h"

namespace mingcha::ruleset {

struct Value {
    enum class Kind { null, scalar, list, map };
    Kind kind = Kind::null;
    std::string scalar;
    std::vector<Value> items;
    std::vector<std::pair<std::string, Value>> fields;  // in the order of the file
    std::string file;
    int line = 0;
    int column = 0;

    const Value* find(std::string_view key) const;
};

void add_problem(std::vector<Problem>& problems, const Value& at, std::string what,
                 std::string hint = {});

// Problems: not YAML, a key twice, too large, too deep.
Value read_tree(std::string_view file, std::string_view text, std::vector<Problem>& problems);

}  // namespace mingcha::ruleset
