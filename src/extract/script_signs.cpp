#include "extract/script_signs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string>

#include "base/text.h"
#include "extract/style.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kMaxStatement = 4096;  // bytes of one document.write looked at

constexpr std::array<std::string_view, 9> kEngines{"baidu", "sogou", "so.com", "haosou", "google",
                                                   "bing",  "soso.", "sm.cn",  "youdao"};

// std::string_view::find stops at every first letter; scripts have many.
std::size_t find_from(std::string_view text, std::string_view word, std::size_t from = 0) {
    if (from >= text.size()) return npos;
    const void* found = ::memmem(text.data() + from, text.size() - from, word.data(), word.size());
    return found == nullptr
               ? npos
               : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool holds_engine(std::string_view script) {
    return std::any_of(kEngines.begin(), kEngines.end(),
                       [&](std::string_view engine) { return script.find(engine) != npos; });
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int hex_number(std::string_view digits) {
    int value = 0;
    for (char c : digits) {
        const int digit = hex_value(c);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

void append_character(int code, std::string& out) {
    if (code < 0) return;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 63));
    } else if (code < 0xD800 || (code > 0xDFFF && code < 0x10000)) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 63));
        out += static_cast<char>(0x80 | (code & 63));
    }
}

// The script with plain packing undone; empty where there was little of it.
std::string unpacked(std::string_view script) {
    constexpr std::size_t kMinPacked = 12;  // characters: fewer are an odd quote or a blank
    std::string out;
    std::size_t undone = 0;
    out.reserve(script.size());
    for (std::size_t i = 0; i < script.size();) {
        const std::string_view rest = script.substr(i);
        const bool hex = (rest.starts_with("\\x") && rest.size() >= 4) ||
                         (rest.starts_with('%') && rest.size() >= 3);
        if (hex) {
            const std::size_t mark = rest[0] == '%' ? 1 : 2;
            if (const int value = hex_number(rest.substr(mark, 2)); value >= 0) {
                out += static_cast<char>(value);
                i += mark + 2;
                ++undone;
                continue;
            }
        }
        if ((rest.starts_with("\\u") || rest.starts_with("%u")) && rest.size() >= 6) {
            if (const int value = hex_number(rest.substr(2, 4)); value >= 0) {
                append_character(value, out);
                i += 6;
                ++undone;
                continue;
            }
        }
        constexpr std::string_view kCodes = "fromCharCode(";
        if (rest.starts_with(kCodes)) {
            i += kCodes.size();
            while (i < script.size() && script[i] != ')') {
                int code = 0;
                const auto read =
                    std::from_chars(script.data() + i, script.data() + script.size(), code);
                if (read.ec == std::errc{}) {
                    append_character(code, out);
                    ++undone;
                    i = static_cast<std::size_t>(read.ptr - script.data());
                } else {
                    ++i;
                }
            }
            continue;
        }
        out += script[i++];
    }
    if (undone < kMinPacked) out.clear();
    return out;
}

// A quoted text that begins at the first quote of `text`; empty where there is none near.
std::string_view quoted(std::string_view text) {
    constexpr std::size_t kReach = 24;
    const std::size_t open = text.substr(0, kReach).find_first_of("\"'");
    if (open == npos) return {};
    const char quote = text[open];
    const std::size_t close = text.find(quote, open + 1);
    return close == npos ? std::string_view{} : text.substr(open + 1, close - open - 1);
}

// Value of an attribute in markup that stands in a script: href=\"…\", src='…'.
std::string_view attribute_in(std::string_view tag, std::string_view name) {
    std::size_t at = tag.find(name);
    if (at == npos) return {};
    tag.remove_prefix(at + name.size());
    while (!tag.empty() && (tag.front() == ' ' || tag.front() == '\\' || tag.front() == '=' ||
                            tag.front() == '"' || tag.front() == '\'')) {
        tag.remove_prefix(1);
    }
    return tag.substr(0, tag.find_first_of("\"'\\ >"));
}

class SignFinder {
public:
    SignFinder(const UrlBase& base, Outline& outline, PageFacts& facts)
        : base_(base), outline_(outline), facts_(facts) {}

    void look(std::string_view script, std::uint32_t marks, bool was_packed) {
        if ((marks & kScriptWrites) != 0) from_writes(script);
        if ((marks & kScriptCreates) != 0) from_created(script);
        if ((marks & kScriptLocation) != 0) from_redirects(script, was_packed);
        if ((marks & kScriptTitle) != 0) from_title(script);
    }

