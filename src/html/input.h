// Preprocessing of the input stream, HTML standard §13.2.3.5.
#pragma once

#include <string_view>

#include "html/arena.h"

namespace mingcha::html {

// CRLF and CR as LF: the input itself where it has none, else a copy in the arena.
std::string_view with_line_feeds(std::string_view text, Arena& arena);

}  // namespace mingcha::html
