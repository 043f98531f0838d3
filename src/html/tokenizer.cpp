#include "html/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "html/entities.h"
#include "html/limits.h"
#include "html/scan.h"

namespace mingcha::html {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}
inline char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
// What the loops over names look at, one bit each.
enum CharClass : std::uint8_t {
    kSpaceOrSlash = 1,
    kEndsName = 2,
    kEndsAttribute = 4,
    kEndsBare = 8
};
constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (unsigned char c : {' ', '\n', '\t', '\f'}) {
        classes[c] = kSpaceOrSlash | kEndsName | kEndsAttribute | kEndsBare;
    }
    classes['/'] = kSpaceOrSlash | kEndsName | kEndsAttribute;
    classes['>'] = kEndsName | kEndsAttribute | kEndsBare;
    classes['='] = kEndsAttribute;
    classes['&'] = classes['\0'] = kEndsBare;
    return classes;
}
constexpr auto kClasses = make_classes();
inline bool is_class(char c, std::uint8_t wanted) {
    return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

bool starts_with_any_case(const char* at, const char* end, std::string_view lower_word) {
    if (static_cast<std::size_t>(end - at) < lower_word.size()) return false;
    for (std::size_t i = 0; i < lower_word.size(); ++i) {
        if (lower(at[i]) != lower_word[i]) return false;
    }
    return true;
}

}  // namespace

void Tokenizer::start(std::string_view input, TokenizerState state,
                      std::string_view last_start_tag) {
    begin_ = at_ = input.data();
    end_ = input.data() + input.size();
    state_ = state;
    last_start_tag_ = last_start_tag;
    cdata_allowed_ = false;
    limits_hit_ = 0;
    has_nul_ = !input.empty() && std::memchr(input.data(), 0, input.size()) != nullptr;
}

void Tokenizer::next(Token& token) {
    token.begin = static_cast<std::uint32_t>(at_ - begin_);
    bool found = false;
    while (!found && at_ != end_) {
        switch (state_) {
            case TokenizerState::data:
                found = lex_data(token, true);
                break;
            case TokenizerState::rcdata:
                found = lex_raw(token, true);
                break;
            case TokenizerState::rawtext:
                found = lex_raw(token, false);
                break;
            case TokenizerState::script_data:
                found = lex_script(token);
                break;
            case TokenizerState::plaintext:
                found = lex_plaintext(token);
                break;
            case TokenizerState::cdata:
                found = lex_cdata(token);
                break;
        }
    }
    if (!found) token.kind = TokenKind::end_of_file;
    token.end = static_cast<std::uint32_t>(at_ - begin_);
}

// --- text ---------------------------------------------------------------------------------------

void Tokenizer::append(Run& run, const char* from, const char* to) {
    if (from == to) return;
    if (run.copy == nullptr) {
        if (run.begin == run.end) {
            run.begin = from;
            run.end = to;
            return;
        }
        if (run.end == from) {
            run.end = to;
            return;
        }
    }
    append_decoded(run, from, static_cast<std::size_t>(to - from));
}

void Tokenizer::append_decoded(Run& run, const char* bytes, std::size_t size) {
    if (run.copy == nullptr) {
        run.size = static_cast<std::size_t>(run.end - run.begin);
        run.capacity = std::max<std::size_t>(64, (run.size + size) * 2);
        run.copy = arena_.bytes(run.capacity);
        if (run.size > 0) std::memcpy(run.copy, run.begin, run.size);
    } else if (run.size + size > run.capacity) {
        run.capacity = (run.size + size) * 2;
        char* const larger = arena_.bytes(run.capacity);
        std::memcpy(larger, run.copy, run.size);
        run.copy = larger;
    }
    std::memcpy(run.copy + run.size, bytes, size);
    run.size += size;
}

std::string_view Tokenizer::text_of(const Run& run) const {
    if (run.copy != nullptr) return {run.copy, run.size};
    return {run.begin, static_cast<std::size_t>(run.end - run.begin)};
}

void Tokenizer::emit_text(Token& token, const Run& run, const char* begin) {
    token.kind = TokenKind::text;
    token.data = text_of(run);
    token.begin = static_cast<std::uint32_t>(begin - begin_);
}

