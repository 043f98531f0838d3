#include "wording/sentence.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::wording {

namespace {

constexpr std::array<std::string_view, 4> kWideEnds{"。", "！", "？", "；"};
constexpr std::array<std::string_view, 5> kOpening{"“", "‘", "「", "『", "\""};
constexpr std::array<std::string_view, 5> kClosing{"”", "’", "」", "』", "\""};
constexpr std::array<std::string_view, 16> kSaysWrong{
    "应为",   "应写", "应改", "误写", "误作",     "误用",     "误称",   "错写",
    "错别字", "更正", "勘误", "写成", "不得使用", "不要使用", "不使用", "禁用"};
// A title in 《》 is not longer.
constexpr std::size_t kMaxTitleBytes = 300;

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t to_character(std::string_view text, std::size_t at) {
    while (at < text.size() && continues(text[at])) ++at;
    return at;
}

// Length of the sentence end that stands at `at`; 0: none. Asked of every byte: by the first one.
std::size_t end_at(std::string_view text, std::size_t at) {
    switch (static_cast<unsigned char>(text[at])) {
        case '!':
        case '?':
        case ';':
        case '\n':
            return 1;
        case 0xE3:  // 。
        case 0xEF:  // ！？；
            for (const std::string_view mark : kWideEnds) {
                if (text.compare(at, mark.size(), mark) == 0) return mark.size();
            }
            return 0;
        default:
            return 0;
    }
}

template <class Marks>
bool ends_with_any(std::string_view text, const Marks& marks) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.ends_with(mark); });
}

template <class Marks>
bool starts_with_any(std::string_view text, const Marks& marks) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.starts_with(mark); });
}

// So many characters forward from `at`, or to the end.
std::size_t forward(std::string_view text, std::size_t at, std::size_t limit, std::size_t chars) {
    while (at < limit && chars-- > 0) at = to_character(text, at + 1);
    return std::min(at, limit);
}

std::size_t backward(std::string_view text, std::size_t at, std::size_t limit, std::size_t chars) {
    while (at > limit && chars-- > 0) {
        --at;
        while (at > limit && continues(text[at])) --at;
    }
    return at;
}

}  // namespace

Span sentence_around(std::string_view text, std::size_t begin, std::size_t end) {
    const std::size_t floor =
        to_character(text, begin > kMaxSentenceBytes ? begin - kMaxSentenceBytes : 0);
    const std::size_t ceiling = to_character(text, std::min(text.size(), end + kMaxSentenceBytes));
    Span span{std::min(floor, begin), ceiling};
    for (std::size_t at = begin; at > floor;) {
        --at;
        while (at > floor && continues(text[at])) --at;
        if (const std::size_t mark = end_at(text, at); mark > 0) {
            span.begin = at + mark;
            break;
        }
    }
    for (std::size_t at = end; at < ceiling; ++at) {
        if (const std::size_t mark = end_at(text, at); mark > 0) {
            span.end = text[at] == '\n' ? at : at + mark;
            break;
        }
    }
    return span;
}

std::string excerpt_around(std::string_view text, std::size_t begin, std::size_t end,
                           std::size_t chars) {
    const Span sentence = sentence_around(text, begin, end);
    const std::size_t own = char_count(text.substr(begin, end - begin));
    const std::size_t before = char_count(text.substr(sentence.begin, begin - sentence.begin));
    const std::size_t after = char_count(text.substr(end, sentence.end - end));
    const std::size_t room = chars > own ? chars - own : 0;
    // What one side does not need goes to the other.
    const std::size_t right = std::min(after, std::max(room / 2, room - std::min(room, before)));
    const std::size_t left = std::min(before, room - right);
    const std::size_t from = backward(text, begin, sentence.begin, left);
    const std::size_t to = forward(text, end, sentence.end, right);
    std::string excerpt;
    if (from > sentence.begin) excerpt += "…";
    excerpt += single_spaces(text.substr(from, to - from));
    if (to < sentence.end) excerpt += "…";
    return excerpt;
}

bool is_spoken_about(std::string_view text, std::size_t begin, std::size_t end) {
    if (!ends_with_any(text.substr(0, begin), kOpening)) return false;
    if (!starts_with_any(text.substr(end), kClosing)) return false;
    const Span span = sentence_around(text, begin, end);
    const std::string_view sentence = text.substr(span.begin, span.end - span.begin);
    return std::any_of(kSaysWrong.begin(), kSaysWrong.end(), [&](std::string_view words) {
        return sentence.find(words) != std::string_view::npos;
    });
}

bool is_in_title_marks(std::string_view text, std::size_t begin) {
    const std::size_t floor = begin > kMaxTitleBytes ? begin - kMaxTitleBytes : 0;
    const std::string_view before = text.substr(floor, begin - floor);
    const std::size_t open = before.rfind("《");
    if (open == std::string_view::npos) return false;
    const std::size_t closed = before.rfind("》");
    const bool still_open = closed == std::string_view::npos || closed < open;
    return still_open && before.find('\n', open) == std::string_view::npos;
}

}  // namespace mingcha::wording
