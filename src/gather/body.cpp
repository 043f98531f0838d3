#include "gather/body.h"

#include "gather/limits.h"

namespace mingcha::gather {

Body::Body(Body&& other) noexcept
    : bytes_(std::move(other.bytes_)),
      pool_(std::exchange(other.pool_, nullptr)),
      large_(std::exchange(other.large_, 0)) {
    other.bytes_.clear();
}

Body& Body::operator=(Body&& other) noexcept {
    if (this != &other) {
        release();
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
        pool_ = std::exchange(other.pool_, nullptr);
        large_ = std::exchange(other.large_, 0);
    }
    return *this;
}

Body::~Body() {
    release();
}

void Body::release() {
    if (pool_ == nullptr) return;
    std::exchange(pool_, nullptr)->give_back(std::move(bytes_), std::exchange(large_, 0));
    bytes_.clear();
}

Body BodyPool::take() {
    Body body;
    body.pool_ = this;
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
        body.bytes_ = std::move(free_.back());
        free_.pop_back();
    }
    return body;
}

bool BodyPool::allow_large(Body& body, std::size_t bytes) {
    if (body.large_ > 0) return true;
    const std::lock_guard lock(mutex_);
    if (large_ + bytes > kLargeBytes) return false;
    large_ += bytes;
    body.large_ = bytes;
    return true;
}

void BodyPool::give_back(std::string bytes, std::size_t large) {
    {
        const std::lock_guard lock(mutex_);
        large_ -= large;
        if (free_.size() < kPooledBuffers && bytes.capacity() <= kSmallBody) {
            bytes.clear();
            free_.push_back(std::move(bytes));
        }
    }
    if (large > 0 && on_room_) on_room_();
}

}  // namespace mingcha::gather