    void add(ScriptSignKind kind, std::string_view target, std::string_view excerpt) {
        if (facts_.script_signs.size() >= kMaxScriptSigns) return;
        for (const ScriptSign& sign : facts_.script_signs) {
            if (sign.kind == kind && sign.target == target) return;
        }
        std::size_t size = std::min(excerpt.size(), kMaxSignExcerpt);
        while (size > 0 && size < excerpt.size() && (excerpt[size] & 0xC0) == 0x80) --size;
        const std::string text = single_spaces(excerpt.substr(0, size));
        facts_.script_signs.push_back(
            {kind, outline_.arena.keep(target), outline_.arena.keep(text)});
    }

private:
    // An absolute address of another host; empty for anything else.
    std::string foreign(std::string_view reference) const {
        reference = trim(reference);
        if (!reference.starts_with("http") && !reference.starts_with("//")) return {};
        std::string url;
        const UrlScheme scheme = base_.resolve(reference, url);
        if (scheme != UrlScheme::http && scheme != UrlScheme::https) return {};
        const std::string_view host = url_host(url);
        if (host.find('.') == npos || same_site_host(host, base_.host())) return {};
        return url;
    }

    void from_writes(std::string_view script) {
        for (std::size_t at = script.find("document.write"); at != npos;
             at = script.find("document.write", at + 1)) {
            std::string_view text = script.substr(at, kMaxStatement);
            text = text.substr(0, text.find("document.write", 1));
            written_frames(text);
            written_scripts(text);
            written_links(text);
        }
    }

    void written_frames(std::string_view text) {
        const std::size_t open = text.find("<iframe");
        if (open == npos) return;
        const std::string_view tag = text.substr(open, text.find('>', open) - open);
        const std::string target = foreign(attribute_in(tag, "src="));
        if (target.empty()) return;
        const std::string_view width = attribute_in(tag, "width="),
                               height = attribute_in(tag, "height=");
        int size = 0;
        const bool thin = (!width.empty() && pixels(width, size) && size <= 1) ||
                          (!height.empty() && pixels(height, size) && size <= 1);
        const bool styled = read_style(style_in(tag)).hidden != HiddenBy::none;
        if (thin || styled) add(ScriptSignKind::writes_frame, target, text);
    }

    void written_scripts(std::string_view text) {
        for (std::string_view open : {"<script", "<scr"}) {
            const std::size_t at = text.find(open);
            if (at == npos) continue;
            const std::string target = foreign(attribute_in(text.substr(at), "src="));
            if (!target.empty()) add(ScriptSignKind::writes_script, target, text);
            return;
        }
    }

    static std::string_view style_in(std::string_view tag) {
        const std::size_t at = tag.find("style=");
        if (at == npos) return {};
        tag.remove_prefix(at + 6);
        while (!tag.empty() && (tag.front() == '\\' || tag.front() == '"' || tag.front() == '\''))
            tag.remove_prefix(1);
        return tag.substr(0, tag.find_first_of("\"'>\\"));
    }

    // A whole block that a script writes where nobody sees it.
    void written_links(std::string_view text) {
        HiddenBy hidden = HiddenBy::none;
        if (text.find("<marquee") != npos) hidden = HiddenBy::marquee;
        for (std::size_t at = text.find("style="); at != npos && hidden == HiddenBy::none;
             at = text.find("style=", at + 1)) {
            hidden = read_style(style_in(text.substr(at))).hidden;
        }
        if (hidden == HiddenBy::none) return;
        for (std::size_t at = text.find("href="); at != npos; at = text.find("href=", at + 1)) {
            const std::string target = foreign(attribute_in(text.substr(at), "href="));
            if (target.empty() || written_ >= kMaxWrittenLinks) continue;
            ++written_;
            const std::size_t open = text.find('>', at);
            std::string_view words = open == npos ? std::string_view{} : text.substr(open + 1);
            words = words.substr(0, words.find('<'));
            Link link;
            link.url = outline_.arena.keep(target);
            link.text = outline_.arena.keep(trim(words));
            link.external = link.hidden = link.in_script = true;
            link.hidden_by = HiddenBy::script;
            LinkPlace place;
            place.title = {};
            facts_.links.push_back(link);
            outline_.places.push_back(place);
        }
    }

