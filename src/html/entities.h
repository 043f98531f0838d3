// Character references: HTML standard §13.2.5.72–80.
#pragma once

#include <cstddef>
#include <string_view>

namespace mingcha::html {

inline constexpr std::size_t kMaxReferenceBytes = 8;  // UTF-8 of the longest replacement

struct Reference {
    std::size_t consumed = 0;  // bytes of `text` it takes, with the '&'; 0 = not a reference
    std::size_t size = 0;      // bytes written
    char bytes[kMaxReferenceBytes];
};

// The reference at the start of `text` (which begins with '&'). In an attribute value a named
// reference without semicolon before '=' or a letter or digit stays as it is.
Reference match_reference(std::string_view text, bool in_attribute);

// UTF-8 of a code point (which must be a scalar value); returns the number of bytes.
std::size_t put_utf8(char32_t point, char* out);

}  // namespace mingcha::html
