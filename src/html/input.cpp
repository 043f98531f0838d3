#include "html/input.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mingcha::html {

// Pages with CRLF have one every few dozen bytes: sixteen bytes are copied at a time and what lies
// behind a CR is overwritten by the next step.
std::string_view with_line_feeds(std::string_view text, Arena& arena) {
    const void* const first = text.empty() ? nullptr : std::memchr(text.data(), '\r', text.size());
    if (first == nullptr) return text;
    char* const copy = arena.bytes(text.size());
    const char* at = static_cast<const char*>(first);
    const char* const end = text.data() + text.size();
    std::memcpy(copy, text.data(), static_cast<std::size_t>(at - text.data()));
    char* out = copy + (at - text.data());
#if defined(__SSE2__)
    const __m128i returns = _mm_set1_epi8('\r');
    while (end - at >= 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
        const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, returns));
        if (mask == 0) {
            at += 16;
            out += 16;
            continue;
        }
        const int before = __builtin_ctz(static_cast<unsigned>(mask));
        at += before + 1;
        out += before;
        *out++ = '\n';
        if (at != end && *at == '\n') ++at;
    }
#endif
    while (at != end) {
        const char c = *at++;
        *out++ = c == '\r' ? '\n' : c;
        if (c == '\r' && at != end && *at == '\n') ++at;
    }
    return {copy, static_cast<std::size_t>(out - copy)};
}

}  // namespace mingcha::html
