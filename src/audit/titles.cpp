#include "audit/titles.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::audit {

namespace {

// A cut title has to keep so many letters, and a contained one so much of the whole.
constexpr std::size_t kCutLetters = 12;
constexpr std::size_t kContainedPercent = 60;
// Bigrams shared by both, of 100, that make a near duplicate.
constexpr std::size_t kNearPercent = 85;
constexpr std::size_t kMaxTitleBytes = 1024;  // longer text is no title
constexpr std::array<std::string_view, 16> kAboutWords{
    "解读",     "图解", "一图",     "读懂", "答记者问", "问答", "吹风会", "起草说明",
    "新闻发布", "评论", "征求意见", "学习", "贯彻",     "落实", "宣讲",   "实施方案"};
constexpr std::u32string_view kChineseDigits = U"〇零一二三四五六七八九十百";

char32_t next_letter(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    const char32_t first = byte(at);
    std::size_t length = 1;
    char32_t letter = first;
    if (first >= 0xF0) {
        length = 4;
        letter = first & 0x07U;
    } else if (first >= 0xE0) {
        length = 3;
        letter = first & 0x0FU;
    } else if (first >= 0xC0) {
        length = 2;
        letter = first & 0x1FU;
    }
    if (at + length > text.size()) {
        at = text.size();
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) letter = (letter << 6U) | (byte(at + i) & 0x3FU);
    at += length;
    return letter;
}

bool is_digit(char32_t c) {
    return (c >= U'0' && c <= U'9') || kChineseDigits.find(c) != std::u32string_view::npos;
}

bool counts(char32_t c) {
    if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
    return (c >= 0x3400 && c <= 0x9FFF) || c == U'〇' || c >= 0x20000;
}

std::vector<std::u32string> numbers_of(const std::u32string& letters) {
    std::vector<std::u32string> numbers;
    for (std::size_t i = 0; i < letters.size();) {
        std::size_t end = i;
        while (end < letters.size() && is_digit(letters[end])) ++end;
        if (end > i) numbers.push_back(letters.substr(i, end - i));
        i = end + 1;
    }
    return numbers;
}

std::vector<std::uint64_t> bigrams_of(const std::u32string& letters) {
    std::vector<std::uint64_t> bigrams;
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
        bigrams.push_back(static_cast<std::uint64_t>(letters[i]) << 32U | letters[i + 1]);
    }
    std::sort(bigrams.begin(), bigrams.end());
    return bigrams;
}

std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t both = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) {
            ++both;
            ++i;
            ++j;
        } else if (*i < *j) {
            ++i;
        } else {
            ++j;
        }
    }
    return both;
}

bool is_near(const TitleForm& wanted, const TitleForm& shown) {
    const std::size_t longer = std::max(wanted.letters.size(), shown.letters.size());
    const std::size_t shorter = std::min(wanted.letters.size(), shown.letters.size());
    if (shorter * 100 < longer * kContainedPercent) return false;
    if (wanted.numbers != shown.numbers || wanted.about != shown.about) return false;
    if (wanted.letters.find(shown.letters) != std::u32string::npos) return true;
    if (shown.letters.find(wanted.letters) != std::u32string::npos) return true;
    const std::size_t all = wanted.bigrams.size() + shown.bigrams.size();
    return shared(wanted.bigrams, shown.bigrams) * 200 >= all * kNearPercent;
}

}  // namespace

std::u32string letters_of(std::string_view text, std::size_t max_bytes) {
    std::u32string letters;
    text = text.substr(0, std::min(text.size(), max_bytes));
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_letter(text, at);
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms of ASCII
        if (c >= U'A' && c <= U'Z') c += 32;
        if (counts(c)) letters += c;
    }
    return letters;
}

TitleForm title_form(std::string_view title) {
    TitleForm form;
    title = trim(title);
    for (std::string_view mark : {"…", "..."}) {
        while (title.ends_with(mark)) {
            title.remove_suffix(mark.size());
            form.cut = true;
        }
    }
    form.letters = letters_of(title, kMaxTitleBytes);
    for (std::size_t i = 0; i < kAboutWords.size(); ++i) {
        if (title.find(kAboutWords[i]) != std::string_view::npos) form.about |= 1U << i;
    }
    form.numbers = numbers_of(form.letters);
    form.bigrams = bigrams_of(form.letters);
    return form;
}

std::size_t shared_bigrams(const TitleForm& a, const TitleForm& b) {
    return shared(a.bigrams, b.bigrams);
}

bool is_same_title(const TitleForm& wanted, const TitleForm& shown) {
    if (wanted.letters.empty() || shown.letters.empty()) return false;
    if (wanted.letters == shown.letters) return true;
    if (shown.cut) {
        return shown.letters.size() >= kCutLetters && wanted.letters.starts_with(shown.letters);
    }
    return is_near(wanted, shown);
}

}  // namespace mingcha::audit
