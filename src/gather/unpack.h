// Content-Encoding undone, within a cap, so that a small body cannot grow without end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingcha::gather {

enum class Unpacked { as_is, unpacked, too_large, damaged, unknown_encoding };

// `encoding` is the header's value. gzip, x-gzip, deflate (with or without zlib head) and br are
// known. The result is put into `out`, which keeps its capacity from body to body; on `too_large`
// it holds the first `cap` bytes, on `damaged` what could be read. as_is: `out` is untouched, use
// `body`.
Unpacked unpack(std::string_view body, std::string_view encoding, std::size_t cap,
                std::string& out);

}  // namespace mingcha::gather
