// Texts of the circular with {fields} that an office may replace by its own: read from lines
// "name=text", checked against what there is to fill in, filled.
//
// [ … ] is printed only where every field in it has something to say: "[，另有{waiting}家待复核]".
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::report {

inline constexpr std::size_t kMaxTemplateFile = 256U << 10;  // bytes
inline constexpr std::size_t kMaxTemplate = 8'000;           // bytes of one text

using Templates = std::map<std::string, std::string>;  // name → text

// Lines that are empty or begin with # are left out. `fields` are those that texts may name,
// `names` the texts there are. Errors, all of the file at once, with line, column and what is near:
// no UTF-8, too large, no "=", an unknown name, one given twice, an unknown field, { or [ that does
// not close, brackets in brackets.
Result<Templates> read_templates(std::string_view file, std::string_view bytes,
                                 const std::vector<std::string>& names,
                                 const std::vector<std::string>& fields);

struct TemplateProblem {
    std::size_t column = 0;  // characters from 1
    std::string what;
};

// What is wrong with one text, in order; empty where nothing is.
std::vector<TemplateProblem> problems_of_template(std::string_view text,
                                                  const std::vector<std::string>& fields);
// The same, each as "column N: …".
std::vector<std::string> template_problems(std::string_view text,
                                           const std::vector<std::string>& fields);

struct FieldValues {
    std::function<std::string(const std::string&)> print;    // what stands for a field
    std::function<bool(const std::string&)> says_something;  // if not, its [ … ] goes away
};

// Precondition: no problems.
std::string fill_template(std::string_view text, const FieldValues& values);

// The fields that a text names, each once, in order.
std::vector<std::string> fields_of(std::string_view text);

}  // namespace mingcha::report
