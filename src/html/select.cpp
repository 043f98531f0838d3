// Selects and their options: HTML standard §13.2.6.4.7 as it reads since selects may hold any
// content.
#include "html/limits.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

// Work on <selectedcontent> in one page: nodes looked at for each option that ends, and copied.
// Beyond it options are shown nowhere else.
constexpr std::size_t kMaxMirrorSteps = 1'000'000;

Node* enclosing_select(Node* option) {
    for (Node* node = option->parent; node != nullptr; node = node->parent) {
        if (node->is(TagId::select)) return node;
    }
    return nullptr;
}

// A <selectedcontent> inside an option, or inside another one, is disabled: it would hold itself.
bool shows_nothing(const Node* mirror) {
    for (const Node* node = mirror->parent; !node->is(TagId::select); node = node->parent) {
        if (node->is(TagId::option) || node->is(TagId::selectedcontent)) return true;
    }
    return false;
}

}  // namespace

void TreeBuilder::select_start_tag(Token& token) {
    if (token.tag == TagId::select) {
        if (context_ != nullptr && context_->is(TagId::select)) return;
        if (in_scope(TagId::select)) return pop_until(TagId::select);
        reconstruct_formatting();
        insert_element(token);
        frameset_ok_ = false;
        return;
    }
    if (in_scope(TagId::select)) {
        generate_implied_end_tags(token.tag == TagId::option ? TagId::optgroup : TagId::unknown);
    } else if (current()->is(TagId::option)) {
        pop();
    }
    reconstruct_formatting();
    insert_element(token);
}

// "Maybe clone an option into selectedcontent": when the option that a select shows is complete,
// the first <selectedcontent> of that select holds a copy of what is in it.
void TreeBuilder::mirror_selected_option(Node* option) {
    Node* const select = enclosing_select(option);
    if (select == nullptr || mirror_steps_ >= kMaxMirrorSteps ||
        select->find("multiple") != nullptr) {
        return;
    }
    Node* mirror = nullptr;
    Node* shown = nullptr;  // the last option that says selected, else the first
    bool said = false;
    for (Node* node : descendants(select)) {
        ++mirror_steps_;
        if (mirror == nullptr && node->is(TagId::selectedcontent)) mirror = node;
        if (!node->is(TagId::option)) continue;
        const bool says = node->find("selected") != nullptr;
        if (says || (shown == nullptr && node->find("disabled") == nullptr)) {
            if (says || !said) shown = node;
            said = said || says;
        }
    }
    if (mirror == nullptr || shown != option || shows_nothing(mirror)) return;
    while (mirror->first_child != nullptr) detach(mirror->first_child);
    // Copies in document order; `to` follows `from` one level for one level.
    Node* to = mirror;
    for (const Node* from = option->first_child; from != nullptr && from != option;) {
        if (document_->node_count >= kMaxNodes) {
            document_->limits_hit |= kNodesLimit;
            return;
        }
        ++mirror_steps_;
        Node* copy = clone_element(from);
        copy->kind = from->kind;
        insert_at({to, nullptr}, copy);
        if (from->first_child != nullptr) {
            from = from->first_child;
            to = copy;
            continue;
        }
        while (from != option && from->next == nullptr) {
            from = from->parent;
            to = to->parent;
        }
        if (from != option) from = from->next;
    }
}

}  // namespace mingcha::html
