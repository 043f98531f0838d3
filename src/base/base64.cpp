#include "base/base64.h"

#include <algorithm>
#include <cstdint>

namespace mingcha {

namespace {

constexpr std::uint32_t kNone = 64;

std::uint32_t value_of(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a') + 26;
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0') + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : kNone;
}

}  // namespace

std::optional<std::string> base64_decoded(std::string_view text) {
    constexpr std::size_t kMostPadding = 2;
    std::size_t padding = 0;
    while (padding < kMostPadding && text.ends_with('=')) {
        text.remove_suffix(1);
        ++padding;
    }
    if (text.size() % 4 == 1 || (padding > 0 && (text.size() + padding) % 4 != 0)) {
        return std::nullopt;
    }
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::uint32_t value = value_of(c);
        if (value == kNone) return std::nullopt;
        bits = bits << 6U | value;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
    }
    return out;
}

std::string base64_encoded(std::string_view bytes) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t held = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8U | (k < held ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const auto six = bits >> static_cast<unsigned>(18 - 6 * k) & 63U;
            out += k <= held ? kAlphabet[six] : '=';
        }
    }
    return out;
}

}  // namespace mingcha
