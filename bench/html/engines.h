// The HTML engines that are compared. Each parses UTF-8 text into a tree and counts <a href> in it;
// the counting is not timed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::bench {

struct Links {
    std::size_t all = 0;
    std::size_t in_select = 0;  // of them inside a <select>; counted by ours only
};

class Engine {
public:
    virtual ~Engine() = default;
    virtual const char* name() const = 0;
    // The tree stays until the next call of parse or release.
    virtual void parse(std::string_view page) = 0;
    // Elements named a with an attribute href, of any namespace.
    virtual Links count_links() const = 0;
    // Frees the tree, as whoever goes from page to page must; timed with the parse.
    virtual void release() = 0;
};

// Ours first.
std::vector<std::unique_ptr<Engine>> engines();

}  // namespace mingcha::bench
