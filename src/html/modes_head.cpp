// Insertion modes up to the body, and behind it: HTML standard §13.2.6.4.1–6 and .19–23.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

bool begins_any_case(std::string_view text, std::string_view lower_head) {
    return text.size() >= lower_head.size() &&
           equals_ignoring_ascii_case(text.substr(0, lower_head.size()), lower_head);
}

constexpr std::array<std::string_view, 55> kQuirkyPublicIds{
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

QuirksMode quirks_of(const Token& doctype) {
    const std::string_view id = doctype.public_id;
    if (doctype.force_quirks || doctype.data != "html") return QuirksMode::quirks;
    if (doctype.has_public) {
        if (equals_ignoring_ascii_case(id, "-//w3o//dtd w3 html strict 3.0//en//") ||
            equals_ignoring_ascii_case(id, "-/w3c/dtd html 4.0 transitional/en") ||
            equals_ignoring_ascii_case(id, "html")) {
            return QuirksMode::quirks;
        }
        for (std::string_view quirky : kQuirkyPublicIds) {
            if (begins_any_case(id, quirky)) return QuirksMode::quirks;
        }
    }
    if (doctype.has_system &&
        equals_ignoring_ascii_case(doctype.system_id,
                                   "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) {
        return QuirksMode::quirks;
    }
    const bool html401 = begins_any_case(id, "-//w3c//dtd html 4.01 frameset//") ||
                         begins_any_case(id, "-//w3c//dtd html 4.01 transitional//");
    if (doctype.has_public && html401) {
        return doctype.has_system ? QuirksMode::limited_quirks : QuirksMode::quirks;
    }
    if (doctype.has_public && (begins_any_case(id, "-//w3c//dtd xhtml 1.0 frameset//") ||
                               begins_any_case(id, "-//w3c//dtd xhtml 1.0 transitional//"))) {
        return QuirksMode::limited_quirks;
    }
    return QuirksMode::no_quirks;
}

// The white space a text begins with.
std::size_t leading_space(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && is_white_space(text.substr(n, 1))) ++n;
    return n;
}

}  // namespace

void TreeBuilder::set_doctype(const Token& token) {
    Node* node = new_node(NodeKind::doctype);
    node->data = token.data;
    node->begin = token.begin;
    node->end = token.end;
    if (token.has_public || token.has_system) {
        node->attributes = arena_.make_array<Attribute>(2);
        node->attribute_count = 2;
        node->attributes[0] = {"public", token.public_id, AttrId::unknown, AttrPrefix::none};
        node->attributes[1] = {"system", token.system_id, AttrId::unknown, AttrPrefix::none};
    }
    insert_at({document_->root, nullptr}, node);
}

void TreeBuilder::mode_initial(Token& token) {
    if (token.kind == TokenKind::text) {
        token.data.remove_prefix(leading_space(token.data));
        if (token.data.empty()) return;
    }
    if (token.kind == TokenKind::comment) return insert_comment(token, document_->root);
    if (token.kind == TokenKind::doctype) {
        set_doctype(token);
        document_->quirks = quirks_of(token);
        mode_ = Mode::before_html;
        return;
    }
    document_->quirks = QuirksMode::quirks;
    mode_ = Mode::before_html;
    process(token);
}

void TreeBuilder::mode_before_html(Token& token) {
    switch (token.kind) {
        case TokenKind::doctype:
            return;
        case TokenKind::comment:
            return insert_comment(token, document_->root);
        case TokenKind::text:
            token.data.remove_prefix(leading_space(token.data));
            if (token.data.empty()) return;
            break;
        case TokenKind::start_tag:
            if (token.tag == TagId::html) {
                Node* html = create_element(token, Namespace::html);
                insert_at({document_->root, nullptr}, html);
                push(html);
                document_->html = html;
                mode_ = Mode::before_head;
                return;
            }
            break;
        case TokenKind::end_tag:
            if (token.tag != TagId::head && token.tag != TagId::body && token.tag != TagId::html &&
                token.tag != TagId::br) {
                return;
            }
            break;
        default:
            break;
    }
    Node* html = new_node(NodeKind::element);
    html->tag = TagId::html;
    html->data = name_of(TagId::html);
    html->begin = html->end = token.begin;
    insert_at({document_->root, nullptr}, html);
    push(html);
    document_->html = html;
    mode_ = Mode::before_head;
    process(token);
}

void TreeBuilder::mode_before_head(Token& token) {
    switch (token.kind) {
        case TokenKind::doctype:
            return;
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::text:
            token.data.remove_prefix(leading_space(token.data));
            if (token.data.empty()) return;
            break;
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            if (token.tag == TagId::head) {
                head_element_ = insert_element(token);
                mode_ = Mode::in_head;
                return;
            }
            break;
        case TokenKind::end_tag:
            if (token.tag != TagId::head && token.tag != TagId::body && token.tag != TagId::html &&
                token.tag != TagId::br) {
                return;
            }
            break;
        default:
            break;
    }
    head_element_ = insert_element_named(TagId::head);
    head_element_->begin = head_element_->end = token.begin;
    mode_ = Mode::in_head;
    process(token);
}

