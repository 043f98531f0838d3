// Tokens → tree: HTML standard §13.2.6, with scripting disabled. One file an area: head, body,
// tables and selects, formatting elements, foreign content.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/arena.h"
#include "html/document.h"
#include "html/tokenizer.h"

namespace mingcha::html {

class TreeBuilder {
public:
    explicit TreeBuilder(Arena& arena) : arena_(arena), tokenizer_(arena) {}

    // `input` is UTF-8 with \n line ends. Fills `document`, all of it in the arena or in `input`.
    void parse(std::string_view input, Document& document);

    // §13.4: as the content of an element `context` ("td", "svg path", "math mi").
    void parse_fragment(std::string_view input, std::string_view context, Document& document);

private:
    enum class Mode : std::uint8_t {
        initial,
        before_html,
        before_head,
        in_head,
        in_head_noscript,
        after_head,
        in_body,
        text,
        in_table,
        in_table_text,
        in_caption,
        in_column_group,
        in_table_body,
        in_row,
        in_cell,
        in_template,
        after_body,
        in_frameset,
        after_frameset,
        after_after_body,
        after_after_frameset
    };
    enum class Scope : std::uint8_t { normal, list_item, button, table };

    // Entry in the list of active formatting elements; a null element is a marker.
    struct Formatting {
        Node* element = nullptr;
        std::uint64_t attributes_hash = 0;  // in any order; 0: not asked for yet
        bool is_marker() const { return element == nullptr; }
    };
    struct TextPiece {
        std::string_view text;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    struct Place {
        Node* parent = nullptr;
        Node* before = nullptr;  // nullptr: at the end
    };

    void reset(std::string_view input, Document& document);
    void run();
    void process(Token& token);
    void process_in(Mode mode, Token& token);
    bool must_use_foreign_rules(const Token& token) const;

    // One a mode; each returns when the token is dealt with, by itself or by another mode.
    void mode_initial(Token& token);
    void mode_before_html(Token& token);
    void mode_before_head(Token& token);
    void mode_in_head(Token& token);
    void mode_in_head_noscript(Token& token);
    void mode_after_head(Token& token);
    void mode_in_body(Token& token);
    void mode_text(Token& token);
    void mode_in_table(Token& token);
    void mode_in_table_text(Token& token);
    void mode_in_caption(Token& token);
    void mode_in_column_group(Token& token);
    void mode_in_table_body(Token& token);
    void mode_in_row(Token& token);
    void mode_in_cell(Token& token);
    void mode_in_template(Token& token);
    void mode_after_body(Token& token);
    void mode_in_frameset(Token& token);
    void mode_after_frameset(Token& token);
    void mode_after_after_body(Token& token);
    void mode_after_after_frameset(Token& token);
    void foreign_content(Token& token);

    void body_start_tag(Token& token);
    void select_start_tag(Token& token);
    void body_end_tag(Token& token);
    void close_element(const Token& token);
    void any_other_end_tag(const Token& token);
    void foreign_text(Token& token);
    void insert_foreign(const Token& token, Namespace ns);
    void close_list_item(TagId item);
    void body_text(Token& token);

    // --- tree ---
    Node* new_node(NodeKind kind);
    Node* create_element(const Token& token, Namespace ns);
    Place appropriate_place(Node* override_target = nullptr);
    void insert_at(Place place, Node* node);
    void detach(Node* node);
    Node* insert_element(const Token& token, Namespace ns = Namespace::html);
    Node* insert_void_element(const Token& token);
    Node* insert_element_named(TagId tag);
    void insert_comment(const Token& token, Node* parent = nullptr);
    void insert_text(std::string_view text, std::uint32_t begin, std::uint32_t end);
    void insert_spaces(const Token& token);
    void append_to_text(Node* node, std::string_view text);
    void add_missing_attributes(Node* element, const Token& token);
    void set_doctype(const Token& token);

    // --- stack of open elements ---
    Node* current() const { return stack_.back(); }
    Node* adjusted_current() const;
    void push(Node* element);
    Node* pop();
    void pop_until(TagId tag);
    void pop_until_node(const Node* element);
    void pop_until_heading();
    void remove_from_stack(std::size_t index);
    bool is_open(TagId tag) const { return open_count_[static_cast<std::size_t>(tag)] > 0; }
    bool in_scope(TagId tag, Scope scope = Scope::normal) const;
    bool node_in_scope(const Node* element) const;
    bool heading_in_scope() const;
    std::size_t stack_index(const Node* element) const;
    void generate_implied_end_tags(TagId except = TagId::unknown);
    void generate_implied_end_tags_thoroughly();
    void clear_stack_to(std::initializer_list<TagId> stops);
    void close_p();
    void reset_insertion_mode();

    // --- formatting elements ---
    void reconstruct_formatting();
    void push_formatting(Node* element);
    void push_marker() { formatting_.push_back({}); }
    void clear_formatting_to_marker();
    std::size_t formatting_index(const Node* element) const;
    Node* formatting_after_marker(TagId tag) const;
    void adoption_agency(const Token& token);
    Node* clone_element(const Node* element);

    void start_text_mode(const Token& token, TokenizerState state);
    void mirror_selected_option(Node* option);
    void close_cell();
    void flush_table_text();
    bool acknowledge_depth(const Token& token);

    Arena& arena_;
    Tokenizer tokenizer_;
    Token token_;  // kept from page to page for the memory of its attributes
    Document* document_ = nullptr;
    Mode mode_ = Mode::initial;
    Mode original_mode_ = Mode::initial;
    std::vector<Node*> stack_;
    std::vector<Formatting> formatting_;
    std::vector<Mode> template_modes_;
    std::array<std::uint32_t, static_cast<std::size_t>(TagId::count_)> open_count_{};
    Node* head_element_ = nullptr;
    Node* form_element_ = nullptr;
    Node* context_ = nullptr;  // of a fragment
    std::vector<TextPiece> table_text_;
    bool frameset_ok_ = true;
    bool foster_parenting_ = false;
    bool skip_newline_ = false;  // right behind <pre>, <listing>, <textarea>
    bool done_ = false;
    std::size_t mirror_steps_ = 0;  // spent on <selectedcontent>; bounded
    bool has_selectedcontent_ = false;
};

// "special" of §13.2.4.2, foreign elements included; those foreign ones also bound a scope.
bool is_special(const Node* node);

// §13.2.6: where HTML, or text, stands within SVG and MathML.
bool is_html_integration_point(const Node* node);
bool is_math_text_point(const Node* node);

// Whether all of `text` is the white space of §13.2.6 (tab, LF, FF, CR, space).
bool is_white_space(std::string_view text);

}  // namespace mingcha::html
