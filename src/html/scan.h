// Finds the next byte of a few in a run of text, sixteen bytes a step where the machine has SSE2.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mingcha::html {

// The first place in [at, end) that holds A, B or C; `end` where there is none.
template <char A, char B, char C>
inline const char* find_any(const char* at, const char* end) {
#if defined(__SSE2__)
    const __m128i a = _mm_set1_epi8(A);
    const __m128i b = _mm_set1_epi8(B);
    const __m128i c = _mm_set1_epi8(C);
    while (end - at >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i hits =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, a), _mm_cmpeq_epi8(bytes, b)),
                         _mm_cmpeq_epi8(bytes, c));
        const int mask = _mm_movemask_epi8(hits);
        if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
        at += 16;
    }
#endif
    while (at != end && *at != A && *at != B && *at != C) ++at;
    return at;
}

}  // namespace mingcha::html
