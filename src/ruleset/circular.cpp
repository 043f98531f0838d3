// How an office lays out its circular.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "base/text.h"
#include "ruleset/compile.h"
#include "ruleset/fields.h"

namespace mingcha::ruleset {

namespace {

using Problems = std::vector<Problem>;

constexpr std::int64_t kMostNamed = 50;
constexpr std::size_t kMostSections = 12;
constexpr std::size_t kMostHeading = 60;  // bytes
constexpr std::size_t kMostWords = 6;

void check_name(const Value& at, std::string_view what, std::span<const NamedThing> known,
                Problems& problems) {
    std::vector<std::string> names;
    for (const auto& [name, meaning] : known) names.emplace_back(name);
    if (std::find(names.begin(), names.end(), at.scalar) != names.end()) return;
    const std::string near = nearest(at.scalar, names);
    add_problem(problems, at, fmt::format("\"{}\" is no {} of the circular", at.scalar, what),
                near.empty() ? "one of " + join(names, ", ")
                             : fmt::format("did you mean \"{}\"?", near));
}

// A list of names, each known and each once in all lists that share `seen`.
std::optional<std::vector<std::string>> names_field(const Value& map, std::string_view key,
                                                    std::string_view what,
                                                    std::span<const NamedThing> known,
                                                    std::set<std::string>& seen,
                                                    Problems& problems) {
    const auto names = list_field(map, key, problems);
    if (!names) return std::nullopt;
    for (const Value& item : map.find(key)->items) {
        if (item.kind != Value::Kind::scalar) continue;  // said already
        check_name(item, what, known, problems);
        if (!seen.insert(item.scalar).second) {
            add_problem(problems, item, fmt::format("{} \"{}\" twice", what, item.scalar),
                        "it is printed once");
        }
    }
    return names;
}

void compile_sections(const Value& list, CircularStyle& style, Problems& problems) {
    if (list.kind != Value::Kind::list || list.items.empty()) {
        add_problem(problems, list, "\"sections\" must be a list",
                    "- {heading: 检查情况, parts: [sites, accounts]}");
        return;
    }
    if (list.items.size() > kMostSections) {
        add_problem(problems, list, fmt::format("{} sections", list.items.size()),
                    fmt::format("at most {}", kMostSections));
        return;
    }
    std::vector<CircularSection> sections;
    std::set<std::string> seen;
    for (const Value& item : list.items) {
        if (item.kind != Value::Kind::map) {
            add_problem(problems, item, "a section must have keys of its own",
                        "{heading: 检查情况, parts: [sites, accounts]}");
            continue;
        }
        check_keys(item, {"heading", "parts"}, problems);
        CircularSection section;
        if (const auto heading = text_field(item, "heading", problems)) section.heading = *heading;
        if (trim(section.heading).empty() || section.heading.size() > kMostHeading) {
            add_problem(problems, item, "a section without a heading, or with one too long",
                        fmt::format("heading: at most {} bytes, without its number",
                                    kMostHeading));
        }
        if (auto parts = names_field(item, "parts", "part", kCircularParts, seen, problems)) {
            section.parts = std::move(*parts);
        }
        if (section.parts.empty()) {
            add_problem(problems, item, "a section without parts", "add parts: [problems]");
        }
        sections.push_back(std::move(section));
    }
    style.sections = std::move(sections);
}

// The words in rising order, and the last for all that is beyond.
void compile_amounts(const Value& list, CircularStyle& style, Problems& problems) {
    if (list.kind != Value::Kind::list || list.items.empty() || list.items.size() > kMostWords) {
        add_problem(problems, list,
                    fmt::format("\"amounts\" must be a list of 1 to {} words", kMostWords),
                    "- {word: 个别, up_to: 2}");
        return;
    }
    std::vector<AmountWord> words;
    for (const Value& item : list.items) {
        if (item.kind != Value::Kind::map) {
            add_problem(problems, item, "a word of number must have keys of its own",
                        "{word: 个别, up_to: 2}");
            continue;
        }
        check_keys(item, {"word", "up_to"}, problems);
        AmountWord word;
        if (const auto text = text_field(item, "word", problems)) word.word = *text;
        if (trim(word.word).empty()) add_problem(problems, item, "no word", "word: 个别");
        const auto number = integer_field(item, "up_to", problems);
        word.up_to = number.value_or(0);
        const bool last = &item == &list.items.back();
        if (last && number) {
            add_problem(problems, item, "the last word has an up_to",
                        "leave it out: the last word stands for every number beyond");
        } else if (!last && !item.find("up_to")) {
            add_problem(problems, item, "no up_to", "only the last word goes without");
        } else if (!last && number && word.up_to <= (words.empty() ? 0 : words.back().up_to)) {
            add_problem(problems, item,
                        fmt::format("up_to {} is not above that of the word before", word.up_to),
                        "write the words in rising order, from 1 on");
        }
        words.push_back(std::move(word));
    }
    style.amounts = std::move(words);
}

}  // namespace

void compile_circular(const Value& map, CircularStyle& style, Problems& problems) {
    check_keys(map,
               {"sections", "annexes", "amounts", "named", "problems", "praised", "praise_scores",
                "levels"},
               problems);
    if (const Value* list = map.find("sections")) compile_sections(*list, style, problems);
    if (const Value* list = map.find("amounts")) compile_amounts(*list, style, problems);
    std::set<std::string> seen;
    if (auto names = names_field(map, "annexes", "annex", kCircularAnnexes, seen, problems)) {
        style.annexes = std::move(*names);
    }
    const auto number = [&](std::string_view key, std::int64_t least, std::int64_t& out) {
        const auto given = integer_field(map, key, problems);
        if (!given) return;
        if (*given < least || *given > kMostNamed) {
            add_problem(problems, *map.find(key), fmt::format("{} {}", key, *given),
                        fmt::format("from {} to {}", least, kMostNamed));
            return;
        }
        out = *given;
    };
    number("named", 1, style.named);
    number("problems", 1, style.problems);
    number("praised", 0, style.praised);
    if (const auto flag = bool_field(map, "praise_scores", problems)) style.praise_scores = *flag;
    if (const Value* levels = map_field(map, "levels", problems)) {
        check_keys(*levels, {"province", "city", "county", "none"}, problems);
        if (const auto text = text_field(*levels, "province", problems)) {
            style.level_province = *text;
        }
        if (const auto text = text_field(*levels, "city", problems)) style.level_city = *text;
        if (const auto text = text_field(*levels, "county", problems)) style.level_county = *text;
        if (const auto text = text_field(*levels, "none", problems)) style.level_none = *text;
    }
}

}  // namespace mingcha::ruleset
