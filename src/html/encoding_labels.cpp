// What a page and its header say of the encoding: labels, Content-Type, the prescan of <meta>.
#include <array>

#include "html/encoding.h"
#include "html/encoding_table.h"

namespace mingcha::html {

namespace {

constexpr std::size_t kPrescanBytes = 1024;  // of the standard
constexpr std::size_t kMaxLabel = 32;

constexpr std::array kEncodings{
#define ENCODING(name, converter, labels) Encoding{name, converter, labels},
#include "html/encoding_labels.inc"
#undef ENCODING
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool equals_any_case(std::string_view text, std::string_view lower_word) {
    if (text.size() != lower_word.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (lower(text[i]) != lower_word[i]) return false;
    }
    return true;
}

// Reading position of the prescan.
struct Cursor {
    std::string_view bytes;
    std::size_t at = 0;

    bool ended() const { return at >= bytes.size(); }
    char peek() const { return bytes[at]; }
    bool begins(std::string_view lower_word) const {
        return equals_any_case(bytes.substr(at, lower_word.size()), lower_word);
    }
    void skip_space() {
        while (!ended() && is_space(peek())) ++at;
    }
};

struct MetaAttribute {
    std::string_view name, value;
};

// "Get an attribute" of the prescan: false at the tag's end.
bool next_attribute(Cursor& in, MetaAttribute& out) {
    while (!in.ended() && (is_space(in.peek()) || in.peek() == '/')) ++in.at;
    if (in.ended() || in.peek() == '>') return false;
    const std::size_t name = in.at;
    while (!in.ended() && !is_space(in.peek()) && in.peek() != '/' && in.peek() != '>' &&
           !(in.peek() == '=' && in.at > name)) {
        ++in.at;
    }
    out.name = in.bytes.substr(name, in.at - name);
    out.value = {};
    in.skip_space();
    if (in.ended() || in.peek() != '=') return true;
    ++in.at;
    in.skip_space();
    if (in.ended()) return false;
    if (in.peek() == '"' || in.peek() == '\'') {
        const char quote = in.peek();
        const std::size_t close = in.bytes.find(quote, in.at + 1);
        if (close == std::string_view::npos) {
            in.at = in.bytes.size();
            return false;
        }
        out.value = in.bytes.substr(in.at + 1, close - in.at - 1);
        in.at = close + 1;
        return true;
    }
    const std::size_t value = in.at;
    while (!in.ended() && !is_space(in.peek()) && in.peek() != '>') ++in.at;
    out.value = in.bytes.substr(value, in.at - value);
    return true;
}

// What a <meta> at `in` (behind its name) says; empty where it says nothing of the encoding.
std::string_view read_meta(Cursor& in) {
    bool pragma = false;
    bool needs_pragma = false;
    bool known = false;
    std::string_view found;
    std::string_view seen[3];  // the first http-equiv, content and charset count
    MetaAttribute attribute;
    while (next_attribute(in, attribute)) {
        const auto first = [&](int slot) {
            if (seen[slot].data() != nullptr) return false;
            seen[slot] = attribute.name;
            return true;
        };
        if (equals_any_case(attribute.name, "http-equiv") && first(0)) {
            pragma = equals_any_case(attribute.value, "content-type");
        } else if (equals_any_case(attribute.name, "content") && first(1) && !known) {
            const std::string_view charset = charset_of(attribute.value);
            if (charset.empty()) continue;
            found = charset;
            needs_pragma = known = true;
        } else if (equals_any_case(attribute.name, "charset") && first(2)) {
            found = attribute.value;
            known = true;
            needs_pragma = false;
        }
    }
    if (in.ended()) return {};  // cut off inside the tag: the standard's prescan gives up
    if (!known || (needs_pragma && !pragma)) return {};
    const std::string_view name = encoding_for_label(found);
    // A page whose <meta> could be read byte by byte is no UTF-16.
    return name == "utf-16le" || name == "utf-16be" ? "utf-8" : name;
}

// <?xml version="1.0" encoding="gb2312"?> at the start.
std::string_view read_xml_declaration(std::string_view bytes) {
    if (!bytes.starts_with("<?xml")) return {};
    const std::size_t end = bytes.find('>');
    if (end == std::string_view::npos) return {};
    std::size_t at = bytes.substr(0, end).find("encoding");
    if (at == std::string_view::npos) return {};
    at += 8;
    while (at < end && static_cast<unsigned char>(bytes[at]) <= ' ') ++at;
    if (at >= end || bytes[at] != '=') return {};
    ++at;
    while (at < end && static_cast<unsigned char>(bytes[at]) <= ' ') ++at;
    if (at >= end || (bytes[at] != '"' && bytes[at] != '\'')) return {};
    const std::size_t close = bytes.find(bytes[at], at + 1);
    if (close == std::string_view::npos || close > end) return {};
    const std::string_view name = encoding_for_label(bytes.substr(at + 1, close - at - 1));
    return name == "utf-16le" || name == "utf-16be" ? "utf-8" : name;
}

}  // namespace

const Encoding* find_encoding(std::string_view name) {
    for (const Encoding& encoding : kEncodings) {
        if (encoding.name == name) return &encoding;
    }
    return nullptr;
}

std::string_view encoding_for_label(std::string_view label) {
    while (!label.empty() && is_space(label.front())) label.remove_prefix(1);
    while (!label.empty() && is_space(label.back())) label.remove_suffix(1);
    if (label.empty() || label.size() > kMaxLabel) return {};
    if (equals_any_case(label, "x-user-defined")) return "windows-1252";
    for (const Encoding& encoding : kEncodings) {
        std::string_view rest = encoding.labels;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (equals_any_case(label, rest.substr(0, end))) return encoding.name;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return {};
}

std::string_view charset_of(std::string_view content_type) {
    Cursor in{content_type};
    for (; !in.ended(); ++in.at) {
        if (!in.begins("charset")) continue;
        Cursor value{content_type, in.at + 7};
        value.skip_space();
        if (value.ended() || value.peek() != '=') continue;
        ++value.at;
        value.skip_space();
        if (value.ended()) return {};
        if (value.peek() == '"' || value.peek() == '\'') {
            const std::size_t close = content_type.find(value.peek(), value.at + 1);
            if (close == std::string_view::npos) return {};
            return content_type.substr(value.at + 1, close - value.at - 1);
        }
        std::size_t end = value.at;
        while (end < content_type.size() && !is_space(content_type[end]) &&
               content_type[end] != ';') {
            ++end;
        }
        return content_type.substr(value.at, end - value.at);
    }
    return {};
}

std::string_view prescan(std::string_view bytes) {
    Cursor in{bytes.substr(0, kPrescanBytes)};
    while (!in.ended()) {
        if (in.peek() != '<') {
            const std::size_t next = in.bytes.find('<', in.at);
            if (next == std::string_view::npos) break;
            in.at = next;
        }
        if (in.begins("<!--")) {
            const std::size_t close = in.bytes.find("-->", in.at + 2);
            if (close == std::string_view::npos) break;
            in.at = close + 3;
            continue;
        }
        const char after = in.at + 1 < in.bytes.size() ? lower(in.bytes[in.at + 1]) : '\0';
        const char behind_meta = in.at + 5 < in.bytes.size() ? in.bytes[in.at + 5] : '\0';
        if (in.begins("<meta") && (is_space(behind_meta) || behind_meta == '/')) {
            in.at += 5;
            const std::string_view name = read_meta(in);
            if (!name.empty()) return name;
        } else if ((after >= 'a' && after <= 'z') || after == '/') {
            in.at += 1;
            while (!in.ended() && !is_space(in.peek()) && in.peek() != '>') ++in.at;
            MetaAttribute ignored;
            while (next_attribute(in, ignored)) {
            }
        } else if (after == '!' || after == '?') {
            const std::size_t close = in.bytes.find('>', in.at);
            if (close == std::string_view::npos) break;
            in.at = close;
        }
        ++in.at;
    }
    return read_xml_declaration(bytes.substr(0, kPrescanBytes));
}

}  // namespace mingcha::html
