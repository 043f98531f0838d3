// What the matcher has to find, found the slow way: every term looked for by itself. Without blanks
// in the text; sites are left out.
#pragma once

#include <vector>

#include "tests/unit/wording/longest.h"
#include "wording/matcher.h"
#include "wording/sentence.h"

namespace mingcha::wording {

inline bool is_latin(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline bool cuts_a_word(std::string_view text, std::size_t begin, std::size_t end) {
    const bool before = begin > 0 && is_latin(text[begin]) && is_latin(text[begin - 1]);
    const bool behind = end < text.size() && is_latin(text[end - 1]) && is_latin(text[end]);
    return before || behind;
}

inline std::vector<Match> naive_matches(const Dictionary& dictionary, std::string_view text,
                                        Date day) {
    std::vector<Match> all;
    for (const DictionaryTerm& term : dictionary.terms) {
        if (!term.valid.holds(day)) continue;
        for (std::size_t at = text.find(term.text); at != std::string_view::npos;
             at = text.find(term.text, at + 1)) {
            const std::size_t end = at + term.text.size();
            if (cuts_a_word(text, at, end)) continue;
            const Span sentence = sentence_around(text, at, end);
            bool forgiven = false;
            for (const AllowedWording& row : dictionary.allowed) {
                if (!row.valid.holds(day) || row.scope == AllowScope::site) continue;
                if (!row.only.empty() && row.only != term.text) continue;
                const bool word = row.scope == AllowScope::word;
                const std::size_t size = row.text.size();
                const std::size_t from = word ? (end > size ? end - size : 0) : sentence.begin;
                const std::size_t to = word ? at : sentence.end;
                for (std::size_t b = text.find(row.text, from);
                     b != std::string_view::npos && (word ? b <= to : b < to) && !forgiven;
                     b = text.find(row.text, b + 1)) {
                    forgiven = !word || b + size >= end;
                }
            }
            if (forgiven) continue;
            all.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), &term});
        }
    }
    return longest_apart(std::move(all));
}

}  // namespace mingcha::wording
