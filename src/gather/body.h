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
    bool large() const { return large_; }
    void release();  // now rather than at the end of life

private:
    friend class BodyPool;
    std::string bytes_;
    BodyPool* pool_ = nullptr;
    bool large_ = false;
};

class BodyPool {
public:
    // `on_room` is called, from any thread, when a large place became free.
    explicit BodyPool(std::function<void()> on_room) : on_room_(std::move(on_room)) {}

    Body take();
    bool allow_large(Body& body);  // false: all places taken, wait for `on_room`

private:
    friend class Body;
    void give_back(std::string bytes, bool large);

    std::mutex mutex_;
    std::vector<std::string> free_;
    int large_ = 0;
    std::function<void()> on_room_;
};

}  // namespace mingcha::gather
