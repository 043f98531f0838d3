#include "bench/text/naive.h"

#include <algorithm>
#include <set>

#include "tests/unit/wording/longest.h"
#include "wording/sentence.h"

namespace mingcha::bench {

namespace {

using wording::Match;
using wording::Span;

bool inside(const Match& match, const std::vector<Span>& words) {
    return std::any_of(words.begin(), words.end(), [&](const Span& word) {
        return word.begin <= match.begin && match.end <= word.end;
    });
}

bool begins_within(const Span& sentence, const std::vector<Span>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](const Span& phrase) {
        return sentence.begin <= phrase.begin && phrase.begin < sentence.end;
    });
}

}  // namespace

NaiveMatcher::NaiveMatcher(const Dictionary& dictionary) {
    std::set<std::size_t> lengths;
    for (const DictionaryTerm& term : dictionary.terms) {
        terms_.emplace(term.text, &term);
        lengths.insert(term.text.size());
    }
    for (const AllowedWording& allowed : dictionary.allowed) {
        allowed_.emplace(allowed.text, allowed.scope);
        lengths.insert(allowed.text.size());
    }
    lengths_.assign(lengths.begin(), lengths.end());
}

std::vector<Match> NaiveMatcher::find(std::string_view text) const {
    std::vector<Match> all;
    std::vector<Span> words, phrases;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const std::size_t length : lengths_) {
            if (at + length > text.size()) break;
            const std::string_view piece = text.substr(at, length);
            if (const auto term = terms_.find(piece); term != terms_.end()) {
                all.push_back({static_cast<std::uint32_t>(at),
                               static_cast<std::uint32_t>(at + length), term->second});
            }
            if (const auto allowed = allowed_.find(piece); allowed != allowed_.end()) {
                (allowed->second == AllowScope::word ? words : phrases)
                    .push_back({at, at + length});
            }
        }
    }
    std::erase_if(all, [&](const Match& match) {
        return inside(match, words) ||
               begins_within(wording::sentence_around(text, match.begin, match.end), phrases);
    });
    return wording::longest_apart(std::move(all));
}

}  // namespace mingcha::bench
