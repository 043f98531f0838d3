#include "html/tree_builder.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "html/limits.h"

namespace mingcha::html {

bool is_white_space(std::string_view text) {
    for (char c : text) {
        if (c != ' ' && c != '\n' && c != '\t' && c != '\f' && c != '\r') return false;
    }
    return true;
}

bool is_math_text_point(const Node* node) {
    return node->ns == Namespace::math &&
           (node->tag == TagId::mi || node->tag == TagId::mo || node->tag == TagId::mn ||
            node->tag == TagId::ms || node->tag == TagId::mtext);
}

bool is_html_integration_point(const Node* node) {
    if (node->ns == Namespace::svg) {
        return node->tag == TagId::foreignobject || node->tag == TagId::desc ||
               node->tag == TagId::title;
    }
    if (node->ns != Namespace::math || node->tag != TagId::annotation_xml) return false;
    const std::string_view encoding = node->attribute(AttrId::encoding);
    return equals_ignoring_ascii_case(encoding, "text/html") ||
           equals_ignoring_ascii_case(encoding, "application/xhtml+xml");
}

bool is_special(const Node* node) {
    if (node->ns == Namespace::html) return has_flag(node->tag, kSpecial);
    if (node->ns == Namespace::math) {
        return is_math_text_point(node) || node->tag == TagId::annotation_xml;
    }
    return is_html_integration_point(node);
}

void TreeBuilder::reset(std::string_view input, Document& document) {
    document = Document{};
    document_ = &document;
    if (input.size() > kMaxBytes) {
        input = input.substr(0, kMaxBytes);
        document.limits_hit |= kBytesLimit;
    }
    document.source = input;
    mode_ = original_mode_ = Mode::initial;
    stack_.clear();
    formatting_.clear();
    template_modes_.clear();
    open_count_.fill(0);
    head_element_ = form_element_ = context_ = nullptr;
    table_text_.clear();
    frameset_ok_ = true;
    foster_parenting_ = skip_newline_ = done_ = false;
    mirror_steps_ = 0;
    has_selectedcontent_ = false;
}

void TreeBuilder::run() {
    Token& token = token_;
    while (!done_) {
        tokenizer_.allow_cdata(!stack_.empty() && adjusted_current()->ns != Namespace::html);
        tokenizer_.next(token);
        if (skip_newline_) {
            skip_newline_ = false;
            if (token.kind == TokenKind::text && !token.data.empty() && token.data[0] == '\n') {
                token.data.remove_prefix(1);
                if (token.data.empty()) continue;
            }
        }
        if (document_->node_count >= kMaxNodes) {
            document_->limits_hit |= kNodesLimit;
            break;
        }
        process(token);
    }
    while (has_selectedcontent_ && !stack_.empty()) pop();  // open options end with the page
    for (Node* node : stack_) {
        // Unless its end tag was seen, as that of body may have been.
        const bool open = node->last_child == nullptr || node->end <= node->last_child->begin;
        if (open) node->end = static_cast<std::uint32_t>(document_->source.size());
    }
    document_->limits_hit |= tokenizer_.limits_hit();
}

void TreeBuilder::parse(std::string_view input, Document& document) {
    reset(input, document);
    document.root = new_node(NodeKind::document);
    tokenizer_.start(document.source, TokenizerState::data, {});
    run();
    document.head = head_element_;
    if (document.html == nullptr) return;
    for (Node* child : children(document.html)) {
        if (child->is(TagId::body) || child->is(TagId::frameset)) {
            document.body = child;
            break;
        }
    }
}

void TreeBuilder::parse_fragment(std::string_view input, std::string_view context,
                                 Document& document) {
    reset(input, document);
    document.root = new_node(NodeKind::fragment);
    Node* element = new_node(NodeKind::element);
    if (context.substr(0, 4) == "svg ") {
        element->ns = Namespace::svg;
        context.remove_prefix(4);
    } else if (context.substr(0, 5) == "math ") {
        element->ns = Namespace::math;
        context.remove_prefix(5);
    }
    element->tag = find_tag_any_case(context);
    element->data = arena_.copy(context);
    context_ = element;
    TokenizerState state = TokenizerState::data;
    if (element->ns == Namespace::html) {
        switch (element->tag) {
            case TagId::title:
            case TagId::textarea:
                state = TokenizerState::rcdata;
                break;
            case TagId::style:
            case TagId::xmp:
            case TagId::iframe:
            case TagId::noembed:
            case TagId::noframes:
                state = TokenizerState::rawtext;
                break;
            case TagId::script:
                state = TokenizerState::script_data;
                break;
            case TagId::plaintext:
                state = TokenizerState::plaintext;
                break;
            default:
                break;
        }
    }
    Node* root = new_node(NodeKind::element);
    root->tag = TagId::html;
    root->data = name_of(TagId::html);
    insert_at({document.root, nullptr}, root);
    push(root);
    document.html = root;
    if (context_->is(TagId::template_)) template_modes_.push_back(Mode::in_template);
    reset_insertion_mode();
    if (context_->is(TagId::form)) form_element_ = context_;
    // §13.2.5: without a start tag emitted no end tag is an appropriate one.
    tokenizer_.start(document.source, state, {});
    run();
    // §13.4 step 14: the children of the root are the result; the root itself is not.
    Node* child = root->first_child;
    detach(root);
    document.html = nullptr;
    while (child != nullptr) {
        Node* const next = child->next;
        detach(child);
        insert_at({document.root, nullptr}, child);
        child = next;
    }
}

// --- dispatch, §13.2.6
// ----------------------------------------------------------------------------

bool TreeBuilder::must_use_foreign_rules(const Token& token) const {
    if (stack_.empty()) return false;
    const Node* node = adjusted_current();
    if (node->ns == Namespace::html) return false;
    const bool start = token.kind == TokenKind::start_tag;
    const bool text = token.kind == TokenKind::text;
    if (node->ns == Namespace::math) {
        const bool text_point = is_math_text_point(node);
        if (text_point && text) return false;
        if (text_point && start && token.tag != TagId::mglyph && token.tag != TagId::malignmark) {
            return false;
        }
        if (node->tag == TagId::annotation_xml && start && token.tag == TagId::svg) return false;
    }
    if ((start || text) && is_html_integration_point(node)) return false;
    return token.kind != TokenKind::end_of_file;
}

void TreeBuilder::process(Token& token) {
    if (must_use_foreign_rules(token)) {
        foreign_content(token);
    } else {
        process_in(mode_, token);
    }
}

void TreeBuilder::process_in(Mode mode, Token& token) {
    switch (mode) {
        case Mode::initial:
            return mode_initial(token);
        case Mode::before_html:
            return mode_before_html(token);
        case Mode::before_head:
            return mode_before_head(token);
        case Mode::in_head:
            return mode_in_head(token);
        case Mode::in_head_noscript:
            return mode_in_head_noscript(token);
        case Mode::after_head:
            return mode_after_head(token);
        case Mode::in_body:
            return mode_in_body(token);
        case Mode::text:
            return mode_text(token);
        case Mode::in_table:
            return mode_in_table(token);
        case Mode::in_table_text:
            return mode_in_table_text(token);
        case Mode::in_caption:
            return mode_in_caption(token);
        case Mode::in_column_group:
            return mode_in_column_group(token);
        case Mode::in_table_body:
            return mode_in_table_body(token);
        case Mode::in_row:
            return mode_in_row(token);
        case Mode::in_cell:
            return mode_in_cell(token);
        case Mode::in_template:
            return mode_in_template(token);
        case Mode::after_body:
            return mode_after_body(token);
        case Mode::in_frameset:
            return mode_in_frameset(token);
        case Mode::after_frameset:
            return mode_after_frameset(token);
        case Mode::after_after_body:
            return mode_after_after_body(token);
        case Mode::after_after_frameset:
            return mode_after_after_frameset(token);
    }
}

// --- the tree
// ---------------------------------------------------------------------------------------

Node* TreeBuilder::new_node(NodeKind kind) {
    Node* node = arena_.make<Node>();
    node->kind = kind;
    ++document_->node_count;
    return node;
}

Node* TreeBuilder::create_element(const Token& token, Namespace ns) {
    Node* element = new_node(NodeKind::element);
    element->tag = token.tag;
    element->data = token.data;
    element->ns = ns;
    element->begin = token.begin;
    element->end = token.end;
    if (!token.attributes.empty()) {
        element->attribute_count = static_cast<std::uint32_t>(token.attributes.size());
        element->attributes =
            static_cast<Attribute*>(arena_.allocate(sizeof(Attribute) * token.attributes.size()));
        std::uninitialized_copy(token.attributes.begin(), token.attributes.end(),
                                element->attributes);
    }
    if (element->is(TagId::template_)) element->content = new_node(NodeKind::fragment);
    has_selectedcontent_ = has_selectedcontent_ || element->is(TagId::selectedcontent);
    return element;
}

Node* TreeBuilder::clone_element(const Node* from) {
    Node* element = new_node(NodeKind::element);
    element->tag = from->tag;
    element->data = from->data;
    element->ns = from->ns;
    element->begin = from->begin;
    element->end = from->end;
    element->attributes =
        from->attributes;  // never changed once shared: only html and body gain any
    element->attribute_count = from->attribute_count;
    return element;
}

void TreeBuilder::insert_at(Place place, Node* node) {
    Node* const parent = place.parent;
    node->parent = parent;
    node->next = place.before;
    node->previous = place.before != nullptr ? place.before->previous : parent->last_child;
    if (node->previous != nullptr) {
        node->previous->next = node;
    } else {
        parent->first_child = node;
    }
    if (node->next != nullptr) {
        node->next->previous = node;
    } else {
        parent->last_child = node;
    }
}

void TreeBuilder::detach(Node* node) {
    Node* const parent = node->parent;
    if (parent == nullptr) return;
    (node->previous != nullptr ? node->previous->next : parent->first_child) = node->next;
    (node->next != nullptr ? node->next->previous : parent->last_child) = node->previous;
    node->parent = node->previous = node->next = nullptr;
}

// §13.2.6.1 the appropriate place for inserting a node.
TreeBuilder::Place TreeBuilder::appropriate_place(Node* override_target) {
    Node* target = override_target != nullptr ? override_target : current();
    const bool fosters =
        foster_parenting_ &&
        (target->is(TagId::table) || target->is(TagId::tbody) || target->is(TagId::tfoot) ||
         target->is(TagId::thead) || target->is(TagId::tr));
    Place place{target, nullptr};
    if (fosters) {
        std::size_t table = stack_.size();
        std::size_t temp = stack_.size();
        for (std::size_t i = stack_.size(); i-- > 0;) {
            if (temp == stack_.size() && stack_[i]->is(TagId::template_)) temp = i;
            if (table == stack_.size() && stack_[i]->is(TagId::table)) table = i;
        }
        if (temp != stack_.size() && (table == stack_.size() || temp > table)) {
            return {stack_[temp]->content, nullptr};
        }
        if (table == stack_.size()) return {stack_[0], nullptr};
        if (stack_[table]->parent != nullptr) {
            place = {stack_[table]->parent, stack_[table]};
        } else {
            place = {stack_[table - 1], nullptr};
        }
    }
    if (place.parent->is(TagId::template_) && place.parent->content != nullptr) {
        place = {place.parent->content, nullptr};
    }
    return place;
}

Node* TreeBuilder::insert_element(const Token& token, Namespace ns) {
    Node* element = create_element(token, ns);
    insert_at(appropriate_place(), element);
    push(element);
    return element;
}

Node* TreeBuilder::insert_void_element(const Token& token) {
    Node* element = create_element(token, Namespace::html);
    insert_at(appropriate_place(), element);
    return element;
}

Node* TreeBuilder::insert_element_named(TagId tag) {
    Node* element = new_node(NodeKind::element);
    element->tag = tag;
    element->data = name_of(tag);
    element->begin = element->end = token_.begin;
    insert_at(appropriate_place(), element);
    push(element);
    return element;
}

void TreeBuilder::insert_comment(const Token& token, Node* parent) {
    Node* comment = new_node(NodeKind::comment);
    comment->data = token.data;
    comment->begin = token.begin;
    comment->end = token.end;
    insert_at(parent != nullptr ? Place{parent, nullptr} : appropriate_place(), comment);
}

void TreeBuilder::append_to_text(Node* node, std::string_view text) {
    // Neighbours in the input stay one view.
    if (node->capacity == 0 && node->data.data() + node->data.size() == text.data()) {
        node->data = {node->data.data(), node->data.size() + text.size()};
        return;
    }
    const std::size_t size = node->data.size() + text.size();
    char* copy = const_cast<char*>(node->data.data());
    if (size > node->capacity) {
        node->capacity = static_cast<std::uint32_t>(size * 2);
        copy = arena_.bytes(node->capacity);
        std::memcpy(copy, node->data.data(), node->data.size());
    }
    std::memcpy(copy + node->data.size(), text.data(), text.size());
    node->data = {copy, size};
}

void TreeBuilder::insert_text(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    if (text.empty()) return;
    const Place place = appropriate_place();
    if (place.parent->kind == NodeKind::document) return;
    Node* const before =
        place.before != nullptr ? place.before->previous : place.parent->last_child;
    if (before != nullptr && before->is_text()) {
        before->end = std::max(before->end, end);
        return append_to_text(before, text);
    }
    Node* node = new_node(NodeKind::text);
    node->data = text;
    node->begin = begin;
    node->end = end;
    insert_at(place, node);
}

void TreeBuilder::add_missing_attributes(Node* element, const Token& token) {
    std::size_t fresh = 0;
    for (const Attribute& attribute : token.attributes) {
        fresh += element->find(attribute.name) == nullptr ? 1 : 0;
    }
    if (fresh == 0 || element->attribute_count + fresh > kMaxAttributes) return;
    Attribute* all = arena_.make_array<Attribute>(element->attribute_count + fresh);
    std::copy_n(element->attributes, element->attribute_count, all);
    std::uint32_t count = element->attribute_count;
    for (const Attribute& attribute : token.attributes) {
        if (element->find(attribute.name) == nullptr) all[count++] = attribute;
    }
    element->attributes = all;
    element->attribute_count = count;
}

// --- the stack of open elements, §13.2.4.2
// ---------------------------------------------------------

Node* TreeBuilder::adjusted_current() const {
    return context_ != nullptr && stack_.size() == 1 ? context_ : stack_.back();
}

void TreeBuilder::push(Node* element) {
    stack_.push_back(element);
    ++open_count_[static_cast<std::size_t>(element->tag)];
}

Node* TreeBuilder::pop() {
    Node* const element = stack_.back();
    stack_.pop_back();
    --open_count_[static_cast<std::size_t>(element->tag)];
    // Ended by whatever comes now; who finds its end tag says so afterwards.
    element->end = std::max(element->end, token_.begin);
    if (has_selectedcontent_ && element->is(TagId::option)) mirror_selected_option(element);
    return element;
}

void TreeBuilder::pop_until(TagId tag) {
    while (!stack_.empty()) {
        if (pop()->is(tag)) return;
    }
}

void TreeBuilder::pop_until_node(const Node* element) {
    while (!stack_.empty()) {
        if (pop() == element) return;
    }
}

void TreeBuilder::remove_from_stack(std::size_t index) {
    --open_count_[static_cast<std::size_t>(stack_[index]->tag)];
    stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
}

std::size_t TreeBuilder::stack_index(const Node* element) const {
    for (std::size_t i = stack_.size(); i-- > 0;) {
        if (stack_[i] == element) return i;
    }
    return stack_.size();
}

namespace {

bool is_heading(TagId tag) {
    return tag >= TagId::h1 && tag <= TagId::h6;
}

bool has_implied_end(TagId tag) {
    switch (tag) {
        case TagId::dd:
        case TagId::dt:
        case TagId::li:
        case TagId::optgroup:
        case TagId::option:
        case TagId::p:
        case TagId::rb:
        case TagId::rp:
        case TagId::rt:
        case TagId::rtc:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool TreeBuilder::in_scope(TagId tag, Scope scope) const {
    if (!is_open(tag)) return false;
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const Node* node = stack_[i];
        if (node->ns != Namespace::html) {
            if (scope != Scope::table && is_special(node)) return false;
            continue;
        }
        if (node->tag == tag) return true;
        switch (scope) {
            case Scope::table:
                if (node->tag == TagId::html || node->tag == TagId::table ||
                    node->tag == TagId::template_) {
                    return false;
                }
                break;
            default:
                if (has_flag(node->tag, kScope)) return false;
                if (scope == Scope::list_item &&
                    (node->tag == TagId::ol || node->tag == TagId::ul)) {
                    return false;
                }
                if (scope == Scope::button && node->tag == TagId::button) return false;
        }
    }
    return false;
}

bool TreeBuilder::node_in_scope(const Node* element) const {
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const Node* node = stack_[i];
        if (node == element) return true;
        if (node->ns == Namespace::html ? has_flag(node->tag, kScope) : is_special(node)) {
            return false;
        }
    }
    return false;
}

bool TreeBuilder::heading_in_scope() const {
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const Node* node = stack_[i];
        if (node->ns == Namespace::html && is_heading(node->tag)) return true;
        if (node->ns == Namespace::html ? has_flag(node->tag, kScope) : is_special(node)) {
            return false;
        }
    }
    return false;
}

void TreeBuilder::pop_until_heading() {
    while (!stack_.empty()) {
        const Node* node = pop();
        if (node->ns == Namespace::html && is_heading(node->tag)) return;
    }
}

void TreeBuilder::generate_implied_end_tags(TagId except) {
    while (current()->ns == Namespace::html && has_implied_end(current()->tag) &&
           current()->tag != except) {
        pop();
    }
}

void TreeBuilder::generate_implied_end_tags_thoroughly() {
    for (;;) {
        const Node* node = current();
        const bool table_part = node->is(TagId::caption) || node->is(TagId::colgroup) ||
                                node->is(TagId::tbody) || node->is(TagId::td) ||
                                node->is(TagId::tfoot) || node->is(TagId::th) ||
                                node->is(TagId::thead) || node->is(TagId::tr);
        if (!table_part && !(node->ns == Namespace::html && has_implied_end(node->tag))) return;
        pop();
    }
}

void TreeBuilder::clear_stack_to(std::initializer_list<TagId> stops) {
    for (;;) {
        const Node* node = current();
        if (node->is(TagId::html) || node->is(TagId::template_)) return;
        for (TagId stop : stops) {
            if (node->is(stop)) return;
        }
        pop();
    }
}

void TreeBuilder::close_p() {
    generate_implied_end_tags(TagId::p);
    pop_until(TagId::p);
}

// §13.2.4.1 reset the insertion mode appropriately.
void TreeBuilder::reset_insertion_mode() {
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const bool last = i == 0;
        const Node* node = last && context_ != nullptr ? context_ : stack_[i];
        if (node->ns == Namespace::html) {
            switch (node->tag) {
                case TagId::td:
                case TagId::th:
                    if (last) break;
                    mode_ = Mode::in_cell;
                    return;
                case TagId::tr:
                    mode_ = Mode::in_row;
                    return;
                case TagId::tbody:
                case TagId::thead:
                case TagId::tfoot:
                    mode_ = Mode::in_table_body;
                    return;
                case TagId::caption:
                    mode_ = Mode::in_caption;
                    return;
                case TagId::colgroup:
                    mode_ = Mode::in_column_group;
                    return;
                case TagId::table:
                    mode_ = Mode::in_table;
                    return;
                case TagId::template_:
                    mode_ = template_modes_.back();
                    return;
                case TagId::head:
                    if (last) break;
                    mode_ = Mode::in_head;
                    return;
                case TagId::body:
                    mode_ = Mode::in_body;
                    return;
                case TagId::frameset:
                    mode_ = Mode::in_frameset;
                    return;
                case TagId::html:
                    mode_ = head_element_ == nullptr ? Mode::before_head : Mode::after_head;
                    return;
                default:
                    break;
            }
        }
        if (last) {
            mode_ = Mode::in_body;
            return;
        }
    }
}

