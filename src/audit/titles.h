// Is a title on a page the title that was to be reposted? Exact after normalising, or near enough
// that only wrapping differs: quotes, a prefix such as “转发：”, a cut end “…”, a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::audit {

// A title, taken apart once to be compared often.
struct TitleForm {
    std::u32string letters;               // digits, letters and ideographs; full width made ASCII
    std::vector<std::u32string> numbers;  // 2021, 三: two titles that differ here are two
    std::vector<std::uint64_t> bigrams;   // of the letters, sorted
    bool cut = false;                     // ended in "…"
    // Which of the words it has that make a text one about a document (解读, 答记者问, 贯彻落实 …)
    // instead of the document: two titles that differ here are two.
    std::uint32_t about = 0;
};

TitleForm title_form(std::string_view title);

// Digits, letters and ideographs of at most `max_bytes` of `text`; full width made ASCII, lower
// case.
std::u32string letters_of(std::string_view text, std::size_t max_bytes);

// How many pairs of neighbouring letters both have.
std::size_t shared_bigrams(const TitleForm& a, const TitleForm& b);

bool is_same_title(const TitleForm& wanted, const TitleForm& shown);

}  // namespace mingcha::audit