// §13.2.5.1 Data state. Text up to the next '<' that opens markup; references decoded on the way.
bool Tokenizer::lex_data(Token& token, bool references) {
    if (end_ - at_ >= 2 && *at_ == '<' && is_letter(at_[1])) {
        ++at_;
        return lex_tag(token, false);
    }
    Run run;
    const char* const begin = at_;
    while (at_ != end_) {
        const char* const hit = find_any<'<', '&', '<'>(at_, end_);
        append(run, at_, hit);
        at_ = hit;
        if (at_ == end_) break;
        if (*at_ == '&') {
            const Reference reference =
                references ? match_reference({at_, static_cast<std::size_t>(end_ - at_)}, false)
                           : Reference{};
            if (reference.consumed > 0) {
                append_decoded(run, reference.bytes, reference.size);
                at_ += reference.consumed;
            } else {
                append(run, at_, at_ + 1);
                ++at_;
            }
            continue;
        }
        const char after = at_ + 1 == end_ ? '\0' : at_[1];
        const bool opens =
            is_letter(after) || after == '!' || after == '?' || (after == '/' && at_ + 2 != end_);
        if (!opens) {
            append(run, at_, at_ + 1);
            ++at_;
            continue;
        }
        if (after == '/' && at_[2] == '>') {  // "</>" is nothing at all
            at_ += 3;
            continue;
        }
        if (run.copy != nullptr || run.begin != run.end) {
            emit_text(token, run, begin);
            return true;
        }
        token.begin = static_cast<std::uint32_t>(at_ - begin_);
        return lex_markup(token);
    }
    if (run.copy == nullptr && run.begin == run.end) return false;
    emit_text(token, run, begin);
    return true;
}

// At '<' with something behind it that opens markup. False where the input ends inside a tag.
bool Tokenizer::lex_markup(Token& token) {
    const char after = at_[1];
    if (is_letter(after)) {
        ++at_;
        return lex_tag(token, false);
    }
    if (after == '/') {
        if (is_letter(at_[2])) {
            at_ += 2;
            return lex_tag(token, true);
        }
        at_ += 2;
        lex_bogus_comment(token);
        return true;
    }
    if (after == '?') {
        ++at_;
        lex_bogus_comment(token);
        return true;
    }
    at_ += 2;  // "<!", §13.2.5.42 markup declaration open
    if (end_ - at_ >= 2 && at_[0] == '-' && at_[1] == '-') {
        at_ += 2;
        lex_comment(token);
    } else if (starts_with_any_case(at_, end_, "doctype")) {
        at_ += 7;
        lex_doctype(token);
    } else if (cdata_allowed_ && end_ - at_ >= 7 && std::memcmp(at_, "[CDATA[", 7) == 0) {
        at_ += 7;
        state_ = TokenizerState::cdata;
        return at_ != end_ && lex_cdata(token);
    } else {
        lex_bogus_comment(token);
    }
    return true;
}

// Where "</name" of the last start tag stands at `at` and ends as a name does: behind it.
const char* Tokenizer::appropriate_end_tag(const char* at) const {
    if (last_start_tag_.empty() || end_ - at < 3 || at[1] != '/') return nullptr;
    if (!starts_with_any_case(at + 2, end_, last_start_tag_)) return nullptr;
    const char* const behind = at + 2 + last_start_tag_.size();
    return behind != end_ && is_class(*behind, kEndsName) ? behind : nullptr;
}

// §13.2.5.2 RCDATA and §13.2.5.3 RAWTEXT.
bool Tokenizer::lex_raw(Token& token, bool references) {
    Run run;
    const char* const begin = at_;
    while (at_ != end_) {
        const char* const hit = find_any<'<', '&', '\0'>(at_, end_);
        append(run, at_, hit);
        at_ = hit;
        if (at_ == end_) break;
        if (*at_ == '\0') {
            append_decoded(run, kReplacement.data(), kReplacement.size());
            ++at_;
            continue;
        }
        if (*at_ == '&' && references) {
            const Reference reference =
                match_reference({at_, static_cast<std::size_t>(end_ - at_)}, false);
            if (reference.consumed > 0) {
                append_decoded(run, reference.bytes, reference.size);
                at_ += reference.consumed;
                continue;
            }
        } else if (*at_ == '<' && appropriate_end_tag(at_) != nullptr) {
            if (run.copy != nullptr || run.begin != run.end) {
                emit_text(token, run, begin);
                return true;
            }
            token.begin = static_cast<std::uint32_t>(at_ - begin_);
            at_ += 2;
            return lex_tag(token, true);
        }
        append(run, at_, at_ + 1);
        ++at_;
    }
    if (run.copy == nullptr && run.begin == run.end) return false;
    emit_text(token, run, begin);
    return true;
}

