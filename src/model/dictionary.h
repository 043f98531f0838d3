// Terms that a text should not contain, and where they may stand after all: plain rows of the
// dictionaries that a ruleset names. Read and matched by src/wording.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/confidence.h"

namespace mingcha {

// Only a certain error becomes a candidate by itself; the other two are proposals.
enum class TermKind : std::uint8_t {
    certain,  // 确定错误: fixed wording, names and titles, whatever the context
    likely,   // 疑似错别字
    style     // 表述建议
};

enum class AllowScope : std::uint8_t {
    word,    // a longer word: a term that lies inside it is none
    phrase,  // a term in the same sentence is none
    site     // this term is none on these sites
};

// Both days count; an absent one is open.
struct Validity {
    std::optional<Date> from;
    std::optional<Date> to;

    bool holds(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
    bool overlaps(const Validity& other) const {
        return (!from || !other.to || *from <= *other.to) &&
               (!other.from || !to || *other.from <= *to);
    }
};

struct DictionaryTerm {
    std::string text;
    TermKind kind = TermKind::likely;
    std::string suggestion;
    Validity valid;  // against the day the text was published
    std::string source;
    Confidence confidence = Confidence::m;
    std::string note;
    std::int32_t file = 0;  // index into Dictionary::files
    std::int32_t line = 0;
};

struct AllowedWording {
    std::string text;
    AllowScope scope = AllowScope::word;
    std::vector<std::string> sites;  // codes, of scope site
    std::string only;                // of scope phrase: the one term it forgives; empty: all
    Validity valid;
    std::int32_t file = 0;
    std::int32_t line = 0;
};

struct Dictionary {
    std::vector<std::string> files;
    std::vector<DictionaryTerm> terms;
    std::vector<AllowedWording> allowed;

    bool empty() const { return terms.empty(); }
};

std::string_view to_string(TermKind kind);
std::string_view to_string(AllowScope scope);
std::optional<TermKind> parse_term_kind(std::string_view text);
std::optional<AllowScope> parse_allow_scope(std::string_view text);

}  // namespace mingcha
