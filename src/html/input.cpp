#include "html/input.h"

#include <cstring>

namespace mingcha::html {

std::string_view with_line_feeds(std::string_view text, Arena& arena) {
    if (text.empty() || std::memchr(text.data(), '\r', text.size()) == nullptr) return text;
    char* const copy = arena.bytes(text.size());
    char* out = copy;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const void* const hit = std::memchr(at, '\r', static_cast<std::size_t>(end - at));
        const char* const stop = hit == nullptr ? end : static_cast<const char*>(hit);
        std::memcpy(out, at, static_cast<std::size_t>(stop - at));
        out += stop - at;
        if (stop == end) break;
        *out++ = '\n';
        at = stop + 1;
        if (at != end && *at == '\n') ++at;
    }
    return {copy, static_cast<std::size_t>(out - copy)};
}

}  // namespace mingcha::html
