// Well-formedness of UTF-8, and of what looks like GB text; counts by which an encoding is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mingcha::html {

struct Utf8Counts {
    std::size_t wide = 0;    // sequences of three or four bytes: what Chinese text is made of
    std::size_t narrow = 0;  // sequences of two bytes
    std::size_t errors = 0;  // maximal ill-formed pieces: one U+FFFD each
    bool valid() const { return errors == 0; }
    bool ascii() const { return wide == 0 && narrow == 0 && errors == 0; }
};

Utf8Counts count_utf8(std::string_view bytes);

// Copies `bytes` to `out`, U+FFFD for each ill-formed piece (Encoding standard, UTF-8 decoder).
// `out` has room for three times the size. Returns the bytes written.
std::size_t repair_utf8(std::string_view bytes, char* out);

struct GbCounts {
    std::size_t common = 0;  // two bytes of GB2312's characters
    std::size_t pairs = 0;   // two bytes of GBK, with the common ones
    std::size_t errors = 0;
    // Chinese text in GBK: hardly an error, and most of it common characters. Other encodings'
    // text read as GBK has neither.
    bool likely() const { return pairs > 0 && errors * 50 <= pairs && common * 10 >= pairs * 6; }
};
GbCounts count_gb(std::string_view bytes);

}  // namespace mingcha::html
