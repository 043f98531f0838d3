// A parsed page: nodes in an arena, text as views into the decoded input wherever nothing was
// decoded. Everything here lives until the parser that made it parses again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "html/names.h"

namespace mingcha::html {

enum class NodeKind : std::uint8_t { document, fragment, doctype, element, text, comment };

enum class AttrPrefix : std::uint8_t { none, xlink, xml, xmlns };

struct Attribute {
    std::string_view name;  // lower case; foreign elements: as the standard adjusts it, no prefix
    std::string_view value;
    AttrId id = AttrId::unknown;
    AttrPrefix prefix = AttrPrefix::none;
};

struct Node {
    Node* parent = nullptr;
    Node* previous = nullptr;
    Node* next = nullptr;
    Node* first_child = nullptr;
    Node* last_child = nullptr;
    Node* content = nullptr;  // of <template>: its contents, a fragment
    std::string_view data;    // element and doctype: name; text and comment: the text
    Attribute* attributes = nullptr;
    std::uint32_t attribute_count = 0;
    std::uint32_t capacity = 0;  // of a text that was put together in the arena; 0 = a view
    std::uint32_t begin = 0;     // offset in Document::source of the tag, text or comment
    // Of an element: behind its end tag, or where something else ended it. Elements that the page
    // only implies begin where they were implied.
    std::uint32_t end = 0;
    NodeKind kind = NodeKind::element;
    TagId tag = TagId::unknown;
    Namespace ns = Namespace::html;

    bool is(TagId wanted) const { return tag == wanted && ns == Namespace::html; }
    bool is_element() const { return kind == NodeKind::element; }
    bool is_text() const { return kind == NodeKind::text; }
    std::string_view name() const { return data; }

    const Attribute* find(AttrId id) const {
        for (std::uint32_t i = 0; i < attribute_count; ++i) {
            if (attributes[i].id == id) return &attributes[i];
        }
        return nullptr;
    }
    const Attribute* find(std::string_view attribute_name) const;
    // The value, or an empty view where there is no such attribute.
    std::string_view attribute(AttrId id) const {
        const Attribute* found = find(id);
        return found != nullptr ? found->value : std::string_view{};
    }
    bool has_class(std::string_view wanted) const;
};

// The next node in document order within `root`; nullptr at the end. Contents of templates are not
// entered: a page does not show them.
inline Node* next_in_order(const Node* node, const Node* root) {
    if (node->first_child != nullptr) return node->first_child;
    while (node != root) {
        if (node->next != nullptr) return node->next;
        node = node->parent;
        if (node == nullptr) return nullptr;
    }
    return nullptr;
}
// The same without entering the children of `node`.
inline Node* next_skipping(const Node* node, const Node* root) {
    while (node != root) {
        if (node->next != nullptr) return node->next;
        node = node->parent;
        if (node == nullptr) return nullptr;
    }
    return nullptr;
}

// for (Node* child : children(node)), for (Node* each : descendants(root))
class NodeRange {
public:
    class Iterator {
    public:
        Iterator(Node* node, const Node* root) : node_(node), root_(root) {}
        Node* operator*() const { return node_; }
        Iterator& operator++() {
            node_ = root_ != nullptr ? next_in_order(node_, root_) : node_->next;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return node_ != other.node_; }

    private:
        Node* node_;
        const Node* root_;
    };
    NodeRange(Node* first, const Node* root) : first_(first), root_(root) {}
    Iterator begin() const { return {first_, root_}; }
    Iterator end() const { return {nullptr, root_}; }

private:
    Node* first_;
    const Node* root_;
};
inline NodeRange children(const Node* node) {
    return {node->first_child, nullptr};
}
inline NodeRange descendants(const Node* root) {
    return {root->first_child, root};
}

enum class QuirksMode : std::uint8_t { no_quirks, limited_quirks, quirks };

struct Document {
    Node* root = nullptr;  // kind document, or fragment for parse_fragment
    Node* html = nullptr;  // first element; nullptr in an empty fragment
    Node* head = nullptr;
    Node* body = nullptr;     // body or frameset
    std::string_view source;  // decoded input with line ends as \n: what offsets refer to
    QuirksMode quirks = QuirksMode::no_quirks;
    std::uint32_t limits_hit = 0;  // bits of html::Limit
    std::uint32_t node_count = 0;
};

// Appends the text below `node` in document order. Left out: script, style, comments, templates,
// and with `skip_hidden` what the markup itself hides (hidden attribute, display:none,
// visibility:hidden in its style attribute).
void append_text(const Node* node, bool skip_hidden, std::string& out);

// The markup hides this element by itself; sheets of style are not read.
bool is_marked_hidden(const Node* element);

}  // namespace mingcha::html
