// Elements by their local name: programs write <row>, <x:row> or <ss:row> for the same thing
// (Namespaces in XML 1.0). Only for the .cpp files of this module.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace mingcha::office {

// "x:row" → "row".
inline std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node named_from(pugi::xml_node node, std::string_view name) {
    while (node && local_name(node.name()) != name) node = node.next_sibling();
    return node;
}

// First child so named, and the next sibling of the same name; empty nodes where there is none.
inline pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    return named_from(parent.first_child(), name);
}
inline pugi::xml_node next_named(const pugi::xml_node& node, std::string_view name) {
    return named_from(node.next_sibling(), name);
}

// The attribute of a relationship, r:id whatever its prefix.
inline std::string_view relation_id(const pugi::xml_node& node) {
    for (const pugi::xml_attribute& each : node.attributes()) {
        const std::string_view name = each.name();
        if (name.ends_with(":id")) return each.value();
    }
    return {};
}

}  // namespace mingcha::office
