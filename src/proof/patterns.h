// Small recognisers on normalised Chinese text that every check shares.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingcha::proof {

inline bool starts_with(std::string_view text, std::string_view head) {
    return text.substr(0, head.size()) == head;
}
inline bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}
inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts);

// What stands behind the last of these marks; all of `text` where it has none.
std::string_view after_last(std::string_view text, std::initializer_list<std::string_view> marks);

// Full-width ASCII forms (U+FF01–FF5E) as ASCII; the ideographic full stop and comma stay.
std::string fold_width(std::string_view text);

// 一 … 九十九 at the start of `text`: its value and its length in bytes; {0, 0} where there is
// none.
std::pair<int, std::size_t> chinese_number(std::string_view text);
std::string to_chinese_number(int number);  // 1–99

// A numbered heading at the start of a line: level 1 "一、", level 2 "（一）".
struct Heading {
    int level = 0;
    int number = 0;
    std::string printed;  // "一、", "（一）"
};
std::optional<Heading> heading_of(std::string_view line);
inline bool is_heading(std::string_view line) {
    return heading_of(line).has_value();
}

// "附件3" or "附件：3" alone on its line: the number; 0 for an annex without one; -1 where it is
// none.
int annex_number(std::string_view line);
inline bool starts_annex(std::string_view line) {
    return annex_number(line) >= 0;
}

// Clauses between 。；！？ — brackets are kept together with their clause.
std::vector<std::string_view> sentences(std::string_view paragraph);

// At most about forty characters around [begin, end): what a finding quotes.
std::string quote(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace mingcha::proof
