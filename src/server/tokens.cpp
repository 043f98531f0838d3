#include "server/tokens.h"

#include <random>

namespace mingcha::server {

std::string random_token() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::random_device source("/dev/urandom");
    std::string out;
    for (std::size_t i = 0; i < kTokenBytes; ++i) {
        const unsigned byte = source() & 0xFFU;
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xFU];
    }
    return out;
}

bool same_secret(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return difference == 0;
}

}  // namespace mingcha::server
