#include "html/serialize.h"

#include <algorithm>
#include <vector>

namespace mingcha::html {

namespace {

std::string_view prefix_of(AttrPrefix prefix, bool dump) {
    switch (prefix) {
        case AttrPrefix::xlink:
            return dump ? "xlink " : "xlink:";
        case AttrPrefix::xml:
            return dump ? "xml " : "xml:";
        case AttrPrefix::xmlns:
            return dump ? "xmlns " : "xmlns:";
        case AttrPrefix::none:
            return "";
    }
    return "";
}

// Order of UTF-16 code units: as UTF-8's, but for characters beyond U+FFFF, whose surrogates come
// before U+E000 to U+FFFF.
bool utf16_less(std::string_view a, std::string_view b) {
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xF0 ? 0xED * 256 + byte : byte * 256;
    };
    return rank(*x) < rank(*y);
}

void escape_into(std::string& out, std::string_view text, bool attribute) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '&') {
            out += "&amp;";
        } else if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') {
            out += "&nbsp;";
            ++i;
        } else if (attribute && c == '"') {
            out += "&quot;";
        } else if (!attribute && c == '<') {
            out += "&lt;";
        } else if (!attribute && c == '>') {
            out += "&gt;";
        } else {
            out += c;
        }
    }
}

bool holds_raw_text(const Node* parent) {
    if (parent == nullptr || parent->ns != Namespace::html) return false;
    switch (parent->tag) {
        case TagId::style:
        case TagId::script:
        case TagId::xmp:
        case TagId::iframe:
        case TagId::noembed:
        case TagId::noframes:
        case TagId::plaintext:
            return true;
        default:
            return false;
    }
}

void open(std::string& out, const Node* node) {
    switch (node->kind) {
        case NodeKind::doctype:
            out.append("<!DOCTYPE ").append(node->data).append(">");
            break;
        case NodeKind::comment:
            out.append("<!--").append(node->data).append("-->");
            break;
        case NodeKind::text:
            if (holds_raw_text(node->parent)) {
                out += node->data;
            } else {
                escape_into(out, node->data, false);
            }
            break;
        case NodeKind::element:
            out.append("<").append(node->data);
            for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
                const Attribute& attribute = node->attributes[i];
                out.append(" ").append(prefix_of(attribute.prefix, false)).append(attribute.name);
                out += "=\"";
                escape_into(out, attribute.value, true);
                out += '"';
            }
            out += '>';
            // The parser drops a line feed right behind these; one more keeps the first of the
            // text.
            if ((node->is(TagId::pre) || node->is(TagId::textarea) || node->is(TagId::listing)) &&
                node->first_child != nullptr && node->first_child->is_text() &&
                node->first_child->data.substr(0, 1) == "\n") {
                out += '\n';
            }
            break;
        case NodeKind::document:
        case NodeKind::fragment:
            break;
    }
}

void close(std::string& out, const Node* node) {
    if (!node->is_element()) return;
    if (node->ns == Namespace::html && has_flag(node->tag, kVoid)) return;
    out.append("</").append(node->data).append(">");
}

// Walks the tree and the contents of templates without recursion. `enter` gets the depth below
// root.
template <class Enter, class Leave>
void walk(const Node* root, Enter enter, Leave leave) {
    struct Frame {
        const Node* node;
        const Node* content;  // still to be entered
        const Node* child;    // next to be entered
    };
    std::vector<Frame> path{{root, root->content, root->first_child}};
    while (!path.empty()) {
        Frame& frame = path.back();
        const Node* below = frame.content;
        if (below != nullptr) {
            frame.content = nullptr;
        } else if (frame.child != nullptr) {
            below = frame.child;
            frame.child = below->next;
        }
        if (below != nullptr) {
            enter(below, path.size() - 1);
            path.push_back({below, below->content, below->first_child});
            continue;
        }
        if (frame.node != root) leave(frame.node);
        path.pop_back();
    }
}

}  // namespace

std::string serialize(const Node* node) {
    std::string out;
    walk(
        node, [&](const Node* each, std::size_t) { open(out, each); },
        [&](const Node* each) { close(out, each); });
    return out;
}

std::string dump(const Document& document) {
    std::string out;
    walk(
        document.root,
        [&](const Node* node, std::size_t depth) {
            out.append("| ").append(depth * 2, ' ');
            switch (node->kind) {
                case NodeKind::fragment:
                    out += "content";
                    break;
                case NodeKind::doctype:
                    out.append("<!DOCTYPE ").append(node->data);
                    if (node->attribute_count == 2) {
                        out.append(" \"").append(node->attributes[0].value).append("\" \"");
                        out.append(node->attributes[1].value).append("\"");
                    }
                    out += '>';
                    break;
                case NodeKind::comment:
                    out.append("<!-- ").append(node->data).append(" -->");
                    break;
                case NodeKind::text:
                    out.append("\"").append(node->data).append("\"");
                    break;
                case NodeKind::element: {
                    out += '<';
                    if (node->ns == Namespace::svg) out += "svg ";
                    if (node->ns == Namespace::math) out += "math ";
                    out.append(node->data).append(">");
                    std::vector<std::pair<std::string, std::string_view>> lines;
                    for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
                        const Attribute& attribute = node->attributes[i];
                        std::string name(prefix_of(attribute.prefix, true));
                        name.append(attribute.name);
                        lines.emplace_back(std::move(name), attribute.value);
                    }
                    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
                        return utf16_less(a.first, b.first);
                    });
                    for (const auto& [name, value] : lines) {
                        out.append("\n| ").append(depth * 2 + 2, ' ').append(name);
                        out.append("=\"").append(value).append("\"");
                    }
                    break;
                }
                case NodeKind::document:
                    break;
            }
            out += '\n';
        },
        [](const Node*) {});
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace mingcha::html
