#include "proof/patterns.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::proof {

namespace {

constexpr std::array<std::string_view, 10> kDigits{"",   "一", "二", "三", "四",
                                                   "五", "六", "七", "八", "九"};
constexpr std::size_t kQuoteContextBytes = 60;

// Moves `at` left or right to a character boundary of UTF-8.
std::size_t boundary(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        --at;
    return at;
}

int digit_at(std::string_view text) {
    for (std::size_t i = 1; i < kDigits.size(); ++i) {
        if (starts_with(text, kDigits[i])) return static_cast<int>(i);
    }
    return 0;
}

}  // namespace

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    for (std::string_view part : parts) {
        if (contains(text, part)) return true;
    }
    return false;
}

std::string_view after_last(std::string_view text, std::initializer_list<std::string_view> marks) {
    std::size_t cut = 0;
    for (std::string_view mark : marks) {
        const std::size_t at = text.rfind(mark);
        if (at != std::string_view::npos) cut = std::max(cut, at + mark.size());
    }
    return text.substr(cut);
}

std::string fold_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = [&](std::size_t k) {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
        };
        // U+FF01–FF3F is EF BC 81–BF, U+FF40–FF5E is EF BD 80–9E; ASCII lies 0xFEE0 below.
        if (byte(i) == 0xEF && byte(i + 1) == 0xBC && byte(i + 2) >= 0x81) {
            out += static_cast<char>(byte(i + 2) - 0x60);
            i += 2;
        } else if (byte(i) == 0xEF && byte(i + 1) == 0xBD && byte(i + 2) <= 0x9E &&
                   byte(i + 2) >= 0x80) {
            out += static_cast<char>(byte(i + 2) - 0x20);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::pair<int, std::size_t> chinese_number(std::string_view text) {
    constexpr std::string_view kTen = "十";
    std::size_t length = 0;
    int value = digit_at(text);
    if (value != 0) length = kDigits[static_cast<std::size_t>(value)].size();
    if (starts_with(text.substr(length), kTen)) {
        value = (value == 0 ? 1 : value) * 10;
        length += kTen.size();
        const int ones = digit_at(text.substr(length));
        value += ones;
        if (ones != 0) length += kDigits[static_cast<std::size_t>(ones)].size();
    }
    return {value, length};
}

std::string to_chinese_number(int number) {
    std::string text;
    if (number >= 20) text += kDigits[static_cast<std::size_t>(number / 10 % 10)];
    if (number >= 10) text += "十";
    text += kDigits[static_cast<std::size_t>(number % 10)];
    return text;
}

std::optional<Heading> heading_of(std::string_view line) {
    const bool bracket = starts_with(line, "（");
    const std::string_view body = bracket ? line.substr(std::string_view("（").size()) : line;
    const auto [number, length] = chinese_number(body);
    if (number == 0) return std::nullopt;
    const std::string_view rest = body.substr(length);
    const std::string_view close = bracket ? "）" : "、";
    if (!starts_with(rest, close)) return std::nullopt;
    const std::size_t end = (bracket ? std::string_view("（").size() : 0) + length + close.size();
    return Heading{bracket ? 2 : 1, number, std::string(line.substr(0, end))};
}

int annex_number(std::string_view line) {
    if (!starts_with(line, "附件")) return -1;
    line.remove_prefix(std::string_view("附件").size());
    while (starts_with(line, "：")) line.remove_prefix(std::string_view("：").size());
    if (line.empty()) return 0;
    int number = 0;
    std::size_t i = 0;
    while (i < line.size() && i < 2 && line[i] >= '0' && line[i] <= '9') {
        number = number * 10 + (line[i] - '0');
        ++i;
    }
    if (i == 0) {
        const auto [value, length] = chinese_number(line);
        number = value;
        i = length;
    }
    line.remove_prefix(i);
    if (starts_with(line, "：")) line.remove_prefix(std::string_view("：").size());
    return number > 0 && line.empty() ? number : -1;
}

std::vector<std::string_view> sentences(std::string_view paragraph) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < paragraph.size();) {
        const std::string_view rest = paragraph.substr(i);
        std::size_t step = 1;
        bool ends = false;
        if (starts_with(rest, "（")) {
            ++depth;
            step = 3;
        } else if (starts_with(rest, "）")) {
            depth = depth > 0 ? depth - 1 : 0;
            step = 3;
        } else {
            for (std::string_view stop : {"。", "；", "！", "？"}) {
                if (!starts_with(rest, stop)) continue;
                step = stop.size();
                ends = depth == 0;
            }
        }
        i += step;
        if (!ends) continue;
        parts.push_back(paragraph.substr(begin, i - begin));
        begin = i;
    }
    if (begin < paragraph.size()) parts.push_back(paragraph.substr(begin));
    return parts;
}

std::string quote(std::string_view text, std::size_t begin, std::size_t end) {
    const std::size_t from =
        boundary(text, begin > kQuoteContextBytes ? begin - kQuoteContextBytes : 0);
    const std::size_t to = boundary(text, std::min(text.size(), end + kQuoteContextBytes / 2));
    std::string out = from > 0 ? "…" : "";
    out += text.substr(from, to - from);
    if (to < text.size()) out += "…";
    return out;
}

}  // namespace mingcha::proof