void TreeBuilder::mode_in_head(Token& token) {
    switch (token.kind) {
        case TokenKind::text: {
            const std::size_t space = leading_space(token.data);
            insert_text(token.data.substr(0, space), token.begin,
                        token.begin + static_cast<std::uint32_t>(space));
            token.data.remove_prefix(space);
            if (token.data.empty()) return;
            token.begin += static_cast<std::uint32_t>(space);
            break;
        }
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            switch (token.tag) {
                case TagId::html:
                    return mode_in_body(token);
                case TagId::base:
                case TagId::basefont:
                case TagId::bgsound:
                case TagId::link:
                case TagId::meta:
                    insert_void_element(token);
                    return;
                case TagId::title:
                    return start_text_mode(token, TokenizerState::rcdata);
                case TagId::noframes:
                case TagId::style:
                    return start_text_mode(token, TokenizerState::rawtext);
                case TagId::noscript:
                    insert_element(token);
                    mode_ = Mode::in_head_noscript;
                    return;
                case TagId::script:
                    return start_text_mode(token, TokenizerState::script_data);
                case TagId::template_:
                    if (acknowledge_depth(token)) return;
                    insert_element(token);
                    push_marker();
                    frameset_ok_ = false;
                    mode_ = Mode::in_template;
                    template_modes_.push_back(Mode::in_template);
                    return;
                case TagId::head:
                    return;
                default:
                    break;
            }
            break;
        case TokenKind::end_tag:
            switch (token.tag) {
                case TagId::head:
                    pop()->end = token.end;
                    mode_ = Mode::after_head;
                    return;
                case TagId::body:
                case TagId::html:
                case TagId::br:
                    break;
                case TagId::template_:
                    if (!is_open(TagId::template_)) return;
                    generate_implied_end_tags_thoroughly();
                    pop_until(TagId::template_);
                    clear_formatting_to_marker();
                    template_modes_.pop_back();
                    return reset_insertion_mode();
                default:
                    return;
            }
            break;
        default:
            break;
    }
    pop();
    mode_ = Mode::after_head;
    process(token);
}

void TreeBuilder::mode_in_head_noscript(Token& token) {
    switch (token.kind) {
        case TokenKind::doctype:
            return;
        case TokenKind::comment:
            return mode_in_head(token);
        case TokenKind::text: {
            const std::size_t space = leading_space(token.data);
            insert_text(token.data.substr(0, space), token.begin,
                        token.begin + static_cast<std::uint32_t>(space));
            token.data.remove_prefix(space);
            if (token.data.empty()) return;
            break;
        }
        case TokenKind::start_tag:
            switch (token.tag) {
                case TagId::html:
                    return mode_in_body(token);
                case TagId::basefont:
                case TagId::bgsound:
                case TagId::link:
                case TagId::meta:
                case TagId::noframes:
                case TagId::style:
                    return mode_in_head(token);
                case TagId::head:
                case TagId::noscript:
                    return;
                default:
                    break;
            }
            break;
        case TokenKind::end_tag:
            if (token.tag == TagId::noscript) {
                pop()->end = token.end;
                mode_ = Mode::in_head;
                return;
            }
            if (token.tag != TagId::br) return;
            break;
        default:
            break;
    }
    pop();
    mode_ = Mode::in_head;
    process(token);
}

void TreeBuilder::mode_after_head(Token& token) {
    switch (token.kind) {
        case TokenKind::text: {
            const std::size_t space = leading_space(token.data);
            insert_text(token.data.substr(0, space), token.begin,
                        token.begin + static_cast<std::uint32_t>(space));
            token.data.remove_prefix(space);
            if (token.data.empty()) return;
            token.begin += static_cast<std::uint32_t>(space);
            break;
        }
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            switch (token.tag) {
                case TagId::html:
                    return mode_in_body(token);
                case TagId::body:
                    insert_element(token);
                    frameset_ok_ = false;
                    mode_ = Mode::in_body;
                    return;
                case TagId::frameset:
                    insert_element(token);
                    mode_ = Mode::in_frameset;
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
                case TagId::title: {
                    push(head_element_);
                    mode_in_head(token);
                    const std::size_t index = stack_index(head_element_);
                    if (index != stack_.size()) remove_from_stack(index);
                    return;
                }
                case TagId::head:
                    return;
                default:
                    break;
            }
            break;
        case TokenKind::end_tag:
            if (token.tag == TagId::template_) return mode_in_head(token);
            if (token.tag != TagId::body && token.tag != TagId::html && token.tag != TagId::br)
                return;
            break;
        default:
            break;
    }
    Node* body = insert_element_named(TagId::body);
    body->begin = body->end = token.begin;
    mode_ = Mode::in_body;
    process(token);
}

