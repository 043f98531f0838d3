#include "html/gb18030.h"

#include <cstring>

#include "html/entities.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mingcha::html {

namespace {

using Byte = unsigned char;
constexpr char32_t kReplacement = 0xFFFD;

bool is_lead(Byte byte) {
    return byte >= 0x81 && byte <= 0xFE;
}
bool is_digit(Byte byte) {
    return byte >= 0x30 && byte <= 0x39;
}

}  // namespace

GbTable::GbTable(Lookup lookup, void* context) : lookup_(lookup), context_(context), units_{} {
    for (std::size_t lead = 0; lead < kLeads; ++lead) {
        for (std::size_t trail = 0; trail < kTrails; ++trail) {
            const char bytes[2] = {static_cast<char>(lead + 0x81), static_cast<char>(trail + 0x40)};
            if (trail + 0x40 == 0x7F || trail + 0x40 == 0xFF) continue;
            const char32_t point = lookup(context, bytes, 2);
            if (point <= 0xFFFF) units_[lead * kTrails + trail] = static_cast<std::uint16_t>(point);
        }
    }
}

// What is no two-byte character: four bytes, the euro sign of GBK, faults. Returns the bytes taken;
// an ASCII byte behind a fault is never taken with it, so that no tag is lost.
std::size_t GbTable::take_odd(const char* at, const char* end, char32_t& point) const {
    const auto byte = [&](int i) { return at + i < end ? static_cast<Byte>(at[i]) : Byte{0}; };
    point = kReplacement;
    if (byte(0) == 0x80) {
        point = 0x20AC;
        return 1;
    }
    if (!is_lead(byte(0)) || end - at < 2) return 1;
    if (is_digit(byte(1))) {
        if (!is_lead(byte(2)) || !is_digit(byte(3))) return 1;
        const char32_t found = lookup_(context_, at, 4);
        if (found == 0) return 1;
        point = found;
        return 4;
    }
    return byte(1) < 0x80 ? 1 : 2;
}

std::size_t GbTable::decode(std::string_view bytes, char* out, std::uint32_t& faults) const {
    char* const begin = out;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
#if defined(__SSE2__)
        // What is copied beyond the ASCII is overwritten by what comes next.
        while (end - at >= 16) {
            const __m128i piece = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(out), piece);
            const auto mask = static_cast<unsigned>(_mm_movemask_epi8(piece));
            const int plain = mask == 0 ? 16 : __builtin_ctz(mask);
            at += plain;
            out += plain;
            if (mask != 0) break;
        }
#endif
        while (at != end && static_cast<Byte>(*at) < 0x80) *out++ = *at++;
        while (end - at >= 2 && is_lead(static_cast<Byte>(at[0])) &&
               static_cast<Byte>(at[1]) >= 0x40) {
            const std::uint16_t unit = units_[(static_cast<Byte>(at[0]) - 0x81U) * kTrails +
                                              (static_cast<Byte>(at[1]) - 0x40U)];
            if (unit < 0x800) break;
            out[0] = static_cast<char>(0xE0 | (unit >> 12));
            out[1] = static_cast<char>(0x80 | ((unit >> 6) & 0x3F));
            out[2] = static_cast<char>(0x80 | (unit & 0x3F));
            out += 3;
            at += 2;
        }
        if (at == end || static_cast<Byte>(*at) < 0x80) continue;
        char32_t point = 0;
        std::size_t taken = 0;
        if (end - at >= 2 && is_lead(static_cast<Byte>(at[0])) &&
            static_cast<Byte>(at[1]) >= 0x40) {
            point = units_[(static_cast<Byte>(at[0]) - 0x81U) * kTrails +
                           (static_cast<Byte>(at[1]) - 0x40U)];
            taken = 2;
        }
        if (point == 0) {
            taken = take_odd(at, end, point);
            if (taken < 4 && point == kReplacement) ++faults;
        }
        out += put_utf8(point, out);
        at += taken;
    }
    return static_cast<std::size_t>(out - begin);
}

}  // namespace mingcha::html
