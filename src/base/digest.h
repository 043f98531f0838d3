// SHA-256 of bytes, for evidence and for stable ids. Pure: the same bytes give the same digest.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mingcha {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits

// The same of bytes that come in pieces. One thread.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    std::string hex();  // of all that was added; then it begins anew

private:
    struct State;
    std::unique_ptr<State> state_;
};

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
