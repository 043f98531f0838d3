// Memory of one page: handed out by advancing a pointer, given back all at once, reused for the
// next page.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

namespace mingcha::html {

class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    void* allocate(std::size_t bytes) {
        bytes = (bytes + kAlign - 1) & ~(kAlign - 1);
        if (static_cast<std::size_t>(end_ - next_) < bytes) grow(bytes);
        char* const place = next_;
        next_ += bytes;
        return place;
    }

    // Nothing made here is ever destroyed: only types that need no destructor.
    template <class T>
    T* make() {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlign);
        return new (allocate(sizeof(T))) T{};
    }
    template <class T>
    T* make_array(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlign);
        return new (allocate(sizeof(T) * count)) T[count]{};
    }
    char* bytes(std::size_t count) { return static_cast<char*>(allocate(count)); }
    std::string_view copy(std::string_view text) {
        char* const place = bytes(text.size());
        if (!text.empty()) std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }

    // Forgets all that was handed out; keeps the blocks for the next page, but for what one
    // monstrous page needed.
    void reset();

    std::size_t block_allocations() const { return allocations_; }  // since the arena was made

private:
    static constexpr std::size_t kAlign = 8;
    static constexpr std::size_t kBlockBytes = 256U << 10;
    static constexpr std::size_t kKeptBytes = 32U << 20;

    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };

    void grow(std::size_t bytes);

    char* next_ = nullptr;
    char* end_ = nullptr;
    std::vector<Block> blocks_;
    std::size_t used_ = 0;  // blocks in use; those behind are free
    std::size_t allocations_ = 0;
};

}  // namespace mingcha::html
