// The sentence around a place of a text, for excerpts and for exceptions that hold in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingcha::wording {

// A sentence goes no further than this to either side.
inline constexpr std::size_t kMaxSentenceBytes = 1200;

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// From behind the last 。！？；!?; or line feed before `begin` up to and with the next one from
// `end` on. Never cuts a character.
Span sentence_around(std::string_view text, std::size_t begin, std::size_t end);

// The sentence with at most `chars` characters, the place itself always among them, with an
// ellipsis where something was left out.
std::string excerpt_around(std::string_view text, std::size_t begin, std::size_t end,
                           std::size_t chars);

// The place is spoken about, not used: it stands in quotation marks of its own, and the sentence
// says that it is wrong (应为, 误写, 不得使用, …).
bool is_spoken_about(std::string_view text, std::size_t begin, std::size_t end);

// Inside 《…》: the title of a document, which is quoted as it is.
bool is_in_title_marks(std::string_view text, std::size_t begin);

}  // namespace mingcha::wording