// §13.2.5.4, .15–.31: script data, escaped by "<!--", double escaped by a "<script" within that.
bool Tokenizer::lex_script(Token& token) {
    enum class Escape { none, escaped, twice };
    Escape escape = Escape::none;
    Run run;
    const char* const begin = at_;
    int dashes = 0;  // run of '-' just before at_, counted within the escaped states
    while (at_ != end_) {
        const char c = *at_;
        if (c != '-') {
            const bool closes = c == '>' && dashes >= 2 && escape != Escape::none;
            if (closes) escape = Escape::none;
            if (c != '<' || closes) dashes = 0;
        }
        if (c == '-') {
            if (escape != Escape::none) ++dashes;
            append(run, at_, at_ + 1);
            ++at_;
            continue;
        }
        if (c == '\0') {
            append_decoded(run, kReplacement.data(), kReplacement.size());
            ++at_;
            continue;
        }
        if (c != '<') {
            const char* const hit = escape == Escape::none
                                        ? find_any<'<', '\0', '<'>(at_ + 1, end_)
                                        : find_any<'<', '\0', '-'>(at_ + 1, end_);
            append(run, at_, hit);
            at_ = hit;
            continue;
        }
        dashes = 0;
        if (escape != Escape::twice && appropriate_end_tag(at_) != nullptr) {
            if (run.copy != nullptr || run.begin != run.end) {
                emit_text(token, run, begin);
                return true;
            }
            token.begin = static_cast<std::uint32_t>(at_ - begin_);
            at_ += 2;
            return lex_tag(token, true);
        }
        std::size_t taken = 1;
        if (escape == Escape::none) {
            if (end_ - at_ >= 4 && std::memcmp(at_, "<!--", 4) == 0) {
                escape = Escape::escaped;
                dashes = 2;
                taken = 4;
            }
        } else {
            const bool end_tag = end_ - at_ >= 2 && at_[1] == '/';
            const char* const name = at_ + (end_tag ? 2 : 1);
            const char* const behind = name + 6;
            if (end_tag == (escape == Escape::twice) &&
                starts_with_any_case(name, end_, "script") && behind < end_ &&
                is_class(*behind, kEndsName)) {
                escape = end_tag ? Escape::escaped : Escape::twice;
                taken = static_cast<std::size_t>(behind + 1 - at_);
            }
        }
        append(run, at_, at_ + taken);
        at_ += taken;
    }
    if (run.copy == nullptr && run.begin == run.end) return false;
    emit_text(token, run, begin);
    return true;
}

bool Tokenizer::lex_plaintext(Token& token) {
    token.kind = TokenKind::text;
    token.data = without_nul({at_, static_cast<std::size_t>(end_ - at_)});
    at_ = end_;
    return true;
}

// §13.2.5.69 CDATA section. NUL is left to tree construction.
bool Tokenizer::lex_cdata(Token& token) {
    const std::string_view rest{at_, static_cast<std::size_t>(end_ - at_)};
    const std::size_t close = rest.find("]]>");
    const std::size_t size = close == std::string_view::npos ? rest.size() : close;
    token.kind = TokenKind::text;
    token.data = rest.substr(0, size);
    at_ += size + (close == std::string_view::npos ? 0 : 3);
    if (close != std::string_view::npos) state_ = TokenizerState::data;
    return size > 0;
}

// --- tags ---------------------------------------------------------------------------------------

std::string_view Tokenizer::without_nul(std::string_view text) {
    if (!has_nul_ || text.find('\0') == std::string_view::npos) return text;
    const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    char* const copy = arena_.bytes(text.size() + count * (kReplacement.size() - 1));
    char* out = copy;
    for (char c : text) {
        if (c != '\0') {
            *out++ = c;
            continue;
        }
        out = std::copy(kReplacement.begin(), kReplacement.end(), out);
    }
    return {copy, static_cast<std::size_t>(out - copy)};
}

std::string_view Tokenizer::lower_name(std::string_view raw) {
    const std::string_view name = without_nul(raw);
    bool capitals = false;
    for (char c : name) capitals = capitals || (c >= 'A' && c <= 'Z');
    if (!capitals) return name;
    char* const copy = arena_.bytes(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) copy[i] = lower(name[i]);
    return {copy, name.size()};
}

