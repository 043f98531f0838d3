// Is an article the text that was to be reposted, although its title is another? Its first lines
// carry the title as a line of their own, or most of the text is the same.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/titles.h"

namespace mingcha::audit {

// Whether one of the first lines of `text` is the title, whole or broken over up to three lines. A
// sentence that only names the title ("近日，……印发《……》") is none.
bool opens_with_title(std::string_view text, const TitleForm& wanted);

// A text, taken apart once to be compared often: every run of kShingleLetters letters, hashed.
struct TextForm {
    std::vector<std::uint64_t> shingles;  // sorted, each once; of at most kMaxTextBytes
};

inline constexpr std::size_t kShingleLetters = 8;
inline constexpr std::size_t kMinTextShingles = 40;  // shorter texts are sentences that many use
inline constexpr std::size_t kMaxTextBytes = 64U << 10;
inline constexpr std::size_t kSameTextPercent = 80;  // of the wanted text that the shown one holds

TextForm text_form(std::string_view text);

// Whether `shown` holds the text. False where the wanted one is too short to tell.
bool holds_text(const TextForm& shown, const TextForm& wanted);

}  // namespace mingcha::audit
