// Text that people save on their own machines, as UTF-8: tables and documents come in UTF-8, in
// UTF-16 as Excel and Notepad write it, and in GB18030. Web pages say what they are in: see html.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha {

constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;

struct DecodedText {
    std::string utf8;       // without byte order mark
    std::string charset;    // "UTF-8", "UTF-16LE", "UTF-16BE" or "GB18030"
    bool replaced = false;  // bytes that the charset does not know stand as U+FFFD
};

// UTF-8 with or without byte order mark, UTF-16 with one, else GB18030 (GB 18030-2005, which GBK
// and GB2312 are parts of). Errors: more than kMaxTextBytes; no converter.
Result<DecodedText> text_to_utf8(std::string_view bytes);

}  // namespace mingcha
