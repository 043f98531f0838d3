#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace mingcha {

namespace {

// Length in bytes of the space that `text` begins with; 0 where it begins with none.
std::size_t leading_space(std::string_view text) {
    if (text.empty()) return 0;
    const char c = text.front();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (text.substr(0, 2) == "\u00a0") return 2;
    if (text.substr(0, 3) == "\u3000" || text.substr(0, 3) == "\ufeff") return 3;
    return 0;
}

std::size_t trailing_space(std::string_view text) {
    if (text.empty()) return 0;
    const char c = text.back();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (text.size() >= 2 && text.substr(text.size() - 2) == "\u00a0") return 2;
    if (text.size() >= 3) {
        const std::string_view last = text.substr(text.size() - 3);
        if (last == "\u3000" || last == "\ufeff") return 3;
    }
    return 0;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string escape(std::string_view text, bool xml) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                // XML 1.0 §2.2: of the control characters only tab, line feed and carriage return
                // may stand.
                if (xml && static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' &&
                    c != '\r')
                    break;
                out += c;
        }
    }
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(data, i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::size_t char_count(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string shorten(std::string_view text, std::size_t max_chars) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        if (count == max_chars) return std::string(text.substr(0, i)) + "…";
        ++count;
    }
    return std::string(text);
}

std::string_view trim(std::string_view text) {
    while (const std::size_t n = leading_space(text)) text.remove_prefix(n);
    while (const std::size_t n = trailing_space(text)) text.remove_suffix(n);
    return text;
}

std::string single_spaces(std::string_view text) {
    std::string out;
    text = trim(text);
    bool pending = false;
    while (!text.empty()) {
        if (const std::size_t n = leading_space(text)) {
            pending = true;
            text.remove_prefix(n);
            continue;
        }
        if (pending) out += ' ';
        pending = false;
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

std::string nfkc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
    const icu::UnicodeString in = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::string out;
    if (U_FAILURE(status)) return std::string(text);
    normalizer->normalize(in, status).toUTF8String(out);
    return out;
}

std::string name_key(std::string_view text) {
    return lower_ascii(single_spaces(nfkc(text)));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    if (from.empty()) return text;
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

std::string escape_xml(std::string_view text) {
    return escape(text, true);
}
std::string escape_html(std::string_view text) {
    return escape(text, false);
}

}  // namespace mingcha
