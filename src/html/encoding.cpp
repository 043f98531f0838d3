#include "html/encoding.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "html/encoding_table.h"
#include "html/gb18030.h"
#include "html/utf8.h"

namespace mingcha::html {

namespace {

constexpr std::size_t kGuessBytes = 64U << 10;  // as much is shown to uchardet
constexpr std::size_t kFormBytes = 4096;        // as much tells UTF-16 by its zeros
constexpr std::size_t kPivotUnits = 4096;       // UTF-16 between ICU and UTF-8
// Text is UTF-8 with faults (cut characters, pasted GBK) when so many sequences are right for each
// that is not.
constexpr std::size_t kRightPerFault = 4;
constexpr std::uint32_t kFewFaults = 3;  // do not refute a declaration

struct Conversion {
    const char* begin = nullptr;
    std::size_t size = 0;
    std::uint32_t replaced = 0;
};

// Puts U+FFFD and counts. Byte 0x80 alone is the euro sign of GBK (Encoding standard).
void on_fault(const void* context, UConverterToUnicodeArgs* args, const char* units,
              std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    *status = U_ZERO_ERROR;
    const bool euro = length == 1 && static_cast<unsigned char>(units[0]) == 0x80;
    const UChar put = euro ? 0x20AC : 0xFFFD;
    if (!euro) ++*static_cast<std::uint32_t*>(const_cast<void*>(context));
    ucnv_cbToUWriteUChars(args, &put, 1, 0, status);
}

// One character of GB18030 by ICU; 0 where it is none or more than one.
char32_t gb_character(void* converter, const char* bytes, std::size_t size) {
    UConverter* const from = static_cast<UConverter*>(converter);
    ucnv_reset(from);
    UErrorCode status = U_ZERO_ERROR;
    const char* at = bytes;
    const UChar32 point = ucnv_getNextUChar(from, &at, bytes + size, &status);
    const bool whole = at == bytes + size && U_SUCCESS(status);
    // A fault becomes U+FFFD; the four bytes of U+FFFD itself are no loss.
    return whole && point != 0xFFFD ? static_cast<char32_t>(point) : 0;
}

// UTF-16 → UTF-8. `carried` is a lead surrogate left from the piece before.
char* put_utf16(const UChar* at, const UChar* end, char32_t& carried, char* out) {
    for (; at != end; ++at) {
        char32_t c = *at;
        if (c < 0x80) {
            *out++ = static_cast<char>(c);
            continue;
        }
        if (c >= 0xD800 && c < 0xDC00) {
            carried = c;
            continue;
        }
        if (c >= 0xDC00 && c < 0xE000 && carried != 0) {
            c = 0x10000 + ((carried - 0xD800) << 10) + (c - 0xDC00);
            carried = 0;
            *out++ = static_cast<char>(0xF0 | (c >> 18));
            *out++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        } else if (c < 0x800) {
            *out++ = static_cast<char>(0xC0 | (c >> 6));
            *out++ = static_cast<char>(0x80 | (c & 0x3F));
            continue;
        } else {
            *out++ = static_cast<char>(0xE0 | (c >> 12));
        }
        *out++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        *out++ = static_cast<char>(0x80 | (c & 0x3F));
    }
    return out;
}

// UTF-16 without a mark: its ASCII has a zero in every second byte, and Chinese pages are half
// markup. No other encoding has zeros.
std::string_view utf16_by_zeros(std::string_view bytes) {
    const std::size_t units = std::min(bytes.size(), kFormBytes) / 2;
    if (units < 2) return {};
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < units; ++i) {
        even += bytes[2 * i] == '\0' ? 1U : 0U;
        odd += bytes[2 * i + 1] == '\0' ? 1U : 0U;
    }
    if (odd * 5 >= units && even * 50 <= units) return "utf-16le";
    if (even * 5 >= units && odd * 50 <= units) return "utf-16be";
    return {};
}

}  // namespace

