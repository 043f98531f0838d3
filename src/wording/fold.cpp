#include "wording/fold.h"

#include <algorithm>
#include <cstring>

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

// Looks only at the bytes that a filler can begin with: the common case is that there is none.
bool has_filler(std::string_view text) {
    for (const int lead : {0x20, 0x09, 0x0D, 0xC2, 0xE2, 0xE3, 0xEF}) {
        const char* at = text.data();
        const char* const end = text.data() + text.size();
        while (at < end) {
            at =
                static_cast<const char*>(std::memchr(at, lead, static_cast<std::size_t>(end - at)));
            if (at == nullptr) break;
            const auto rest = text.substr(static_cast<std::size_t>(at - text.data()));
            if (filler_at(rest).filler != Filler::none) return true;
            ++at;
        }
    }
    return false;
}

bool is_ascii_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte < 0x80;
}

}  // namespace

void FoldedText::fold(std::string_view text) {
    gaps_.clear();
    text_ = text;
    if (!text.empty() && has_filler(text)) rebuild(text);
}

void FoldedText::rebuild(std::string_view text) {
    made_.clear();
    made_.reserve(text.size());
    std::uint32_t removed = 0;
    for (std::size_t at = 0; at < text.size();) {
        Found found = filler_at(text.substr(at));
        if (found.filler == Filler::none) {
            made_ += text[at++];
            continue;
        }
        const std::size_t from = at;
        bool blank = false;
        while (found.filler != Filler::none) {
            blank = blank || found.filler == Filler::blank;
            at += found.bytes;
            found = filler_at(text.substr(at));
        }
        // Between two words of Latin letters a blank is a letter like others.
        const bool latin = !made_.empty() && is_ascii_word(made_.back()) && at < text.size() &&
                           is_ascii_word(text[at]);
        std::size_t taken = at - from;
        if (blank && latin) {
            made_ += ' ';
            --taken;
        }
        if (taken == 0) continue;
        removed += static_cast<std::uint32_t>(taken);
        gaps_.push_back({static_cast<std::uint32_t>(made_.size()), removed, blank});
    }
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
