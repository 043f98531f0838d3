// The list of active formatting elements (HTML standard §13.2.4.3) and the adoption agency
// algorithm (§13.2.6.4.7).
#include <algorithm>

#include "html/limits.h"
#include "html/tree_builder.h"

namespace mingcha::html {

namespace {

constexpr int kOuterLoops = 8;  // of the standard
constexpr int kInnerLoops = 3;  // of the standard: then formatting elements are let go
constexpr int kNoahsArk = 3;    // as many equal elements are remembered

bool same_attributes(const Node* a, const Node* b) {
    for (std::uint32_t i = 0; i < a->attribute_count; ++i) {
        const Attribute* other = b->find(a->attributes[i].name);
        if (other == nullptr || other->value != a->attributes[i].value) return false;
    }
    return true;
}

// The same for the same set of attributes in any order; never 0. Comparing sets one by one would
// cost the square of their size for each element in the list.
std::uint64_t hash_attributes(const Node* element) {
    std::uint64_t sum = 1;
    for (std::uint32_t i = 0; i < element->attribute_count; ++i) {
        std::uint64_t one = 0xCBF29CE484222325;
        for (char c : element->attributes[i].name)
            one = (one ^ static_cast<unsigned char>(c)) * 0x100000001B3;
        one = (one ^ 0x100) * 0x100000001B3;
        for (char c : element->attributes[i].value)
            one = (one ^ static_cast<unsigned char>(c)) * 0x100000001B3;
        sum += one;
    }
    return sum != 0 ? sum : 1;
}

}  // namespace

void TreeBuilder::push_formatting(Node* element) {
    Formatting entry{element};
    const auto hash = [](Formatting& each) {
        if (each.attributes_hash == 0) each.attributes_hash = hash_attributes(each.element);
        return each.attributes_hash;
    };
    int equal = 0;
    for (std::size_t i = formatting_.size(); i-- > 0 && !formatting_[i].is_marker();) {
        const Node* other = formatting_[i].element;
        if (other->tag != element->tag || other->attribute_count != element->attribute_count ||
            hash(formatting_[i]) != hash(entry) || !same_attributes(other, element)) {
            continue;
        }
        if (++equal == kNoahsArk) {
            formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
    }
    if (formatting_.size() >= kMaxFormattingElements) {
        document_->limits_hit |= kFormattingLimit;
        const auto oldest = std::find_if(formatting_.begin(), formatting_.end(),
                                         [](const Formatting& each) { return !each.is_marker(); });
        if (oldest == formatting_.end()) return;
        formatting_.erase(oldest);
    }
    formatting_.push_back(entry);
}

void TreeBuilder::reconstruct_formatting() {
    if (formatting_.empty()) return;
    std::size_t i = formatting_.size() - 1;
    const auto is_settled = [&](std::size_t index) {
        return formatting_[index].is_marker() ||
               stack_index(formatting_[index].element) != stack_.size();
    };
    if (is_settled(i)) return;
    while (i > 0 && !is_settled(i - 1)) --i;
    for (; i < formatting_.size(); ++i) {
        if (stack_.size() >= kMaxOpenElements || document_->node_count >= kMaxNodes) {
            document_->limits_hit |= kDepthLimit;
            return;
        }
        Node* element = clone_element(formatting_[i].element);
        insert_at(appropriate_place(), element);
        push(element);
        formatting_[i].element = element;
    }
}

void TreeBuilder::clear_formatting_to_marker() {
    while (!formatting_.empty()) {
        const bool marker = formatting_.back().is_marker();
        formatting_.pop_back();
        if (marker) return;
    }
}

std::size_t TreeBuilder::formatting_index(const Node* element) const {
    for (std::size_t i = formatting_.size(); i-- > 0;) {
        if (formatting_[i].element == element) return i;
    }
    return formatting_.size();
}

Node* TreeBuilder::formatting_after_marker(TagId tag) const {
    for (std::size_t i = formatting_.size(); i-- > 0 && !formatting_[i].is_marker();) {
        if (formatting_[i].element->is(tag)) return formatting_[i].element;
    }
    return nullptr;
}

void TreeBuilder::adoption_agency(const Token& token) {
    const TagId subject = token.tag;
    if (current()->is(subject) && formatting_index(current()) == formatting_.size()) {
        pop()->end = token.end;
        return;
    }
    for (int outer = 0; outer < kOuterLoops; ++outer) {
        Node* formatting = formatting_after_marker(subject);
        if (formatting == nullptr) return any_other_end_tag(token);
        const std::size_t formatting_at = stack_index(formatting);
        if (formatting_at == stack_.size()) {
            formatting_.erase(formatting_.begin() +
                              static_cast<std::ptrdiff_t>(formatting_index(formatting)));
            return;
        }
        if (!node_in_scope(formatting)) return;
        std::size_t furthest_at = stack_.size();
        for (std::size_t i = formatting_at + 1; i < stack_.size(); ++i) {
            const Node* node = stack_[i];
            if (is_special(node)) {
                furthest_at = i;
                break;
            }
        }
        if (furthest_at == stack_.size()) {
            formatting->end = token.end;
            pop_until_node(formatting);
            formatting_.erase(formatting_.begin() +
                              static_cast<std::ptrdiff_t>(formatting_index(formatting)));
            return;
        }
        Node* const furthest = stack_[furthest_at];
        Node* const ancestor = stack_[formatting_at - 1];
        std::size_t bookmark = formatting_index(formatting);
        Node* last = furthest;
        std::size_t node_at = furthest_at;
        for (int inner = 1;; ++inner) {
            --node_at;
            Node* node = stack_[node_at];
            if (node == formatting) break;
            std::size_t list_at = formatting_index(node);
            if (inner > kInnerLoops && list_at != formatting_.size()) {
                formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(list_at));
                if (list_at < bookmark) --bookmark;
                list_at = formatting_.size();
            }
            if (list_at == formatting_.size()) {
                remove_from_stack(node_at);
                continue;
            }
            Node* element = clone_element(node);
            formatting_[list_at].element = element;
            stack_[node_at] = element;  // the same tag: the count of open ones stays
            node = element;
            if (last == furthest) bookmark = list_at + 1;
            detach(last);
            insert_at({node, nullptr}, last);
            last = node;
        }
        detach(last);
        insert_at(appropriate_place(ancestor), last);
        Node* element = clone_element(formatting);
        while (furthest->first_child != nullptr) {
            Node* child = furthest->first_child;
            detach(child);
            insert_at({element, nullptr}, child);
        }
        insert_at({furthest, nullptr}, element);
        const std::size_t old_at = formatting_index(formatting);
        formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(old_at));
        if (old_at < bookmark) --bookmark;
        formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), {element});
        remove_from_stack(stack_index(formatting));
        stack_.insert(stack_.begin() + static_cast<std::ptrdiff_t>(stack_index(furthest) + 1),
                      element);
        ++open_count_[static_cast<std::size_t>(element->tag)];
    }
}

}  // namespace mingcha::html