struct Decoder::State {
    struct Opened {
        const Encoding* encoding = nullptr;
        UConverter* converter = nullptr;
    };
    std::vector<Opened> opened;
    std::unique_ptr<char[]> buffer;
    std::size_t capacity = 0;
    std::uint32_t faults = 0;
    std::unique_ptr<GbTable> gb;
    uchardet_t detector = nullptr;
    UChar pivot[kPivotUnits];

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        for (const Opened& each : opened) ucnv_close(each.converter);
        if (detector != nullptr) uchardet_delete(detector);
    }

    void reserve(std::size_t bytes) {
        if (bytes <= capacity) return;
        capacity = bytes;
        buffer.reset(new char[capacity]);
    }

    UConverter* converter(std::string_view name) {
        const Encoding* const encoding = find_encoding(name);
        if (encoding == nullptr) return nullptr;
        for (const Opened& each : opened) {
            if (each.encoding == encoding) return each.converter;
        }
        UErrorCode status = U_ZERO_ERROR;
        UConverter* made = ucnv_open(encoding->converter, &status);
        if (U_FAILURE(status) || made == nullptr) return nullptr;
        ucnv_setToUCallBack(made, on_fault, &faults, nullptr, nullptr, &status);
        opened.push_back({encoding, made});
        return made;
    }

    Conversion repair(std::string_view bytes, const Utf8Counts& counts) {
        reserve(bytes.size() * 3);
        const std::size_t size = repair_utf8(bytes, buffer.get());
        return {buffer.get(), size, static_cast<std::uint32_t>(counts.errors)};
    }

    // By ICU, in pieces of the pivot's size.
    Conversion convert(std::string_view bytes, std::string_view name) {
        UConverter* const from = converter(name);
        if (from == nullptr) return repair(bytes, count_utf8(bytes));
        if (name == "gb18030") return convert_gb(bytes, from);
        ucnv_reset(from);
        faults = 0;
        reserve(bytes.size() * 3 + kPivotUnits);
        const char* at = bytes.data();
        const char* const end = at + bytes.size();
        std::size_t size = 0;
        char32_t carried = 0;
        UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
        while (status == U_BUFFER_OVERFLOW_ERROR) {
            UChar* to = pivot;
            status = U_ZERO_ERROR;
            ucnv_toUnicode(from, &to, pivot + kPivotUnits, &at, end, nullptr, 1, &status);
            make_room(size, static_cast<std::size_t>(to - pivot) * 3 + 1);
            size = static_cast<std::size_t>(put_utf16(pivot, to, carried, buffer.get() + size) -
                                            buffer.get());
        }
        return {buffer.get(), size, faults};
    }

    Conversion convert_gb(std::string_view bytes, UConverter* from) {
        if (gb == nullptr) gb = std::make_unique<GbTable>(gb_character, from);
        reserve(bytes.size() * 3 + GbTable::kSlack);
        Conversion made{buffer.get(), 0, 0};
        made.size = gb->decode(bytes, buffer.get(), made.replaced);
        return made;
    }

    // Keeps the first `used` bytes.
    void make_room(std::size_t used, std::size_t more) {
        if (capacity - used >= more) return;
        const std::size_t larger = (capacity + more) * 2;
        std::unique_ptr<char[]> room(new char[larger]);
        std::memcpy(room.get(), buffer.get(), used);
        buffer = std::move(room);
        capacity = larger;
    }

    std::string_view guess(std::string_view bytes) {
        if (detector == nullptr) detector = uchardet_new();
        if (detector == nullptr) return {};
        uchardet_reset(detector);
        const std::string_view shown = bytes.substr(0, kGuessBytes);
        if (uchardet_handle_data(detector, shown.data(), shown.size()) != 0) return {};
        uchardet_data_end(detector);
        const char* const name = uchardet_get_charset(detector);
        return name == nullptr ? std::string_view{} : encoding_for_label(name);
    }
};

Decoder::Decoder() : state_(std::make_unique<State>()) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

namespace {

struct Choice {
    std::string_view name;
    EncodingSource source;
};

// Encodings in which any byte means something never show an error: they must be told by what the
// text would be in them.
bool is_single_byte(std::string_view name) {
    return !name.empty() && name != "utf-8" && name != "gb18030" && name != "big5" &&
           name != "euc-jp" && name != "iso-2022-jp" && name != "shift_jis" && name != "euc-kr" &&
           name != "utf-16le" && name != "utf-16be";
}

bool is_utf16(std::string_view name) {
    return name == "utf-16le" || name == "utf-16be";
}

}  // namespace

