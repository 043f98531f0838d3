#include "ruleset/tree.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <set>

namespace mingcha::ruleset {

namespace {

struct Reader {
    std::string file;
    std::vector<Problem>& problems;
    std::size_t nodes = 0;

    Value read(const YAML::Node& node, int depth) {
        Value value;
        value.file = file;
        value.line = node.Mark().line + 1;
        value.column = node.Mark().column + 1;
        if (++nodes > kMaxNodes || depth > kMaxDepth) {
            if (nodes <= kMaxNodes + 1) {
                add_problem(problems, value, "too many or too deeply nested values",
                            fmt::format("at most {} values, {} levels", kMaxNodes, kMaxDepth));
            }
            nodes = kMaxNodes + 2;
            return value;
        }
        switch (node.Type()) {
            case YAML::NodeType::Scalar:
                value.kind = Value::Kind::scalar;
                value.scalar = node.Scalar();
                break;
            case YAML::NodeType::Sequence:
                value.kind = Value::Kind::list;
                for (const YAML::Node& item : node) value.items.push_back(read(item, depth + 1));
                break;
            case YAML::NodeType::Map:
                read_map(node, value, depth);
                break;
            default:
                break;
        }
        return value;
    }

    void read_map(const YAML::Node& node, Value& value, int depth) {
        value.kind = Value::Kind::map;
        // yaml-cpp takes a key twice in silence; here that is a mistake of the file.
        std::set<std::string> seen;
        for (const auto& pair : node) {
            Value key = read(pair.first, depth + 1);
            if (key.kind != Value::Kind::scalar) {
                add_problem(problems, key, "a key that is not a word");
                continue;
            }
            if (!seen.insert(key.scalar).second) {
                add_problem(problems, key, fmt::format("\"{}\" stands here twice", key.scalar),
                            "keep one of the two");
                continue;
            }
            value.fields.emplace_back(key.scalar, read(pair.second, depth + 1));
        }
    }
};

}  // namespace

const Value* Value::find(std::string_view key) const {
    for (const auto& [name, value] : fields) {
        if (name == key) return &value;
    }
    return nullptr;
}

void add_problem(std::vector<Problem>& problems, const Value& at, std::string what,
                 std::string hint) {
    if (problems.size() >= kMaxProblems) return;
    problems.push_back({at.file, at.line, at.column, std::move(what), std::move(hint)});
}

Value read_tree(std::string_view file, std::string_view text, std::vector<Problem>& problems) {
    Value nothing;
    nothing.file = std::string(file);
    if (text.size() > kMaxFileBytes) {
        add_problem(problems, nothing, fmt::format("{} bytes", text.size()),
                    fmt::format("a ruleset has at most {} KiB", kMaxFileBytes >> 10));
        return nothing;
    }
    try {
        Reader reader{std::string(file), problems};
        return reader.read(YAML::Load(std::string(text)), 0);
    } catch (const YAML::Exception& error) {
        nothing.line = error.mark.line + 1;
        nothing.column = error.mark.column + 1;
        add_problem(problems, nothing, "not YAML: " + error.msg,
                    "check indentation, quotes and colons of this line");
        return nothing;
    }
}

}  // namespace mingcha::ruleset