// At the first letter of a name. False where the input ends inside the tag: then it is no token.
bool Tokenizer::lex_tag(Token& token, bool end_tag) {
    const char* const name = at_;
    const char* at = name;
    while (at != end_ && !is_class(*at, kEndsName)) ++at;
    at_ = at;
    const std::string_view raw{name, static_cast<std::size_t>(at - name)};
    token.kind = end_tag ? TokenKind::end_tag : TokenKind::start_tag;
    token.tag = find_tag_any_case(raw);
    token.data = token.tag != TagId::unknown ? name_of(token.tag) : lower_name(raw);
    token.self_closing = false;
    token.attributes.clear();
    if (at_ == end_) return false;
    if (*at_ == '>') {
        ++at_;
    } else if (!lex_attributes(token)) {
        return false;
    }
    state_ = TokenizerState::data;
    if (!end_tag) last_start_tag_ = token.data;
    return true;
}

// §13.2.5.32–40, from behind the tag's name to behind its '>'.
bool Tokenizer::lex_attributes(Token& token) {
    // A copy of at_: the compiler must take each byte read for one that may change a member.
    const char* at = at_;
    const char* const end = end_;
    for (;;) {
        while (at != end && is_class(*at, kSpaceOrSlash)) {
            // '/' closes the tag only right before '>'; anywhere else it is white space.
            if (*at == '/' && at + 1 != end && at[1] == '>') {
                token.self_closing = true;
                at_ = at + 2;
                return true;
            }
            ++at;
        }
        if (at == end || *at == '>') {
            at_ = at == end ? at : at + 1;
            return at != end;
        }
        const char* const name = at;
        ++at;  // also where it is '=': an attribute may begin with one
        while (at != end && !is_class(*at, kEndsAttribute)) ++at;
        const std::string_view raw{name, static_cast<std::size_t>(at - name)};
        while (at != end && is_space(*at)) ++at;
        std::string_view value;
        if (at != end && *at == '=') {
            at_ = at + 1;
            if (!lex_attribute_value(value)) return false;
            at = at_;
        }
        add_attribute(token, raw, value);
    }
}

bool Tokenizer::lex_attribute_value(std::string_view& value) {
    while (at_ != end_ && is_space(*at_)) ++at_;
    if (at_ == end_) return false;
    if (*at_ == '>') return true;  // no value; the tag ends
    const char quote = *at_ == '"' || *at_ == '\'' ? *at_ : '\0';
    if (quote != '\0') ++at_;
    if (quote == '"') {  // nearly every value: nothing to decode
        const char* const from = at_;
        const char* const hit = find_any<'"', '&', '\0'>(from, end_);
        if (hit != end_ && *hit == '"') {
            value = {from, static_cast<std::size_t>(hit - from)};
            at_ = hit + 1;
            return true;
        }
    }
    Run run;
    for (;;) {
        const char* hit = at_;
        if (quote == '"') {
            hit = find_any<'"', '&', '\0'>(at_, end_);
        } else if (quote == '\'') {
            hit = find_any<'\'', '&', '\0'>(at_, end_);
        } else {
            while (hit != end_ && !is_class(*hit, kEndsBare)) ++hit;
        }
        append(run, at_, hit);
        at_ = hit;
        if (at_ == end_) return false;
        if (*at_ == '&') {
            const Reference reference =
                match_reference({at_, static_cast<std::size_t>(end_ - at_)}, true);
            if (reference.consumed > 0) {
                append_decoded(run, reference.bytes, reference.size);
                at_ += reference.consumed;
            } else {
                append(run, at_, at_ + 1);
                ++at_;
            }
            continue;
        }
        if (*at_ == '\0') {
            append_decoded(run, kReplacement.data(), kReplacement.size());
            ++at_;
            continue;
        }
        if (quote != '\0') ++at_;
        value = text_of(run);
        return true;
    }
}

void Tokenizer::add_attribute(Token& token, std::string_view raw_name, std::string_view value) {
    const AttrId id = find_attribute_any_case(raw_name);
    const std::string_view name = id != AttrId::unknown ? name_of(id) : lower_name(raw_name);
    for (const Attribute& attribute : token.attributes) {
        if (attribute.id == id && attribute.name == name) return;  // the first one counts
    }
    if (token.attributes.size() >= kMaxAttributes) {
        limits_hit_ |= kAttributesLimit;
        return;
    }
    token.attributes.push_back({name, value, id, AttrPrefix::none});
}

