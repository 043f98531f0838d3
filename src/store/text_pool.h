// Strings of many records, each kept once: the menu of a site is the same on all its pages. Views
// stay good as long as the pool lives, also when it is moved.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mingcha::store {

class TextPool {
public:
    std::string_view keep(std::string_view text);
    std::size_t bytes() const { return bytes_; }

private:
    void grow();

    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t room_ = 0;  // left in the last chunk
    char* next_ = nullptr;
    std::size_t bytes_ = 0;
    std::vector<std::string_view> slots_;  // open addressing
    std::size_t used_ = 0;
};

}  // namespace mingcha::store
