// What others said well of units and sites: ranks, lists of the best, praise, good practice. Each
// with who said it, where, and the proof that is kept: nothing of it is the program's own word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace mingcha {

enum class HonourKind : std::uint8_t {
    rank,      // 名次: a place in a ranking
    top_list,  // 百强: one of a list
    praise,    // 表扬: praised by a superior office or named media
    practice   // 典型做法: a practice worth telling
};

struct Honour {  // key: id
    std::string id;
    HonourKind kind = HonourKind::praise;
    std::string unit;       // who earned it, as written
    std::string site_code;  // whose bonus it may be; may be empty
    std::string title;      // of the ranking, the list, the praising document or the practice
    std::string place;      // of rank: "5" or words
    std::string text;       // of practice: what was done, a sentence
    std::string issuer;     // who said it
    Instant on;             // when it was published
    std::string source;     // address, or number of the document
    std::string proof;      // file or address that is kept as proof
    std::string row_source;  // file and row
};

std::string_view to_string(HonourKind kind);
std::string_view to_chinese(HonourKind kind);
std::optional<HonourKind> parse_honour_kind(std::string_view text);  // either language

}  // namespace mingcha
