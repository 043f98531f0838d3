// Insertion mode "in body": HTML standard §13.2.6.4.7.
#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "html/limits.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_heading(TagId tag) {
    return tag >= TagId::h1 && tag <= TagId::h6;
}

}  // namespace

// NUL characters are dropped here, whatever else the text holds.
void TreeBuilder::body_text(Token& token) {
    std::string_view text = token.data;
    if (tokenizer_.has_nul() && text.find('\0') != std::string_view::npos) {
        char* const copy = arena_.bytes(text.size());
        char* const end =
            std::copy_if(text.begin(), text.end(), copy, [](char c) { return c != '\0'; });
        text = {copy, static_cast<std::size_t>(end - copy)};
        if (text.empty()) return;
    }
    reconstruct_formatting();
    insert_text(text, token.begin, token.end);
    if (frameset_ok_ && !is_white_space(text)) frameset_ok_ = false;
}

void TreeBuilder::mode_in_body(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            return body_text(token);
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            return body_start_tag(token);
        case TokenKind::end_tag:
            return body_end_tag(token);
        case TokenKind::end_of_file:
            if (!template_modes_.empty()) return mode_in_template(token);
            done_ = true;
            return;
    }
}

// "li", "dd", "dt" start tags: an open item of the list ends, but not through another special
// element.
void TreeBuilder::close_list_item(TagId item) {
    frameset_ok_ = false;
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const Node* node = stack_[i];
        const bool same =
            item == TagId::li ? node->is(TagId::li) : node->is(TagId::dd) || node->is(TagId::dt);
        if (same) {
            const TagId tag = node->tag;
            generate_implied_end_tags(tag);
            pop_until(tag);
            break;
        }
        if (is_special(node) && !node->is(TagId::address) && !node->is(TagId::div) &&
            !node->is(TagId::p))
            break;
    }
    if (in_scope(TagId::p, Scope::button)) close_p();
}

