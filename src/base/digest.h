// SHA-256 of bytes, for evidence and for stable ids. Pure: the same bytes give the same digest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mingcha {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits

// 64-bit FNV-1a, for hash tables and deduplication only, never for evidence.
constexpr std::uint64_t fnv1a(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

}  // namespace mingcha
