// The dictionaries of a ruleset: files beside it, read by src/wording and held against each other.
#include <fmt/format.h>

#include "ruleset/compile.h"
#include "ruleset/fields.h"
#include "wording/read.h"

namespace mingcha::ruleset {

namespace {

// Files of strangers may hold a mistake a line: all of one ruleset are told up to the limit.
void take_over(const std::vector<wording::Problem>& from, std::vector<Problem>& into) {
    for (const wording::Problem& problem : from) {
        if (into.size() >= kMaxProblems) return;
        into.push_back({problem.file, problem.line, problem.column, problem.what, problem.hint});
    }
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.ends_with(".csv") &&
           name.find_first_of("/\\") == std::string_view::npos;
}

// The files named by one ruleset file, read and checked against each other.
Dictionary read_level(const Value& list, const Sources& sources, std::vector<Problem>& problems) {
    Dictionary level;
    if (list.items.size() > kMaxDictionaries) {
        add_problem(problems, list, fmt::format("{} dictionaries", list.items.size()),
                    fmt::format("at most {}", kMaxDictionaries));
        return level;
    }
    std::vector<wording::Problem> found;
    std::vector<std::string> known;
    for (const auto& [file, text] : sources) {
        if (file.ends_with(".csv")) known.push_back(file);
    }
    for (const Value& item : list.items) {
        if (item.kind != Value::Kind::scalar) continue;  // reported where the list was read
        const std::string& name = item.scalar;
        const auto source = sources.find(name);
        if (!is_plain_name(name)) {
            add_problem(problems, item, fmt::format("\"{}\" is no name of a dictionary", name),
                        "the name of a .csv file beside the ruleset, without folders");
        } else if (source == sources.end()) {
            const std::string near = nearest(name, known);
            add_problem(problems, item, fmt::format("there is no dictionary {}", name),
                        near.empty() ? "put the file beside the ruleset"
                                     : fmt::format("did you mean \"{}\"?", near));
        } else {
            wording::read_dictionary(name, source->second, level, found);
        }
    }
    wording::check_duplicates(level, found);
    take_over(found, problems);
    return level;
}

}  // namespace

Dictionary compile_dictionaries(const std::vector<Value>& chain, const Sources& sources,
                                std::vector<Problem>& problems) {
    Dictionary all;
    for (const Value& map : chain) {
        const Value* list = map.find("dictionaries");
        if (list == nullptr || list->kind == Value::Kind::null) continue;
        if (list_field(map, "dictionaries", problems)) {
            wording::extend(all, read_level(*list, sources, problems));
        }
    }
    std::vector<wording::Problem> found;
    wording::check_exceptions(all, found);
    take_over(found, problems);
    return all;
}

std::vector<Problem> validate_dictionary(std::string_view file_name, std::string_view bytes) {
    Dictionary dictionary;
    std::vector<wording::Problem> found;
    wording::read_dictionary(file_name, bytes, dictionary, found);
    wording::check_duplicates(dictionary, found);
    std::vector<Problem> problems;
    take_over(found, problems);
    return problems;
}

std::vector<std::string> files_named(std::string_view file_name, std::string_view text) {
    std::vector<Problem> ignored;
    const Value tree = read_tree(file_name, text, ignored);
    std::vector<std::string> names;
    if (const Value* calendar = tree.find("calendar")) names.push_back(calendar->scalar);
    if (const Value* list = tree.find("dictionaries")) {
        for (const Value& item : list->items) {
            if (names.size() <= kMaxDictionaries && is_plain_name(item.scalar)) {
                names.push_back(item.scalar);
            }
        }
    }
    return names;
}

}  // namespace mingcha::ruleset
