// A tree as text: as HTML (standard §13.3), and in the form of html5lib's tree-construction tests.
#pragma once

#include <string>

#include "html/document.h"

namespace mingcha::html {

// The children of `node` as HTML.
std::string serialize(const Node* node);

// "| <html>\n|   <head>\n…": one line a node, attributes sorted by name, no line end at the end.
std::string dump(const Document& document);

}  // namespace mingcha::html
