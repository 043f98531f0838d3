#include "html/arena.h"

#include <algorithm>

namespace mingcha::html {

void Arena::grow(std::size_t bytes) {
    while (used_ < blocks_.size() && blocks_[used_].size < bytes) {
        // A block too small for this one request: set behind the others, where a later page may use
        // it.
        std::rotate(blocks_.begin() + static_cast<std::ptrdiff_t>(used_),
                    blocks_.begin() + static_cast<std::ptrdiff_t>(used_) + 1, blocks_.end());
        if (std::all_of(blocks_.begin() + static_cast<std::ptrdiff_t>(used_), blocks_.end(),
                        [&](const Block& block) { return block.size < bytes; })) {
            break;
        }
    }
    if (used_ == blocks_.size() || blocks_[used_].size < bytes) {
        const std::size_t size = std::max(bytes, kBlockBytes);
        Block block{std::unique_ptr<char[]>(new char[size]), size};
        blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(used_), std::move(block));
        ++allocations_;
    }
    next_ = blocks_[used_].bytes.get();
    end_ = next_ + blocks_[used_].size;
    ++used_;
}

void Arena::reset() {
    std::size_t kept = 0;
    std::size_t total = 0;
    while (kept < blocks_.size() && total + blocks_[kept].size <= kKeptBytes) {
        total += blocks_[kept++].size;
    }
    blocks_.resize(kept);
    used_ = 0;
    next_ = nullptr;
    end_ = nullptr;
}

}  // namespace mingcha::html
