// Bodies on their way from the fetching thread to a worker: a pool of buffers, and leave to be
// large. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mingcha::gather {

class BodyPool;

// The bytes of one body. Goes back to its pool, with its leave to be large, when it is destroyed.
class Body {
public:
    Body() = default;
    Body(Body&& other) noexcept;
    Body& operator=(Body&& other) noexcept;
    ~Body();

    std::string& bytes() { return bytes_; }
    const std::string& bytes() const { return bytes_; }
    bool large() const { return large_ > 0; }
    void release();  // now rather than at the end of life

private:
    friend class BodyPool;
    std::string bytes_;
    BodyPool* pool_ = nullptr;
    std::size_t large_ = 0;  // bytes it has leave for beyond the small size; 0 = none
};

class BodyPool {
public:
    // `on_room` is called, from any thread, when a large body gave its room back.
    explicit BodyPool(std::function<void()> on_room) : on_room_(std::move(on_room)) {}

    Body take();
    // Leave to hold `bytes`. False: no room now, wait for `on_room`.
    bool allow_large(Body& body, std::size_t bytes);

private:
    friend class Body;
    void give_back(std::string bytes, std::size_t large);

    std::mutex mutex_;
    std::vector<std::string> free_;
    std::size_t large_ = 0;
    std::function<void()> on_room_;
};

}  // namespace mingcha::gather
