// Insertion modes of tables: HTML standard §13.2.6.4.9–15.
#include <algorithm>

#include "base/text.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

bool is_table_context(const Node* node) {
    return node->is(TagId::table) || node->is(TagId::tbody) || node->is(TagId::template_) ||
           node->is(TagId::tfoot) || node->is(TagId::thead) || node->is(TagId::tr);
}

}  // namespace

void TreeBuilder::mode_in_table(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            if (!is_table_context(current())) break;
            table_text_.clear();
            original_mode_ = mode_;
            mode_ = Mode::in_table_text;
            return process(token);
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::end_of_file:
            return mode_in_body(token);
        case TokenKind::start_tag:
            switch (token.tag) {
                case TagId::caption:
                    clear_stack_to({TagId::table});
                    push_marker();
                    insert_element(token);
                    mode_ = Mode::in_caption;
                    return;
                case TagId::colgroup:
                    clear_stack_to({TagId::table});
                    insert_element(token);
                    mode_ = Mode::in_column_group;
                    return;
                case TagId::col:
                    clear_stack_to({TagId::table});
                    insert_element_named(TagId::colgroup);
                    mode_ = Mode::in_column_group;
                    return process(token);
                case TagId::tbody:
                case TagId::tfoot:
                case TagId::thead:
                    clear_stack_to({TagId::table});
                    insert_element(token);
                    mode_ = Mode::in_table_body;
                    return;
                case TagId::td:
                case TagId::th:
                case TagId::tr:
                    clear_stack_to({TagId::table});
                    insert_element_named(TagId::tbody);
                    mode_ = Mode::in_table_body;
                    return process(token);
                case TagId::table:
                    if (!in_scope(TagId::table, Scope::table)) return;
                    pop_until(TagId::table);
                    reset_insertion_mode();
                    return process(token);
                case TagId::style:
                case TagId::script:
                case TagId::template_:
                    return mode_in_head(token);
                case TagId::input: {
                    const Attribute* type = token.find(AttrId::type);
                    if (type == nullptr || !equals_ignoring_ascii_case(type->value, "hidden"))
                        break;
                    insert_void_element(token);
                    return;
                }
                case TagId::form:
                    if (is_open(TagId::template_) || form_element_ != nullptr) return;
                    form_element_ = insert_element(token);
                    pop();
                    return;
                default:
                    break;
            }
            break;
        case TokenKind::end_tag:
            switch (token.tag) {
                case TagId::table:
                    if (!in_scope(TagId::table, Scope::table)) return;
                    close_element(token);
                    return reset_insertion_mode();
                case TagId::body:
                case TagId::caption:
                case TagId::col:
                case TagId::colgroup:
                case TagId::html:
                case TagId::tbody:
                case TagId::td:
                case TagId::tfoot:
                case TagId::th:
                case TagId::thead:
                case TagId::tr:
                    return;
                case TagId::template_:
                    return mode_in_head(token);
                default:
                    break;
            }
            break;
    }
    foster_parenting_ = true;
    mode_in_body(token);
    foster_parenting_ = false;
}

void TreeBuilder::mode_in_table_text(Token& token) {
    if (token.kind == TokenKind::text) {
        std::string_view text = token.data;
        if (tokenizer_.has_nul() && text.find('\0') != std::string_view::npos) {
            char* const copy = arena_.bytes(text.size());
            char* const end =
                std::copy_if(text.begin(), text.end(), copy, [](char c) { return c != '\0'; });
            text = {copy, static_cast<std::size_t>(end - copy)};
        }
        if (!text.empty()) table_text_.push_back({text, token.begin, token.end});
        return;
    }
    flush_table_text();
    mode_ = original_mode_;
    process(token);
}

void TreeBuilder::flush_table_text() {
    const bool all_space =
        std::all_of(table_text_.begin(), table_text_.end(),
                    [](const TextPiece& each) { return is_white_space(each.text); });
    Token text;
    text.kind = TokenKind::text;
    for (const TextPiece& each : table_text_) {
        if (all_space) {
            insert_text(each.text, each.begin, each.end);
            continue;
        }
        text.data = each.text;
        text.begin = each.begin;
        text.end = each.end;
        foster_parenting_ = true;
        mode_in_body(text);
        foster_parenting_ = false;
    }
    table_text_.clear();
}

