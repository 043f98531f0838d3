// Strings of many records, each kept once: the menu of a site is the same on all its pages. Views
// stay good as long as the pool lives, also when it is moved.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mingcha::store {

// Of one target, kept while it is judged; the texts of pages beyond are left out and count as not
// read. A site within its budget of pages has less.
inline constexpr std::size_t kMaxMainTextBytes = 32U << 20;

class TextPool {
public:
    std::size_t main_text_bytes = 0;  // of the texts kept so far

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
