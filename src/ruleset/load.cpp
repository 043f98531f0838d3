#include "ruleset/load.h"

#include <fmt/format.h>

#include <algorithm>

#include "ruleset/compile.h"
#include "ruleset/fields.h"
#include "ruleset/tree.h"

namespace mingcha::ruleset {

namespace {

constexpr std::string_view kEnding = ".yaml";

// Second stage: the file and everything it extends, the root first. Stops at what is missing or
// comes round to itself.
std::vector<Value> collect(Value leaf, const Sources& sources, std::vector<Problem>& problems) {
    std::vector<Value> chain{std::move(leaf)};
    std::vector<std::string> names{chain.front().file};
    for (;;) {
        const Value& last = chain.back();
        const Value* parent = last.find("extends");
        if (parent == nullptr || parent->kind == Value::Kind::null) break;
        if (parent->kind != Value::Kind::scalar) {
            add_problem(problems, *parent, "\"extends\" names one ruleset");
            break;
        }
        const std::string file = parent->scalar + std::string(kEnding);
        if (std::find(names.begin(), names.end(), file) != names.end()) {
            std::string round;
            for (const std::string& name : names) round += name + " → ";
            add_problem(problems, *parent, "extends comes round to itself: " + round + file,
                        "let one of them extend nothing");
            break;
        }
        const auto found = sources.find(file);
        if (found == sources.end() || names.size() >= kMaxExtends) {
            const std::string near = nearest(parent->scalar, list(sources));
            add_problem(problems, *parent,
                        fmt::format("there is no ruleset \"{}\"", parent->scalar),
                        near.empty() ? "" : fmt::format("did you mean \"{}\"?", near));
            break;
        }
        names.push_back(file);
        chain.push_back(read_tree(file, found->second, problems));
        if (chain.back().kind != Value::Kind::map) break;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

}  // namespace

std::string Problem::text() const {
    std::string where = file;
    if (line > 0) where += fmt::format(":{}:{}", line, column);
    return Error{where, what, hint}.text();
}

Loaded validate(std::string_view file_name, std::string_view text, const Sources& sources) {
    Loaded loaded;
    Value leaf = read_tree(file_name, text, loaded.problems);
    if (leaf.kind != Value::Kind::map) {
        if (loaded.problems.empty()) {
            add_problem(loaded.problems, leaf, "not a ruleset", "begin with id: and rules:");
        }
        return loaded;
    }
    const std::vector<Value> chain = collect(std::move(leaf), sources, loaded.problems);
    Ruleset ruleset = compile(chain, sources, loaded.problems);
    if (loaded.problems.empty()) loaded.ruleset = std::move(ruleset);
    return loaded;
}

Loaded load(std::string_view id, const Sources& sources) {
    const std::string file = std::string(id) + std::string(kEnding);
    const auto found = sources.find(file);
    if (found != sources.end()) return validate(file, found->second, sources);
    Loaded loaded;
    const std::string near = nearest(id, list(sources));
    std::string known;
    for (const std::string& each : list(sources)) known += (known.empty() ? "" : ", ") + each;
    loaded.problems.push_back(
        {file, 0, 0, fmt::format("there is no ruleset \"{}\"", id),
         near.empty() ? "known: " + known : fmt::format("did you mean \"{}\"?", near)});
    return loaded;
}

Result<Ruleset> load_or_fail(std::string_view id, const Sources& sources) {
    Loaded loaded = load(id, sources);
    if (loaded.ruleset) return std::move(*loaded.ruleset);
    const Problem& first = loaded.problems.front();
    std::string what = first.what;
    if (loaded.problems.size() > 1) {
        what += fmt::format(" — and {} more; mingcha rules validate lists them",
                            loaded.problems.size() - 1);
    }
    return fail(
        first.line > 0 ? fmt::format("{}:{}:{}", first.file, first.line, first.column) : first.file,
        what, first.hint);
}

std::vector<std::string> list(const Sources& sources) {
    std::vector<std::string> ids;
    for (const auto& [file, text] : sources) {
        if (file.size() > kEnding.size() &&
            file.compare(file.size() - kEnding.size(), kEnding.size(), kEnding) == 0) {
            ids.push_back(file.substr(0, file.size() - kEnding.size()));
        }
    }
    return ids;
}

}  // namespace mingcha::ruleset
