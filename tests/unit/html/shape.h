// Trees on one line, for tests: p[class=x]('text' b('more')) {comment} !doctype svg:path.
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"
#include "html/parser.h"

namespace mingcha::html {

inline std::string shape_of(const Node* parent);

inline std::string shape_of_node(const Node* node) {
    switch (node->kind) {
        case NodeKind::text:
            return "'" + std::string(node->data) + "'";
        case NodeKind::comment:
            return "{" + std::string(node->data) + "}";
        case NodeKind::doctype:
            return "!" + std::string(node->data);
        default:
            break;
    }
    std::string out;
    if (node->ns == Namespace::svg) out += "svg:";
    if (node->ns == Namespace::math) out += "math:";
    out += node->data;
    for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
        const Attribute& attribute = node->attributes[i];
        out += '[';
        if (attribute.prefix == AttrPrefix::xlink) out += "xlink:";
        out.append(attribute.name).append("=").append(attribute.value).append("]");
    }
    if (node->content != nullptr) out += "(content(" + shape_of(node->content) + "))";
    if (node->first_child != nullptr) out += "(" + shape_of(node) + ")";
    return out;
}

inline std::string shape_of(const Node* parent) {
    std::string out;
    for (const Node* child : children(parent)) {
        if (!out.empty()) out += ' ';
        out += shape_of_node(child);
    }
    return out;
}

// The whole page.
inline std::string page(std::string_view text) {
    Parser parser;
    return shape_of(parser.parse(text).root);
}
// What is in its body.
inline std::string body(std::string_view text) {
    Parser parser;
    const Document& document = parser.parse(text);
    return document.body == nullptr ? "no body" : shape_of(document.body);
}
inline std::string fragment(std::string_view text, std::string_view context) {
    Parser parser;
    return shape_of(parser.parse_fragment(text, context).root);
}

}  // namespace mingcha::html