Decoded Decoder::decode(std::string_view bytes, std::string_view header_charset) {
    Decoded out;
    const std::string_view from_header = encoding_for_label(header_charset);
    const std::string_view from_meta = prescan(bytes);
    out.declared = from_header.empty() ? from_meta : from_header;
    const EncodingSource declared_by =
        from_header.empty() ? EncodingSource::meta : EncodingSource::header;

    const auto as = [&](std::string_view text, Choice choice) {
        out.encoding = choice.name;
        out.source = choice.source;
        out.contradicted = !out.declared.empty() && out.declared != choice.name;
        if (choice.name == "utf-8") {
            const Utf8Counts counts = count_utf8(text);
            if (counts.valid()) {
                out.utf8 = text;
                return out;
            }
            const Conversion made = state_->repair(text, counts);
            out.utf8 = {made.begin, made.size};
            out.replacement_chars = made.replaced;
            return out;
        }
        const Conversion made = state_->convert(text, choice.name);
        out.utf8 = {made.begin, made.size};
        out.replacement_chars = made.replaced;
        return out;
    };

    if (bytes.starts_with("\xEF\xBB\xBF")) {
        return as(bytes.substr(3), {"utf-8", EncodingSource::bom});
    }
    if (bytes.starts_with("\xFF\xFE"))
        return as(bytes.substr(2), {"utf-16le", EncodingSource::bom});
    if (bytes.starts_with("\xFE\xFF"))
        return as(bytes.substr(2), {"utf-16be", EncodingSource::bom});
    if (const std::string_view utf16 = utf16_by_zeros(bytes); !utf16.empty()) {
        return as(bytes, {utf16, EncodingSource::bytes});
    }

    const Utf8Counts utf8 = count_utf8(bytes);
    const std::string_view declared = is_utf16(out.declared) ? std::string_view{} : out.declared;
    if (utf8.ascii() && declared != "iso-2022-jp") {
        out.utf8 = bytes;
        out.encoding = declared.empty() ? "utf-8" : declared;
        out.source = declared.empty() ? EncodingSource::fallback : declared_by;
        out.contradicted = out.declared != declared;
        return out;
    }
    if (declared == "utf-8" && utf8.valid()) {
        out.utf8 = bytes;
        out.encoding = "utf-8";
        out.source = declared_by;
        return out;
    }
    // Short text of another encoding may happen to be UTF-8, but hardly in threes.
    const bool utf8_with_faults = utf8.wide >= kRightPerFault * utf8.errors && utf8.wide > 0;
    if (utf8_with_faults && (utf8.valid() || declared == "utf-8" || utf8.wide >= 8)) {
        return as(bytes, {"utf-8", declared == "utf-8" ? declared_by : EncodingSource::bytes});
    }
    if (utf8.valid() && declared.empty()) return as(bytes, {"utf-8", EncodingSource::bytes});

    const GbCounts gb = count_gb(bytes);
    if (declared == "gb18030" && (gb.likely() || gb.errors == 0)) {
        return as(bytes, {"gb18030", declared_by});
    }
    if (gb.likely() && (declared.empty() || declared == "utf-8" || is_single_byte(declared))) {
        return as(bytes, {"gb18030", EncodingSource::bytes});
    }
    if (!declared.empty() && declared != "utf-8") {
        as(bytes, {declared, declared_by});
        if (out.replacement_chars <= kFewFaults ||
            out.replacement_chars * kRightPerFault <= utf8.errors) {
            return out;
        }
    }
    const std::string_view guessed = state_->guess(bytes);
    if (!guessed.empty() && guessed != "utf-8" && !is_utf16(guessed)) {
        return as(bytes, {guessed, EncodingSource::guess});
    }
    if (declared == "utf-8" || guessed == "utf-8") {
        return as(bytes, {"utf-8", declared == "utf-8" ? declared_by : EncodingSource::guess});
    }
    if (gb.pairs > 0 && gb.errors * kRightPerFault <= gb.pairs) {
        return as(bytes, {"gb18030", EncodingSource::guess});
    }
    if (!declared.empty()) return as(bytes, {declared, declared_by});
    return as(bytes, {"windows-1252", EncodingSource::fallback});
}

}  // namespace mingcha::html
