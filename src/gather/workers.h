// The threads that unpack answers and hand them to the caller's Handler. They never fetch. Private
// to gather.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "gather/site_crawl.h"

namespace mingcha::gather {

struct WorkDone {
    std::size_t site = 0;
    bool ended = false;  // the answer to a SiteEnd; else `read` is one to a Visit
    ReadResult read;
};

class Workers {
public:
    // `wake` is called from any thread when done() has something new.
    Workers(int count, Handler& handler, std::function<void()> wake);
    ~Workers();  // finishes what is queued, unless the handler failed
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void push(std::size_t site, Visit visit);
    void push(std::size_t site, SiteEnd end);
    std::vector<WorkDone> done();
    void recycle(FoundLinks found);  // its memory serves the next page
    std::size_t queued_bytes() const { return queued_bytes_.load(std::memory_order_relaxed); }
    bool failed() const { return failed_; }
    StageCounter unpacked() const;
    StageCounter handled() const;

private:
    struct Item {
        std::size_t site = 0;
        std::size_t bytes = 0;
        std::variant<Visit, SiteEnd> what;
    };
    struct Counters {
        std::atomic<std::uint64_t> pages = 0, bytes = 0, ns = 0;
    };

    void enqueue(Item item);
    void run(int worker);
    static std::string_view peek(Visit& visit, std::string_view body, std::string& room);
    static std::string_view unpack_file(Visit& visit, std::string_view body, std::string& room);
    WorkDone handle_visit(int worker, Item& item, std::string& room);

    Handler& handler_;
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> queue_;
    std::vector<WorkDone> done_;
    std::vector<FoundLinks> spare_;
    std::atomic<std::size_t> queued_bytes_ = 0;
    std::atomic<bool> failed_ = false;
    bool stop_ = false;
    std::mutex large_page_;  // one large page at a time: its tree is many times its bytes
    Counters unpacked_, handled_;
    std::vector<std::thread> threads_;
};

}  // namespace mingcha::gather
