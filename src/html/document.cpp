#include "html/document.h"

namespace mingcha::html {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

// Whether `style` sets `property` to `value`: "display : none", any case, spaces anywhere.
bool style_has(std::string_view style, std::string_view property, std::string_view value) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const auto match = [&](std::size_t& at, std::string_view word) {
        while (at < style.size() && is_space(style[at])) ++at;
        if (at + word.size() > style.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (lower(style[at + i]) != word[i]) return false;
        }
        at += word.size();
        return true;
    };
    for (std::size_t start = 0; start < style.size();) {
        std::size_t at = start;
        if (match(at, property) && match(at, ":") && match(at, value)) return true;
        const std::size_t next = style.find(';', start);
        if (next == std::string_view::npos) return false;
        start = next + 1;
    }
    return false;
}

}  // namespace

const Attribute* Node::find(std::string_view attribute_name) const {
    for (std::uint32_t i = 0; i < attribute_count; ++i) {
        if (attributes[i].name == attribute_name) return &attributes[i];
    }
    return nullptr;
}

bool Node::has_class(std::string_view wanted) const {
    std::string_view classes = attribute(AttrId::class_);
    while (!classes.empty()) {
        std::size_t from = 0;
        while (from < classes.size() && is_space(classes[from])) ++from;
        std::size_t to = from;
        while (to < classes.size() && !is_space(classes[to])) ++to;
        if (to > from && classes.substr(from, to - from) == wanted) return true;
        classes.remove_prefix(to);
    }
    return false;
}

bool is_marked_hidden(const Node* element) {
    if (element->find(AttrId::hidden) != nullptr) return true;
    const std::string_view style = element->attribute(AttrId::style);
    return !style.empty() &&
           (style_has(style, "display", "none") || style_has(style, "visibility", "hidden"));
}

void append_text(const Node* node, bool skip_hidden, std::string& out) {
    const Node* at = node;
    while (at != nullptr) {
        bool enter = true;
        if (at->is_text()) {
            out += at->data;
        } else if (at->kind == NodeKind::comment || at->kind == NodeKind::doctype) {
            enter = false;
        } else if (at->is_element()) {
            enter = !(at->is(TagId::script) || at->is(TagId::style) || at->is(TagId::template_)) &&
                    !(skip_hidden && at != node && is_marked_hidden(at));
        }
        at = enter ? next_in_order(at, node) : next_skipping(at, node);
    }
}

}  // namespace mingcha::html