void TreeBuilder::body_start_tag(Token& token) {
    if (acknowledge_depth(token)) return;
    switch (token.tag) {
        case TagId::html:
            if (!is_open(TagId::template_)) add_missing_attributes(stack_[0], token);
            return;
        case TagId::base:
        case TagId::basefont:
        case TagId::bgsound:
        case TagId::link:
        case TagId::meta:
        case TagId::noframes:
        case TagId::script:
        case TagId::style:
        case TagId::template_:
        case TagId::title:
            return mode_in_head(token);
        case TagId::body:
            if (stack_.size() < 2 || !stack_[1]->is(TagId::body) || is_open(TagId::template_))
                return;
            frameset_ok_ = false;
            return add_missing_attributes(stack_[1], token);
        case TagId::frameset:
            if (stack_.size() < 2 || !stack_[1]->is(TagId::body) || !frameset_ok_) return;
            detach(stack_[1]);
            while (stack_.size() > 1) pop();
            insert_element(token);
            mode_ = Mode::in_frameset;
            return;
        case TagId::address:
        case TagId::article:
        case TagId::aside:
        case TagId::blockquote:
        case TagId::center:
        case TagId::details:
        case TagId::dialog:
        case TagId::dir:
        case TagId::div:
        case TagId::dl:
        case TagId::fieldset:
        case TagId::figcaption:
        case TagId::figure:
        case TagId::footer:
        case TagId::header:
        case TagId::hgroup:
        case TagId::main:
        case TagId::menu:
        case TagId::nav:
        case TagId::ol:
        case TagId::p:
        case TagId::search:
        case TagId::section:
        case TagId::summary:
        case TagId::ul:
            if (in_scope(TagId::p, Scope::button)) close_p();
            insert_element(token);
            return;
        case TagId::h1:
        case TagId::h2:
        case TagId::h3:
        case TagId::h4:
        case TagId::h5:
        case TagId::h6:
            if (in_scope(TagId::p, Scope::button)) close_p();
            if (current()->ns == Namespace::html && is_heading(current()->tag)) pop();
            insert_element(token);
            return;
        case TagId::pre:
        case TagId::listing:
            if (in_scope(TagId::p, Scope::button)) close_p();
            insert_element(token);
            skip_newline_ = true;
            frameset_ok_ = false;
            return;
        case TagId::form: {
            const bool in_template = is_open(TagId::template_);
            if (form_element_ != nullptr && !in_template) return;
            if (in_scope(TagId::p, Scope::button)) close_p();
            Node* form = insert_element(token);
            if (!in_template) form_element_ = form;
            return;
        }
        case TagId::li:
        case TagId::dd:
        case TagId::dt:
            close_list_item(token.tag);
            insert_element(token);
            return;
        case TagId::plaintext:
            if (in_scope(TagId::p, Scope::button)) close_p();
            insert_element(token);
            tokenizer_.set_state(TokenizerState::plaintext);
            return;
        case TagId::button:
            if (in_scope(TagId::button)) {
                generate_implied_end_tags();
                pop_until(TagId::button);
            }
            reconstruct_formatting();
            insert_element(token);
            frameset_ok_ = false;
            return;
        case TagId::a:
            if (Node* open = formatting_after_marker(TagId::a)) {
                adoption_agency(token);
                const std::size_t in_list = formatting_index(open);
                if (in_list != formatting_.size()) {
                    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(in_list));
                }
                const std::size_t in_stack = stack_index(open);
                if (in_stack != stack_.size()) remove_from_stack(in_stack);
            }
            reconstruct_formatting();
            push_formatting(insert_element(token));
            return;
        case TagId::b:
        case TagId::big:
        case TagId::code:
        case TagId::em:
        case TagId::font:
        case TagId::i:
        case TagId::s:
        case TagId::small:
        case TagId::strike:
        case TagId::strong:
        case TagId::tt:
        case TagId::u:
            reconstruct_formatting();
            push_formatting(insert_element(token));
            return;
        case TagId::nobr:
            reconstruct_formatting();
            if (in_scope(TagId::nobr)) {
                adoption_agency(token);
                reconstruct_formatting();
            }
            push_formatting(insert_element(token));
            return;
        case TagId::applet:
        case TagId::marquee:
        case TagId::object:
            reconstruct_formatting();
            insert_element(token);
            push_marker();
            frameset_ok_ = false;
            return;
        case TagId::table:
            if (document_->quirks != QuirksMode::quirks && in_scope(TagId::p, Scope::button))
                close_p();
            insert_element(token);
            frameset_ok_ = false;
            mode_ = Mode::in_table;
            return;
        case TagId::image:
            token.tag = TagId::img;
            token.data = name_of(TagId::img);
            [[fallthrough]];
        case TagId::area:
        case TagId::br:
        case TagId::embed:
        case TagId::img:
        case TagId::keygen:
        case TagId::wbr:
            reconstruct_formatting();
            insert_void_element(token);
            frameset_ok_ = false;
            return;
        case TagId::input: {
            if (context_ != nullptr && context_->is(TagId::select)) return;
            if (in_scope(TagId::select)) pop_until(TagId::select);
            reconstruct_formatting();
            insert_void_element(token);
            const Attribute* type = token.find(AttrId::type);
            if (type == nullptr || !equals_ignoring_ascii_case(type->value, "hidden"))
                frameset_ok_ = false;
            return;
        }
        case TagId::param:
        case TagId::source:
        case TagId::track:
            insert_void_element(token);
            return;
        case TagId::hr:
            if (in_scope(TagId::p, Scope::button)) close_p();
            if (in_scope(TagId::select)) generate_implied_end_tags();
            insert_void_element(token);
            frameset_ok_ = false;
            return;
        case TagId::textarea:
            start_text_mode(token, TokenizerState::rcdata);
            skip_newline_ = true;
            frameset_ok_ = false;
            return;
        case TagId::xmp:
            if (in_scope(TagId::p, Scope::button)) close_p();
            reconstruct_formatting();
            frameset_ok_ = false;
            return start_text_mode(token, TokenizerState::rawtext);
        case TagId::iframe:
            frameset_ok_ = false;
            return start_text_mode(token, TokenizerState::rawtext);
        case TagId::noembed:
            return start_text_mode(token, TokenizerState::rawtext);
        case TagId::select:
        case TagId::option:
        case TagId::optgroup:
            return select_start_tag(token);
        case TagId::rb:
        case TagId::rtc:
            if (in_scope(TagId::ruby)) generate_implied_end_tags();
            insert_element(token);
            return;
        case TagId::rp:
        case TagId::rt:
            if (in_scope(TagId::ruby)) generate_implied_end_tags(TagId::rtc);
            insert_element(token);
            return;
        case TagId::math:
        case TagId::svg: {
            reconstruct_formatting();
            const Namespace ns = token.tag == TagId::math ? Namespace::math : Namespace::svg;
            insert_foreign(token, ns);
            return;
        }
        case TagId::caption:
        case TagId::col:
        case TagId::colgroup:
        case TagId::frame:
        case TagId::head:
        case TagId::tbody:
        case TagId::td:
        case TagId::tfoot:
        case TagId::th:
        case TagId::thead:
        case TagId::tr:
            return;
        default:
            reconstruct_formatting();
            insert_element(token);
            return;
    }
}