// --- behind the body
// ------------------------------------------------------------------------------

void TreeBuilder::mode_after_body(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            if (is_white_space(token.data)) return mode_in_body(token);
            break;
        case TokenKind::comment:
            return insert_comment(token, stack_[0]);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            break;
        case TokenKind::end_tag:
            if (token.tag == TagId::html) {
                if (context_ == nullptr) mode_ = Mode::after_after_body;
                return;
            }
            break;
        case TokenKind::end_of_file:
            done_ = true;
            return;
    }
    mode_ = Mode::in_body;
    process(token);
}

// The white space of a text; all else in it is an error and dropped.
void TreeBuilder::insert_spaces(const Token& token) {
    for (std::size_t i = 0; i < token.data.size(); ++i) {
        if (!is_white_space(token.data.substr(i, 1))) continue;
        // Where references were decoded the offset is but a lower bound.
        const std::uint32_t at = token.begin + static_cast<std::uint32_t>(i);
        insert_text(token.data.substr(i, 1), std::min(at, token.end), std::min(at + 1, token.end));
    }
}

void TreeBuilder::mode_in_frameset(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            insert_spaces(token);
            return;
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            switch (token.tag) {
                case TagId::html:
                    return mode_in_body(token);
                case TagId::frameset:
                    if (!acknowledge_depth(token)) insert_element(token);
                    return;
                case TagId::frame:
                    insert_void_element(token);
                    return;
                case TagId::noframes:
                    return mode_in_head(token);
                default:
                    return;
            }
        case TokenKind::end_tag:
            if (token.tag != TagId::frameset || stack_.size() == 1) return;
            pop()->end = token.end;
            if (context_ == nullptr && !current()->is(TagId::frameset))
                mode_ = Mode::after_frameset;
            return;
        case TokenKind::end_of_file:
            done_ = true;
            return;
    }
}

void TreeBuilder::mode_after_frameset(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            return mode_in_frameset(token);
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            if (token.tag == TagId::noframes) return mode_in_head(token);
            return;
        case TokenKind::end_tag:
            if (token.tag == TagId::html) mode_ = Mode::after_after_frameset;
            return;
        case TokenKind::end_of_file:
            done_ = true;
            return;
    }
}

void TreeBuilder::mode_after_after_body(Token& token) {
    switch (token.kind) {
        case TokenKind::comment:
            return insert_comment(token, document_->root);
        case TokenKind::doctype:
            return mode_in_body(token);
        case TokenKind::text:
            if (is_white_space(token.data)) return mode_in_body(token);
            break;
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            break;
        case TokenKind::end_of_file:
            done_ = true;
            return;
        default:
            break;
    }
    mode_ = Mode::in_body;
    process(token);
}

void TreeBuilder::mode_after_after_frameset(Token& token) {
    switch (token.kind) {
        case TokenKind::comment:
            return insert_comment(token, document_->root);
        case TokenKind::doctype:
            return mode_in_body(token);
        case TokenKind::text: {
            if (is_white_space(token.data)) return mode_in_body(token);
            return mode_in_frameset(token);
        }
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            if (token.tag == TagId::noframes) return mode_in_head(token);
            return;
        case TokenKind::end_of_file:
            done_ = true;
            return;
        default:
            return;
    }
}

// §13.2.6.4.22 in template.
void TreeBuilder::mode_in_template(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
        case TokenKind::comment:
        case TokenKind::doctype:
            return mode_in_body(token);
        case TokenKind::start_tag: {
            Mode next = Mode::in_body;
            switch (token.tag) {
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
                case TagId::caption:
                case TagId::colgroup:
                case TagId::tbody:
                case TagId::tfoot:
                case TagId::thead:
                    next = Mode::in_table;
                    break;
                case TagId::col:
                    next = Mode::in_column_group;
                    break;
                case TagId::tr:
                    next = Mode::in_table_body;
                    break;
                case TagId::td:
                case TagId::th:
                    next = Mode::in_row;
                    break;
                default:
                    break;
            }
            template_modes_.back() = next;
            mode_ = next;
            return process(token);
        }
        case TokenKind::end_tag:
            if (token.tag == TagId::template_) return mode_in_head(token);
            return;
        case TokenKind::end_of_file:
            if (!is_open(TagId::template_)) {
                done_ = true;
                return;
            }
            pop_until(TagId::template_);
            clear_formatting_to_marker();
            template_modes_.pop_back();
            reset_insertion_mode();
            return process(token);
    }
}

}  // namespace mingcha::html
