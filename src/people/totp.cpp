#include "people/totp.h"

#include <fmt/format.h>

#include "base/hmac.h"

namespace mingcha::people {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return difference == 0;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::string counter(8, '\0');
    auto rest = static_cast<std::uint64_t>(step);
    for (std::size_t i = counter.size(); i-- > 0; rest >>= 8U) {
        counter[i] = static_cast<char>(rest & 0xFFU);
    }
    // RFC 4226 §5.3: the last half byte says where the four bytes of the number begin.
    const std::string digest = hmac_sha1(secret, counter);
    const auto byte = [&digest](std::size_t i) {
        return std::uint32_t{static_cast<unsigned char>(digest[i])};
    };
    const std::size_t offset = byte(digest.size() - 1) & 0x0FU;
    const std::uint32_t number = ((byte(offset) & 0x7FU) << 24U) | (byte(offset + 1) << 16U) |
                                 (byte(offset + 2) << 8U) | byte(offset + 3);
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now,
                                      std::int64_t last_step) {
    const std::int64_t current = now.seconds / kTotpStepSeconds;
    std::optional<std::int64_t> found;
    for (std::int64_t step = current - kTotpWindow; step <= current + kTotpWindow; ++step) {
        if (step > last_step && same(totp_code(secret, step), code)) found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += kAlphabet[(held >> static_cast<unsigned>(bits)) & 31U];
        }
        held &= (1U << static_cast<unsigned>(bits)) - 1U;
    }
    if (bits > 0) out += kAlphabet[(held << static_cast<unsigned>(5 - bits)) & 31U];
    return out;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 5U) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>((held >> static_cast<unsigned>(bits)) & 0xFFU);
        held &= (1U << static_cast<unsigned>(bits)) - 1U;
    }
    return out;
}

std::string totp_uri(std::string_view secret, std::string_view person, std::string_view issuer) {
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", escaped(issuer), escaped(person),
                       base32(secret), escaped(issuer));
}

}  // namespace mingcha::people
