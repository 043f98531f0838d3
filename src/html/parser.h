// The way in: decoded text → Document. One parser serves page after page and reuses its memory.
#pragma once

#include <memory>
#include <string_view>

#include "html/document.h"

namespace mingcha::html {

class Parser {
public:
    Parser();
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    // `utf8` outlives the document. The document lives until the next parse. Never fails: whatever
    // the bytes are, HTML says what they mean (standard §13.2); limits are in Document::limits_hit.
    const Document& parse(std::string_view utf8);

    // As the content of `context`: "div", "td", "svg path", "math mi".
    const Document& parse_fragment(std::string_view utf8, std::string_view context);

    // Blocks of memory taken from the heap since the parser was made.
    std::size_t block_allocations() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::html
