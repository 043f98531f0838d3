#include "store/text_pool.h"

#include <cstring>
#include <functional>

namespace mingcha::store {

namespace {

constexpr std::size_t kChunk = 256 * 1024;
constexpr std::size_t kFirstSlots = 1024;

}  // namespace

void TextPool::grow() {
    std::vector<std::string_view> wider(std::max(kFirstSlots, slots_.size() * 2));
    const std::size_t mask = wider.size() - 1;
    for (std::string_view text : slots_) {
        if (text.data() == nullptr) continue;
        std::size_t slot = std::hash<std::string_view>{}(text)&mask;
        while (wider[slot].data() != nullptr) slot = (slot + 1) & mask;
        wider[slot] = text;
    }
    slots_ = std::move(wider);
}

std::string_view TextPool::keep(std::string_view text) {
    if (text.empty()) return {};
    if ((used_ + 1) * 2 > slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(text)&mask;
    for (; slots_[slot].data() != nullptr; slot = (slot + 1) & mask) {
        if (slots_[slot] == text) return slots_[slot];
    }
    if (text.size() > room_) {
        const std::size_t size = std::max(kChunk, text.size());
        chunks_.push_back(std::make_unique<char[]>(size));
        next_ = chunks_.back().get();
        room_ = size;
        bytes_ += size;
    }
    std::memcpy(next_, text.data(), text.size());
    slots_[slot] = {next_, text.size()};
    next_ += text.size();
    room_ -= text.size();
    ++used_;
    return slots_[slot];
}

}  // namespace mingcha::store