void TreeBuilder::mode_in_caption(Token& token) {
    const bool closes =
        (token.kind == TokenKind::end_tag &&
         (token.tag == TagId::caption || token.tag == TagId::table)) ||
        (token.kind == TokenKind::start_tag &&
         (token.tag == TagId::caption || token.tag == TagId::col || token.tag == TagId::colgroup ||
          token.tag == TagId::tbody || token.tag == TagId::td || token.tag == TagId::tfoot ||
          token.tag == TagId::th || token.tag == TagId::thead || token.tag == TagId::tr));
    if (closes) {
        if (!in_scope(TagId::caption, Scope::table)) return;
        generate_implied_end_tags();
        pop_until(TagId::caption);
        clear_formatting_to_marker();
        mode_ = Mode::in_table;
        if (token.kind == TokenKind::end_tag && token.tag == TagId::caption) return;
        return process(token);
    }
    if (token.kind == TokenKind::end_tag) {
        switch (token.tag) {
            case TagId::body:
            case TagId::col:
            case TagId::colgroup:
            case TagId::html:
            case TagId::tbody:
            case TagId::td:
            case TagId::tfoot:
            case TagId::th:
            case TagId::thead:
            case TagId::tr:
                return;
            default:
                break;
        }
    }
    mode_in_body(token);
}

void TreeBuilder::mode_in_column_group(Token& token) {
    switch (token.kind) {
        case TokenKind::text: {
            std::size_t n = 0;
            while (n < token.data.size() && is_white_space(token.data.substr(n, 1))) ++n;
            insert_text(token.data.substr(0, n), token.begin,
                        token.begin + static_cast<std::uint32_t>(n));
            token.data.remove_prefix(n);
            if (token.data.empty()) return;
            token.begin += static_cast<std::uint32_t>(n);
            if (!current()->is(TagId::colgroup)) return insert_spaces(token);
            break;
        }
        case TokenKind::comment:
            return insert_comment(token);
        case TokenKind::doctype:
            return;
        case TokenKind::end_of_file:
            return mode_in_body(token);
        case TokenKind::start_tag:
            if (token.tag == TagId::html) return mode_in_body(token);
            if (token.tag == TagId::col) {
                insert_void_element(token);
                return;
            }
            if (token.tag == TagId::template_) return mode_in_head(token);
            break;
        case TokenKind::end_tag:
            if (token.tag == TagId::colgroup) {
                if (!current()->is(TagId::colgroup)) return;
                pop();
                mode_ = Mode::in_table;
                return;
            }
            if (token.tag == TagId::col) return;
            if (token.tag == TagId::template_) return mode_in_head(token);
            break;
    }
    if (!current()->is(TagId::colgroup)) return;
    pop();
    mode_ = Mode::in_table;
    process(token);
}

void TreeBuilder::mode_in_table_body(Token& token) {
    if (token.kind == TokenKind::start_tag) {
        switch (token.tag) {
            case TagId::tr:
                clear_stack_to({TagId::tbody, TagId::tfoot, TagId::thead});
                insert_element(token);
                mode_ = Mode::in_row;
                return;
            case TagId::th:
            case TagId::td:
                clear_stack_to({TagId::tbody, TagId::tfoot, TagId::thead});
                insert_element_named(TagId::tr);
                mode_ = Mode::in_row;
                return process(token);
            default:
                break;
        }
    }
    const bool leaves =
        (token.kind == TokenKind::start_tag &&
         (token.tag == TagId::caption || token.tag == TagId::col || token.tag == TagId::colgroup ||
          token.tag == TagId::tbody || token.tag == TagId::tfoot || token.tag == TagId::thead)) ||
        (token.kind == TokenKind::end_tag && token.tag == TagId::table);
    if (leaves) {
        if (!in_scope(TagId::tbody, Scope::table) && !in_scope(TagId::thead, Scope::table) &&
            !in_scope(TagId::tfoot, Scope::table)) {
            return;
        }
        clear_stack_to({TagId::tbody, TagId::tfoot, TagId::thead});
        pop();
        mode_ = Mode::in_table;
        return process(token);
    }
    if (token.kind == TokenKind::end_tag) {
        switch (token.tag) {
            case TagId::tbody:
            case TagId::tfoot:
            case TagId::thead:
                if (!in_scope(token.tag, Scope::table)) return;
                clear_stack_to({TagId::tbody, TagId::tfoot, TagId::thead});
                pop()->end = token.end;
                mode_ = Mode::in_table;
                return;
            case TagId::body:
            case TagId::caption:
            case TagId::col:
            case TagId::colgroup:
            case TagId::html:
            case TagId::td:
            case TagId::th:
            case TagId::tr:
                return;
            default:
                break;
        }
    }
    mode_in_table(token);
}

