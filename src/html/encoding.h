// Bytes of a page → UTF-8. What a page says of its encoding is often wrong: GBK declared UTF-8,
// UTF-16LE declared gb2312. The order of belief:
//
//   1. a byte order mark;
//   2. the form of the bytes where it leaves no doubt: UTF-16 by its zero bytes, valid UTF-8 that
//   is
//      not plain ASCII;
//   3. the charset of the HTTP header, then of a <meta> in the first 1024 bytes (the standard's
//      prescan), unless the bytes refute it (many errors where another encoding has none);
//   4. uchardet's guess, GB18030 where it has none and the bytes allow it, else windows-1252.
//
// gb2312 and gbk are read as GB18030, as the Encoding standard's labels say.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mingcha::html {

enum class EncodingSource : std::uint8_t { bom, bytes, header, meta, guess, fallback };

struct Decoded {
    std::string_view utf8;      // the input itself where it is valid UTF-8, else the decoder's
    std::string_view encoding;  // name of the Encoding standard in lower case: "utf-8", "gb18030"
    std::string_view declared;  // what header or meta said, as encoding name; empty: nothing known
    EncodingSource source = EncodingSource::fallback;
    std::uint32_t replacement_chars = 0;  // U+FFFD put for bytes that mean nothing
    bool contradicted = false;            // declared, and the bytes are something else
};

// The encoding's name for a label, white space and case ignored; "gb18030" for gb2312 and gbk too,
// whose characters it all has. Empty where the label is unknown.
// https://encoding.spec.whatwg.org/#names-and-labels
std::string_view encoding_for_label(std::string_view label);
// charset of a Content-Type value: "text/html; charset=GBK" → "GBK"; empty where absent.
std::string_view charset_of(std::string_view content_type);
// The standard's prescan of the first 1024 bytes: encoding name, empty where none is declared.
std::string_view prescan(std::string_view bytes);

class Decoder {
public:
    Decoder();
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    // `header_charset`: charset of the Content-Type header, may be empty. The result lives until
    // the next decode and, where nothing was converted, as long as `bytes`.
    Decoded decode(std::string_view bytes, std::string_view header_charset = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::html
