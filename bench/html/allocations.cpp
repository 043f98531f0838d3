#include "bench/html/allocations.h"

#include <atomic>

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
}

namespace {
std::atomic<std::size_t> requests{0};
}

extern "C" void* malloc(std::size_t size) {
    requests.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(size);
}
extern "C" void* calloc(std::size_t count, std::size_t size) {
    requests.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(count, size);
}
extern "C" void* realloc(void* block, std::size_t size) {
    requests.fetch_add(1, std::memory_order_relaxed);
    return __libc_realloc(block, size);
}

namespace mingcha::bench {

std::size_t heap_requests() {
    return requests.load(std::memory_order_relaxed);
}

}  // namespace mingcha::bench
