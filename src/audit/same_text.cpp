#include "audit/same_text.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kOpeningLines = 8;    // number, office and title of a document stand in them
constexpr std::size_t kTitleLines = 3;      // a title is broken over so many
constexpr std::size_t kMaxLineBytes = 400;  // a longer line is a paragraph

}  // namespace

bool opens_with_title(std::string_view text, const TitleForm& wanted) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < kOpeningLines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        if (!line.empty()) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    for (std::size_t first = 0; first < lines.size(); ++first) {
        std::string joined;
        for (std::size_t i = first; i < std::min(first + kTitleLines, lines.size()); ++i) {
            joined += lines[i];
            if (joined.size() > kMaxLineBytes) break;
            if (is_same_title(wanted, title_form(joined))) return true;
        }
    }
    return false;
}

TextForm text_form(std::string_view text) {
    constexpr std::uint64_t kFactor = 0x100000001B3ULL;
    TextForm form;
    const std::u32string letters = letters_of(text, kMaxTextBytes);
    for (std::size_t i = 0; i + kShingleLetters <= letters.size(); ++i) {
        std::uint64_t hash = 0xCBF29CE484222325ULL;
        for (std::size_t j = 0; j < kShingleLetters; ++j) hash = (hash ^ letters[i + j]) * kFactor;
        form.shingles.push_back(hash);
    }
    std::sort(form.shingles.begin(), form.shingles.end());
    form.shingles.erase(std::unique(form.shingles.begin(), form.shingles.end()),
                        form.shingles.end());
    return form;
}

bool holds_text(const TextForm& shown, const TextForm& wanted) {
    if (wanted.shingles.size() < kMinTextShingles) return false;
    std::size_t both = 0;
    for (auto i = wanted.shingles.begin(), j = shown.shingles.begin();
         i != wanted.shingles.end() && j != shown.shingles.end();) {
        both += *i == *j ? 1 : 0;
        const bool step_wanted = *i <= *j;
        if (*j <= *i) ++j;
        if (step_wanted) ++i;
    }
    return both * 100 >= wanted.shingles.size() * kSameTextPercent;
}

}  // namespace mingcha::audit