// Beyond the limit of depth a start tag opens nothing: what may stand alone does, what would change
// the way everything behind it is read (tables, forms, templates, foreign content) is left out.
// Returns true where the token is dealt with.
bool TreeBuilder::acknowledge_depth(const Token& token) {
    if (stack_.size() < kMaxOpenElements) return false;
    if (has_flag(token.tag, kVoid)) return false;
    switch (token.tag) {
        case TagId::script:
        case TagId::style:
        case TagId::title:
        case TagId::textarea:
        case TagId::xmp:
        case TagId::iframe:
        case TagId::noembed:
        case TagId::noframes:
        case TagId::html:
        case TagId::body:
        case TagId::option:
        case TagId::li:
        case TagId::p:
        case TagId::dd:
        case TagId::dt:
            return false;  // these close by themselves or add nothing to the depth
        case TagId::table:
        case TagId::select:
        case TagId::template_:
        case TagId::svg:
        case TagId::math:
        case TagId::form:
        case TagId::frameset:
        case TagId::plaintext:
            break;
        default:
            insert_at(appropriate_place(), create_element(token, Namespace::html));
    }
    document_->limits_hit |= kDepthLimit;
    return true;
}

// Generic raw text and RCDATA element parsing algorithms, §13.2.6.2.
void TreeBuilder::start_text_mode(const Token& token, TokenizerState state) {
    insert_element(token);
    tokenizer_.set_state(state);
    original_mode_ = mode_;
    mode_ = Mode::text;
}

void TreeBuilder::mode_text(Token& token) {
    switch (token.kind) {
        case TokenKind::text:
            return insert_text(token.data, token.begin, token.end);
        case TokenKind::end_of_file:
            pop();
            mode_ = original_mode_;
            return process(token);
        case TokenKind::end_tag:
            pop()->end = token.end;
            mode_ = original_mode_;
            return;
        default:
            return;
    }
}

}  // namespace mingcha::html
