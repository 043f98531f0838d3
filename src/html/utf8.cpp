#include "html/utf8.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mingcha::html {

namespace {

using Byte = unsigned char;

// The first byte at or behind `at` that is not ASCII.
const char* skip_ascii(const char* at, const char* end) {
#if defined(__SSE2__)
    while (end - at >= 16) {
        const int mask = _mm_movemask_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
        if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
        at += 16;
    }
#endif
    while (at != end && static_cast<Byte>(*at) < 0x80) ++at;
    return at;
}

struct Sequence {
    int size;  // bytes taken
    bool valid;
};

// The sequence at a byte that is not ASCII: Unicode's table of well-formed sequences; an ill-formed
// one ends where it cannot go on (maximal subpart).
Sequence sequence_at(const char* at, const char* end) {
    const auto byte = [&](int i) { return static_cast<Byte>(at[i]); };
    const auto left = end - at;
    const Byte lead = byte(0);
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    Byte low = 0x80, high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    for (int i = 1; i < size; ++i) {
        if (i >= left || byte(i) < low || byte(i) > high) return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {size, true};
}

}  // namespace

Utf8Counts count_utf8(std::string_view bytes) {
    Utf8Counts counts;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
        if (static_cast<Byte>(*at) < 0x80) {
            at = skip_ascii(at, end);
            continue;
        }
        // Most of a Chinese page: three bytes with a lead that needs no further look.
        while (end - at >= 4) {
            std::uint32_t four = 0;
            std::memcpy(&four, at, 4);
            const Byte lead = static_cast<Byte>(*at);
            if ((four & 0x00C0C0F0U) != 0x008080E0U || lead == 0xE0 || lead == 0xED) break;
            ++counts.wide;
            at += 3;
        }
        if (at == end || static_cast<Byte>(*at) < 0x80) continue;
        const Sequence sequence = sequence_at(at, end);
        if (!sequence.valid) {
            ++counts.errors;
        } else {
            ++(sequence.size == 2 ? counts.narrow : counts.wide);
        }
        at += sequence.size;
    }
    return counts;
}

std::size_t repair_utf8(std::string_view bytes, char* out) {
    char* const begin = out;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
        const char* const plain = skip_ascii(at, end);
        std::memcpy(out, at, static_cast<std::size_t>(plain - at));
        out += plain - at;
        at = plain;
        while (at != end && static_cast<Byte>(*at) >= 0x80) {
            const Sequence sequence = sequence_at(at, end);
            if (sequence.valid) {
                std::memcpy(out, at, static_cast<std::size_t>(sequence.size));
                out += sequence.size;
            } else {
                std::memcpy(out, "\xEF\xBF\xBD", 3);
                out += 3;
            }
            at += sequence.size;
        }
    }
    return static_cast<std::size_t>(out - begin);
}

GbCounts count_gb(std::string_view bytes) {
    GbCounts counts;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
        at = skip_ascii(at, end);
        if (at == end) break;
        const Byte lead = static_cast<Byte>(at[0]);
        const Byte trail = end - at >= 2 ? static_cast<Byte>(at[1]) : 0;
        if (lead >= 0x81 && lead <= 0xFE && trail >= 0x40 && trail != 0x7F && trail <= 0xFE) {
            ++counts.pairs;
            const bool common = lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1;
            counts.common += common ? 1U : 0U;
            at += 2;
        } else if (end - at >= 4 && lead >= 0x81 && lead <= 0xFE && trail >= 0x30 &&
                   trail <= 0x39) {
            at += 4;  // the four-byte characters of GB18030
        } else {
            ++counts.errors;
            ++at;
        }
    }
    return counts;
}

}  // namespace mingcha::html
