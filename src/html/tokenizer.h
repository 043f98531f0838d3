// Bytes of decoded UTF-8 → tokens: HTML standard §13.2.5. Line ends must already be \n.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/arena.h"
#include "html/document.h"

namespace mingcha::html {

enum class TokenKind : std::uint8_t { start_tag, end_tag, text, comment, doctype, end_of_file };

// States that tree construction or a fragment's context may set.
enum class TokenizerState : std::uint8_t { data, rcdata, rawtext, script_data, plaintext, cdata };

struct Token {
    TokenKind kind = TokenKind::end_of_file;
    TagId tag = TagId::unknown;
    bool self_closing = false;
    bool force_quirks = false;
    bool has_public = false;
    bool has_system = false;
    std::string_view data;  // name of a tag or doctype, text, comment
    std::string_view public_id;
    std::string_view system_id;
    std::vector<Attribute> attributes;  // of a tag; the first of each name
    std::uint32_t begin = 0;            // offsets in the input
    std::uint32_t end = 0;

    const Attribute* find(AttrId id) const {
        for (const Attribute& attribute : attributes) {
            if (attribute.id == id) return &attribute;
        }
        return nullptr;
    }
};

class Tokenizer {
public:
    explicit Tokenizer(Arena& arena) : arena_(arena) {}

    // `input` outlives the tokens: they view into it.
    void start(std::string_view input, TokenizerState state, std::string_view last_start_tag);

    void set_state(TokenizerState state) { state_ = state; }
    // Whether "<![CDATA[" opens a CDATA section: the adjusted current node is foreign (§13.2.5.42).
    void allow_cdata(bool allowed) { cdata_allowed_ = allowed; }

    // Fills `token`. Text comes in runs as long as possible. After end_of_file it gives that again.
    void next(Token& token);

    std::uint32_t limits_hit() const { return limits_hit_; }
    // Whether a NUL is anywhere in the input: almost never, and then no text need be searched for
    // it.
    bool has_nul() const { return has_nul_; }

private:
    // Text under construction: one view into the input as long as nothing had to be changed.
    struct Run {
        const char* begin = nullptr;  // view
        const char* end = nullptr;
        char* copy = nullptr;  // or a copy in the arena
        std::size_t size = 0;
        std::size_t capacity = 0;
    };

    bool lex_data(Token& token, bool references);
    bool lex_raw(Token& token, bool references);
    bool lex_script(Token& token);
    bool lex_plaintext(Token& token);
    bool lex_cdata(Token& token);
    bool lex_markup(Token& token);
    bool lex_tag(Token& token, bool end_tag);
    bool lex_attributes(Token& token);
    bool lex_attribute_value(std::string_view& value);
    void lex_comment(Token& token);
    void lex_bogus_comment(Token& token);
    void lex_doctype(Token& token);
    const char* appropriate_end_tag(const char* at) const;

    void append(Run& run, const char* from, const char* to);
    void append_decoded(Run& run, const char* bytes, std::size_t size);
    std::string_view text_of(const Run& run) const;
    void emit_text(Token& token, const Run& run, const char* begin);
    void add_attribute(Token& token, std::string_view raw_name, std::string_view value);
    std::string_view without_nul(std::string_view text);
    std::string_view lower_name(std::string_view raw);

    Arena& arena_;
    const char* begin_ = nullptr;
    const char* at_ = nullptr;
    const char* end_ = nullptr;
    TokenizerState state_ = TokenizerState::data;
    std::string_view last_start_tag_;
    bool cdata_allowed_ = false;
    bool has_nul_ = false;
    std::uint32_t limits_hit_ = 0;
};

}  // namespace mingcha::html
