#include "wording/fold.h"

#include <algorithm>
#include <array>

namespace mingcha::wording {

namespace {

enum class Filler { none, blank, invisible };

struct Found {
    Filler filler = Filler::none;
    std::size_t bytes = 0;
};

// What `text` begins with: U+0020, tab, U+00A0, U+2002–U+200A, U+3000 are blanks; U+00AD,
// U+200B–U+200F, U+2060 and U+FEFF cannot be seen. A line feed parts blocks and is neither.
Found filler_at(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    switch (byte(0)) {
        case ' ':
        case '\t':
        case '\r':
            return {Filler::blank, 1};
        case 0xC2:
            if (byte(1) == 0xA0) return {Filler::blank, 2};
            if (byte(1) == 0xAD) return {Filler::invisible, 2};
            break;
        case 0xE2:
            if (byte(1) == 0x80 && byte(2) >= 0x82 && byte(2) <= 0x8A) return {Filler::blank, 3};
            if (byte(1) == 0x80 && byte(2) >= 0x8B && byte(2) <= 0x8F) {
                return {Filler::invisible, 3};
            }
            if (byte(1) == 0x81 && byte(2) == 0xA0) return {Filler::invisible, 3};
            break;
        case 0xE3:
            if (byte(1) == 0x80 && byte(2) == 0x80) return {Filler::blank, 3};
            break;
        case 0xEF:
            if (byte(1) == 0xBB && byte(2) == 0xBF) return {Filler::invisible, 3};
            break;
        default:
            break;
    }
    return {};
}

// Bytes that a filler can begin with: all others are passed over one by one.
constexpr std::array<bool, 256> kLeads = [] {
    std::array<bool, 256> leads{};
    for (const int lead : {0x20, 0x09, 0x0D, 0xC2, 0xE2, 0xE3, 0xEF}) {
        leads[static_cast<std::size_t>(lead)] = true;
    }
    return leads;
}();

// Bytes are looked at in blocks: so many at once can be compared without a branch.
constexpr std::size_t kBlock = 64;
constexpr std::size_t kLongestFiller = 3;

// May a filler begin in one of `blocks` blocks? Never no where there is one; sometimes yes where
// there is none, at rare characters of the same lead byte.
// Precondition: the last block is followed by at least kLongestFiller - 1 bytes.
[[gnu::always_inline]] inline bool may_begin_in(const char* text, std::size_t blocks) {
    const auto* at = reinterpret_cast<const unsigned char*>(text);
    unsigned char any = 0;
    for (std::size_t block = 0; block < blocks; ++block, at += kBlock) {
        unsigned char here = 0;
        for (std::size_t i = 0; i < kBlock; ++i) {
            const unsigned char first = at[i], second = at[i + 1], third = at[i + 2];
            here |= ((first <= 0x20) & (first != '\n')) | (first == 0xC2) |
                    ((first == 0xE2) & ((second == 0x81) | (static_cast<signed char>(third) <
                                                            static_cast<signed char>(0x90)))) |
                    ((first == 0xE3) & ((second | third) == 0x80)) |
                    ((first == 0xEF) & (second == 0xBB));
        }
        any |= here;
    }
    return any != 0;
}

// The same with the registers of older and of newer processors.
bool may_begin_in_16(const char* text, std::size_t blocks) {
    return may_begin_in(text, blocks);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] bool may_begin_in_32(const char* text, std::size_t blocks) {
    return may_begin_in(text, blocks);
}

bool (*const may_begin)(const char*, std::size_t) = __builtin_cpu_supports("avx2")
                                                        ? may_begin_in_32
                                                        : may_begin_in_16;
#else
constexpr auto may_begin = may_begin_in_16;
#endif

// Where the next filler stands from `at` on; the end where there is none.
std::size_t next_filler(std::string_view text, std::size_t at, Found& found) {
    for (; at < text.size(); ++at) {
        if (!kLeads[static_cast<unsigned char>(text[at])]) continue;
        found = filler_at(text.substr(at));
        if (found.filler != Filler::none) return at;
    }
    return text.size();
}

// The common case is that there is none.
bool has_filler(std::string_view text) {
    const std::size_t blocks =
        text.size() < kLongestFiller ? 0 : (text.size() - kLongestFiller + 1) / kBlock;
    if (blocks > 0 && may_begin(text.data(), blocks)) return true;
    Found found;
    return next_filler(text, blocks * kBlock, found) < text.size();
}

bool is_ascii_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte < 0x80;
}

}  // namespace

// Most texts have no filler, and most fillers are single blanks between Latin words, which stay:
// the text is copied only from the first gap on, and in pieces.
void FoldedText::fold(std::string_view text) {
    gaps_.clear();
    made_.clear();
    text_ = text;
    if (!has_filler(text)) return;
    std::size_t copied = 0;  // of `text`, into made_
    std::uint32_t removed = 0;
    Found found;
    for (std::size_t at = next_filler(text, 0, found); at < text.size();
         at = next_filler(text, at, found)) {
        const std::size_t from = at;
        bool blank = false;
        for (; found.filler != Filler::none; found = filler_at(text.substr(at))) {
            blank = blank || found.filler == Filler::blank;
            at += found.bytes;
        }
        // Between two words of Latin letters a blank is a letter like others.
        const bool latin = blank && from > 0 && is_ascii_word(text[from - 1]) && at < text.size() &&
                           is_ascii_word(text[at]);
        const bool kept = latin && at - from == 1 && text[from] == ' ';
        if (kept) continue;
        made_.append(text.substr(copied, from - copied));
        if (latin) made_ += ' ';
        copied = at;
        removed += static_cast<std::uint32_t>(at - from - (latin ? 1 : 0));
        gaps_.push_back({static_cast<std::uint32_t>(made_.size()), removed, blank});
    }
    if (gaps_.empty()) return;
    made_.append(text.substr(copied));
    text_ = made_;
}

// Bytes taken out before the byte `at` - 1 of text() and behind nothing that lies after it.
std::size_t FoldedText::removed_before(std::size_t at) const {
    const auto after = std::partition_point(gaps_.begin(), gaps_.end(),
                                            [&](const Gap& gap) { return gap.at < at; });
    return after == gaps_.begin() ? 0 : std::prev(after)->removed;
}

bool FoldedText::blank_inside(std::size_t begin, std::size_t end) const {
    const auto first = std::partition_point(gaps_.begin(), gaps_.end(),
                                            [&](const Gap& gap) { return gap.at <= begin; });
    for (auto gap = first; gap != gaps_.end() && gap->at < end; ++gap) {
        if (gap->blank) return true;
    }
    return false;
}

}  // namespace mingcha::wording
