// Rulesets: the standard as data, read from YAML in three stages — read (text → tree with
// positions), collect (a ruleset and all that it extends), compile (tree → Ruleset). Every mistake
// of a file is reported at once, with file, line, column and how to mend it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/standard.h"

namespace mingcha::ruleset {

// Limits of one file.
inline constexpr std::size_t kMaxFileBytes = 1U << 20;
inline constexpr std::size_t kMaxNodes = 50'000;
inline constexpr int kMaxDepth = 8;
inline constexpr std::size_t kMaxProblems = 100;
inline constexpr std::size_t kMaxExtends = 16;
inline constexpr std::size_t kMaxDictionaries = 64;  // files named by one ruleset file

// File name → text: "luan-2021.yaml", "workdays.csv". What is in a later source replaces a file of
// the same name.
using Sources = std::map<std::string, std::string, std::less<>>;

// The rulesets that come with the program.
const Sources& builtin_sources();

struct Problem {
    std::string file;
    int line = 0;  // from 1; 0 = the whole file
    int column = 0;
    std::string what;
    std::string hint;

    std::string text() const;  // "file:line:column: what (hint)"
};

struct Loaded {
    std::optional<Ruleset> ruleset;  // only when there is no problem
    std::vector<Problem> problems;
};

// The ruleset `id` with everything it extends. Its file is "<id>.yaml".
Loaded load(std::string_view id, const Sources& sources);

// The same for one error: the first problem, and how many more there are.
Result<Ruleset> load_or_fail(std::string_view id, const Sources& sources);

// A file that is not among the sources yet; what it extends is looked up in them.
Loaded validate(std::string_view file_name, std::string_view text, const Sources& sources);

// A dictionary by itself (wording/read.h): what is wrong with its rows. Whether they contradict
// those of others only the ruleset that names it can say.
std::vector<Problem> validate_dictionary(std::string_view file_name, std::string_view bytes);

// The other files that a ruleset file names: its calendar and dictionaries, as written. Empty where
// it cannot be read.
std::vector<std::string> files_named(std::string_view file_name, std::string_view text);

// Ids of all rulesets, sorted.
std::vector<std::string> list(const Sources& sources);

}  // namespace mingcha::ruleset