// --- comments and doctypes ----------------------------------------------------------------------

// §13.2.5.43–51, behind "<!--".
void Tokenizer::lex_comment(Token& token) {
    token.kind = TokenKind::comment;
    const std::string_view rest{at_, static_cast<std::size_t>(end_ - at_)};
    if (!rest.empty() && rest[0] == '>') {
        token.data = {};
        at_ += 1;
        return;
    }
    if (rest.size() >= 2 && rest[0] == '-' && rest[1] == '>') {
        token.data = {};
        at_ += 2;
        return;
    }
    for (std::size_t i = 0; (i = rest.find("--", i)) != std::string_view::npos; ++i) {
        const std::size_t behind = i + 2;
        if (behind >= rest.size()) break;
        std::size_t taken = 0;
        if (rest[behind] == '>') taken = behind + 1;
        if (rest[behind] == '!' && behind + 1 < rest.size() && rest[behind + 1] == '>')
            taken = behind + 2;
        if (taken == 0) continue;
        token.data = without_nul(rest.substr(0, i));
        at_ += taken;
        return;
    }
    // The input ends: dashes that may have begun the end are not part of the comment.
    std::string_view data = rest;
    for (std::string_view tail : {"--!", "--", "-"}) {
        if (data.size() >= tail.size() && data.substr(data.size() - tail.size()) == tail) {
            data.remove_suffix(tail.size());
            break;
        }
    }
    token.data = without_nul(data);
    at_ = end_;
}

void Tokenizer::lex_bogus_comment(Token& token) {
    const std::string_view rest{at_, static_cast<std::size_t>(end_ - at_)};
    const std::size_t close = rest.find('>');
    const std::size_t size = close == std::string_view::npos ? rest.size() : close;
    token.kind = TokenKind::comment;
    token.data = without_nul(rest.substr(0, size));
    at_ += size + (close == std::string_view::npos ? 0 : 1);
}

// §13.2.5.53–68, behind "<!doctype".
void Tokenizer::lex_doctype(Token& token) {
    token.kind = TokenKind::doctype;
    token.data = {};
    token.public_id = token.system_id = {};
    token.has_public = token.has_system = false;
    token.force_quirks = true;  // until the doctype has ended as it should
    const auto skip_space = [&] {
        while (at_ != end_ && is_space(*at_)) ++at_;
    };
    // Behind the last thing of interest: everything up to '>' is passed over.
    const auto finish = [&](bool quirks) {
        const void* const close =
            at_ == end_ ? nullptr : std::memchr(at_, '>', static_cast<std::size_t>(end_ - at_));
        token.force_quirks = quirks;
        at_ = close == nullptr ? end_ : static_cast<const char*>(close) + 1;
    };
    skip_space();
    if (at_ == end_) return;
    if (*at_ == '>') {
        ++at_;
        return;
    }
    const char* const name = at_;
    while (at_ != end_ && !is_space(*at_) && *at_ != '>') ++at_;
    token.data = lower_name({name, static_cast<std::size_t>(at_ - name)});
    skip_space();
    if (at_ == end_) return;
    if (*at_ == '>') {
        ++at_;
        token.force_quirks = false;
        return;
    }
    const bool is_public = starts_with_any_case(at_, end_, "public");
    if (!is_public && !starts_with_any_case(at_, end_, "system")) return finish(true);
    at_ += 6;
    // A quoted identifier at at_; false where there is none or the doctype ends inside it.
    const auto identifier = [&](std::string_view& id, bool& has) {
        if (at_ == end_ || (*at_ != '"' && *at_ != '\'')) return false;
        const char quote = *at_++;
        const char* const from = at_;
        while (at_ != end_ && *at_ != quote && *at_ != '>') ++at_;
        id = without_nul({from, static_cast<std::size_t>(at_ - from)});
        has = true;
        if (at_ == end_ || *at_ == '>') return false;
        ++at_;
        return true;
    };
    skip_space();
    if (is_public) {
        if (!identifier(token.public_id, token.has_public)) return finish(true);
        skip_space();
        if (at_ != end_ && *at_ == '>') {
            ++at_;
            token.force_quirks = false;
            return;
        }
        if (at_ == end_) return;
    }
    if (!identifier(token.system_id, token.has_system)) return finish(true);
    skip_space();
    if (at_ == end_) return;
    // What follows a complete identifier is wrong but does not force quirks.
    finish(false);
}

}  // namespace mingcha::html