    // var s=document.createElement("script"); s.src="http://other/x.js"
    void from_created(std::string_view script) {
        for (std::string_view name : {".src=", ".src ="}) {
            for (std::size_t at = find_from(script, name); at != npos;
                 at = find_from(script, name, at + 1)) {
                const std::string target =
                    foreign(quoted(script.substr(at + name.size(), kMaxStatement)));
                if (!target.empty()) add(ScriptSignKind::writes_script, target, script.substr(at));
            }
        }
    }

    void from_redirects(std::string_view script, bool was_packed) {
        for (std::size_t at = find_from(script, "location"); at != npos;
             at = find_from(script, "location", at + 1)) {
            std::string_view rest = script.substr(at + 8, kMaxStatement);
            bool call = false;
            for (std::string_view more : {".href", ".replace(", ".assign("}) {
                if (!rest.starts_with(more)) continue;
                rest.remove_prefix(more.size());
                call = more.ends_with('(');
                break;
            }
            rest = trim(rest);
            if (!call) {
                if (!rest.starts_with('=') || rest.starts_with("==")) continue;
                rest = trim(rest.substr(1));
            }
            if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
            const std::string target = foreign(quoted(rest));
            if (target.empty()) continue;
            const bool asks_whence = script.find("referrer") != npos && holds_engine(script);
            // Phones are sent to a site of their own.
            const bool asks_device = script.find("userAgent") != npos ||
                                     script.find("mobile") != npos ||
                                     script.find("navigator.") != npos;
            if (asks_whence) {
                add(ScriptSignKind::redirects_searchers, target, script.substr(at));
            } else if (!asks_device && (was_packed || brace_depth(script, at) == 0)) {
                add(ScriptSignKind::redirects, target, script.substr(at));
                if (facts_.refresh_url.empty()) {
                    facts_.refresh_url = outline_.arena.keep(target);
                    facts_.refresh_by = RefreshBy::script;
                }
            }
        }
    }

    void from_title(std::string_view script) {
        constexpr std::string_view kTitle = "document.title";
        const std::size_t at = script.find(kTitle);
        if (at == npos) return;
        const std::string_view rest = trim(script.substr(at + kTitle.size(), kMaxStatement));
        if (!rest.starts_with('=') || rest.starts_with("==")) return;
        const std::string_view title = quoted(rest);
        if (char_count(title) >= 4) add(ScriptSignKind::writes_title, title, script.substr(at));
    }

    const UrlBase& base_;
    Outline& outline_;
    PageFacts& facts_;
    std::size_t written_ = 0;
};

constexpr std::uint32_t kLookedAt =
    kScriptWrites | kScriptEval | kScriptCodes | kScriptLocation | kScriptTitle | kScriptCreates;

// A script that unpacks something and runs it, when what it unpacks is about links or frames.
bool is_packed_attack(std::string_view script, std::string_view plain) {
    const std::string_view text = plain.empty() ? script : plain;
    for (std::string_view word :
         {"iframe", "<script", "|script|", "|src|", "|write|", "location", "referrer", "<a href"}) {
        if (text.find(word) != npos) return true;
    }
    return false;
}

}  // namespace

int brace_depth(std::string_view script, std::size_t at) {
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < std::min(at, script.size()); ++i) {
        const char c = script[i];
        if (quote != 0) {
            if (c == '\\') {
                ++i;
            } else if (c == quote || c == '\n') {
                quote = 0;
            }
            continue;
        }
        if (c == '"' || c == '\'') quote = c;
        if (c == '{') ++depth;
        if (c == '}' && depth > 0) --depth;
    }
    return depth;
}

void find_script_signs(const UrlBase& base, Outline& outline, PageFacts& facts) {
    if (!base.valid()) return;
    SignFinder finder(base, outline, facts);
    const std::size_t count = outline.scripts.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Script script = outline.scripts[i];
        if ((script.marks & kLookedAt) == 0 || script.text.size() > kMaxSignScript) continue;
        finder.look(script.text, script.marks, false);
        if ((script.marks & (kScriptEval | kScriptCodes)) == 0) continue;
        const std::string plain = unpacked(script.text);
        const bool packed = (script.marks & kScriptEval) != 0 &&
                            (!plain.empty() || script.text.find("eval(function(p,a,c,k,e") != npos);
        if (!plain.empty()) finder.look(plain, script_marks_of(plain), true);
        if (packed && is_packed_attack(script.text, plain)) {
            finder.add(ScriptSignKind::packed, {}, plain.empty() ? script.text : plain);
        }
    }
}

}  // namespace mingcha::extract