void TreeBuilder::body_end_tag(Token& token) {
    switch (token.tag) {
        case TagId::template_:
            return mode_in_head(token);
        case TagId::body:
        case TagId::html:
            if (!in_scope(TagId::body)) return;
            if (stack_.size() > 1) stack_[1]->end = token.end;
            mode_ = Mode::after_body;
            if (token.tag == TagId::html) process(token);
            return;
        case TagId::address:
        case TagId::article:
        case TagId::aside:
        case TagId::blockquote:
        case TagId::button:
        case TagId::center:
        case TagId::details:
        case TagId::dialog:
        case TagId::dir:
        case TagId::div:
        case TagId::dl:
        case TagId::fieldset:
        case TagId::figcaption:
        case TagId::figure:
        case TagId::footer:
        case TagId::header:
        case TagId::hgroup:
        case TagId::listing:
        case TagId::main:
        case TagId::menu:
        case TagId::nav:
        case TagId::ol:
        case TagId::pre:
        case TagId::search:
        case TagId::section:
        case TagId::select:
        case TagId::summary:
        case TagId::ul:
            if (!in_scope(token.tag)) return;
            generate_implied_end_tags();
            return close_element(token);
        case TagId::form: {
            if (is_open(TagId::template_)) {
                if (!in_scope(TagId::form)) return;
                generate_implied_end_tags();
                return close_element(token);
            }
            Node* form = form_element_;
            form_element_ = nullptr;
            if (form == nullptr || !node_in_scope(form)) return;
            generate_implied_end_tags();
            form->end = token.end;
            const std::size_t index = stack_index(form);
            if (index != stack_.size()) remove_from_stack(index);
            return;
        }
        case TagId::p:
            if (!in_scope(TagId::p, Scope::button)) insert_element_named(TagId::p);
            generate_implied_end_tags(TagId::p);
            return close_element(token);
        case TagId::li:
            if (!in_scope(TagId::li, Scope::list_item)) return;
            generate_implied_end_tags(TagId::li);
            return close_element(token);
        case TagId::dd:
        case TagId::dt:
            if (!in_scope(token.tag)) return;
            generate_implied_end_tags(token.tag);
            return close_element(token);
        case TagId::h1:
        case TagId::h2:
        case TagId::h3:
        case TagId::h4:
        case TagId::h5:
        case TagId::h6:
            if (!heading_in_scope()) return;
            generate_implied_end_tags();
            current()->end = token.end;
            return pop_until_heading();
        case TagId::a:
        case TagId::b:
        case TagId::big:
        case TagId::code:
        case TagId::em:
        case TagId::font:
        case TagId::i:
        case TagId::nobr:
        case TagId::s:
        case TagId::small:
        case TagId::strike:
        case TagId::strong:
        case TagId::tt:
        case TagId::u:
            return adoption_agency(token);
        case TagId::applet:
        case TagId::marquee:
        case TagId::object:
            if (!in_scope(token.tag)) return;
            generate_implied_end_tags();
            close_element(token);
            return clear_formatting_to_marker();
        case TagId::br:
            token.kind = TokenKind::start_tag;
            token.attributes.clear();
            token.self_closing = false;
            return body_start_tag(token);
        default:
            return any_other_end_tag(token);
    }
}

// Pops up to the element that the end tag names; it ends where the tag does.
void TreeBuilder::close_element(const Token& token) {
    while (!stack_.empty()) {
        Node* const element = pop();
        if (!element->is(token.tag)) continue;
        element->end = token.end;
        return;
    }
}

void TreeBuilder::any_other_end_tag(const Token& token) {
    const bool known = token.tag != TagId::unknown;
    if (known && !is_open(token.tag)) {
        // Nothing to close; only a special element between would have stopped the search.
        return;
    }
    for (std::size_t i = stack_.size(); i-- > 0;) {
        Node* const node = stack_[i];
        const bool same = node->ns == Namespace::html &&
                          (known ? node->tag == token.tag : node->data == token.data);
        if (same) {
            if (known) {
                generate_implied_end_tags(token.tag);
            } else {
                generate_implied_end_tags();
            }
            node->end = token.end;
            while (stack_.size() > i) pop();
            return;
        }
        if (is_special(node)) return;
    }
}

// A character that is no white space, or NUL, in foreign content: §13.2.6.5.
void TreeBuilder::foreign_text(Token& token) {
    std::string_view text = token.data;
    if (tokenizer_.has_nul() && text.find('\0') != std::string_view::npos) {
        const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
        char* const copy = arena_.bytes(text.size() + count * kReplacement.size());
        char* out = copy;
        for (char c : text) {
            if (c == '\0') {
                out = std::copy(kReplacement.begin(), kReplacement.end(), out);
            } else {
                *out++ = c;
            }
        }
        // NULs alone do not count as text that forbids a frameset.
        for (char c : text) {
            if (c != '\0' && !is_white_space({&c, 1})) frameset_ok_ = false;
        }
        return insert_text({copy, static_cast<std::size_t>(out - copy)}, token.begin, token.end);
    }
    insert_text(text, token.begin, token.end);
    if (frameset_ok_ && !is_white_space(text)) frameset_ok_ = false;
}

}  // namespace mingcha::html
