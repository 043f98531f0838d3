#include "html/entities.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace mingcha::html {

namespace {

struct Entity {
    std::string_view name;  // without '&', with its ';' where the standard has one
    std::string_view text;
};

constexpr Entity kEntities[] = {
#include "html/entities.inc"
};

// §13.2.5.80: what the C1 range means in pages that took Windows-1252 for Unicode.
constexpr std::uint16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Reference numeric(std::string_view text) {
    Reference reference;
    std::size_t at = 2;
    const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
    if (hex) ++at;
    const std::size_t digits = at;
    std::uint32_t point = 0;
    while (at < text.size()) {
        const int value = hex_value(text[at]);
        if (value < 0 || (!hex && value > 9)) break;
        point = point > 0x10FFFF ? point
                                 : point * (hex ? 16U : 10U) + static_cast<std::uint32_t>(value);
        ++at;
    }
    if (at == digits) return reference;
    if (at < text.size() && text[at] == ';') ++at;
    if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        point = 0xFFFD;
    } else if (point >= 0x80 && point <= 0x9F) {
        point = kWindows1252[point - 0x80];
    }
    reference.consumed = at;
    reference.size = put_utf8(point, reference.bytes);
    return reference;
}

// The longest name that `text` (behind the '&') begins with; nullptr where there is none.
const Entity* longest_name(std::string_view text) {
    const Entity* low = std::begin(kEntities);
    const Entity* high = std::end(kEntities);
    const Entity* best = nullptr;
    for (std::size_t i = 0; low != high; ++i) {
        // [low, high) are the names that agree with the first i characters; a whole one comes
        // first.
        if (low->name.size() == i && i > 0) {
            best = low;
            ++low;
        }
        if (i == text.size() || low == high) break;
        const unsigned char c = static_cast<unsigned char>(text[i]);
        low = std::lower_bound(low, high, c, [i](const Entity& each, unsigned char wanted) {
            return static_cast<unsigned char>(each.name[i]) < wanted;
        });
        high = std::upper_bound(low, high, c, [i](unsigned char wanted, const Entity& each) {
            return wanted < static_cast<unsigned char>(each.name[i]);
        });
    }
    return best;
}

}  // namespace

std::size_t put_utf8(char32_t point, char* out) {
    if (point < 0x80) {
        out[0] = static_cast<char>(point);
        return 1;
    }
    if (point < 0x800) {
        out[0] = static_cast<char>(0xC0 | (point >> 6));
        out[1] = static_cast<char>(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = static_cast<char>(0xE0 | (point >> 12));
        out[1] = static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out[2] = static_cast<char>(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = static_cast<char>(0xF0 | (point >> 18));
    out[1] = static_cast<char>(0x80 | ((point >> 12) & 0x3F));
    out[2] = static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out[3] = static_cast<char>(0x80 | (point & 0x3F));
    return 4;
}

Reference match_reference(std::string_view text, bool in_attribute) {
    Reference reference;
    if (text.size() < 2) return reference;
    if (text[1] == '#') return numeric(text);
    if (!is_alnum(text[1])) return reference;
    if (text.size() >= 6 &&
        std::memcmp(text.data() + 1, "nbsp;", 5) == 0) {  // most of all there are
        reference.consumed = 6;
        reference.size = 2;
        std::memcpy(reference.bytes, "\xC2\xA0", 2);
        return reference;
    }
    const Entity* found = longest_name(text.substr(1));
    if (found == nullptr) return reference;
    if (in_attribute && found->name.back() != ';') {
        const std::size_t after = 1 + found->name.size();
        if (after < text.size() && (text[after] == '=' || is_alnum(text[after]))) return reference;
    }
    reference.consumed = 1 + found->name.size();
    reference.size = found->text.size();
    std::memcpy(reference.bytes, found->text.data(), found->text.size());
    return reference;
}

}  // namespace mingcha::html