void TreeBuilder::mode_in_row(Token& token) {
    if (token.kind == TokenKind::start_tag && (token.tag == TagId::th || token.tag == TagId::td)) {
        clear_stack_to({TagId::tr});
        insert_element(token);
        mode_ = Mode::in_cell;
        push_marker();
        return;
    }
    const bool start = token.kind == TokenKind::start_tag;
    const bool end = token.kind == TokenKind::end_tag;
    const bool ends_row = end && token.tag == TagId::tr;
    const bool leaves = ends_row || (end && token.tag == TagId::table) ||
                        (start && (token.tag == TagId::caption || token.tag == TagId::col ||
                                   token.tag == TagId::colgroup || token.tag == TagId::tbody ||
                                   token.tag == TagId::tfoot || token.tag == TagId::thead ||
                                   token.tag == TagId::tr));
    const bool ends_body = end && (token.tag == TagId::tbody || token.tag == TagId::tfoot ||
                                   token.tag == TagId::thead);
    if (leaves || ends_body) {
        if (ends_body && !in_scope(token.tag, Scope::table)) return;
        if (!in_scope(TagId::tr, Scope::table)) return;
        clear_stack_to({TagId::tr});
        Node* const row = pop();
        mode_ = Mode::in_table_body;
        if (ends_row) {
            row->end = token.end;
            return;
        }
        return process(token);
    }
    if (end) {
        switch (token.tag) {
            case TagId::body:
            case TagId::caption:
            case TagId::col:
            case TagId::colgroup:
            case TagId::html:
            case TagId::td:
            case TagId::th:
                return;
            default:
                break;
        }
    }
    mode_in_table(token);
}

void TreeBuilder::close_cell() {
    generate_implied_end_tags();
    while (!stack_.empty()) {
        const Node* node = pop();
        if (node->is(TagId::td) || node->is(TagId::th)) break;
    }
    clear_formatting_to_marker();
    mode_ = Mode::in_row;
}

void TreeBuilder::mode_in_cell(Token& token) {
    if (token.kind == TokenKind::end_tag) {
        switch (token.tag) {
            case TagId::td:
            case TagId::th:
                if (!in_scope(token.tag, Scope::table)) return;
                generate_implied_end_tags();
                close_element(token);
                clear_formatting_to_marker();
                mode_ = Mode::in_row;
                return;
            case TagId::body:
            case TagId::caption:
            case TagId::col:
            case TagId::colgroup:
            case TagId::html:
                return;
            case TagId::table:
            case TagId::tbody:
            case TagId::tfoot:
            case TagId::thead:
            case TagId::tr:
                if (!in_scope(token.tag, Scope::table)) return;
                close_cell();
                return process(token);
            default:
                break;
        }
    }
    if (token.kind == TokenKind::start_tag) {
        switch (token.tag) {
            case TagId::caption:
            case TagId::col:
            case TagId::colgroup:
            case TagId::tbody:
            case TagId::td:
            case TagId::tfoot:
            case TagId::th:
            case TagId::thead:
            case TagId::tr:
                if (!in_scope(TagId::td, Scope::table) && !in_scope(TagId::th, Scope::table))
                    return;
                close_cell();
                return process(token);
            default:
                break;
        }
    }
    mode_in_body(token);
}

}  // namespace mingcha::html
