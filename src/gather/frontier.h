// The addresses of one site that a crawl knows: 24 bytes and the text of its URL each, found by
// hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gather/limits.h"
#include "model/facts.h"

namespace mingcha::gather {

// Bytes that all frontiers together may hold. One thread.
class FrontierBudget {
public:
    bool take(std::size_t bytes) {
        if (used_ + bytes > kFrontierBytes) return false;
        used_ += bytes;
        return true;
    }
    void give_back(std::size_t bytes) { used_ -= bytes; }

private:
    std::size_t used_ = 0;
};

struct FrontierEntry {
    std::uint64_t key = 0;  // page_key of base/site_url.h
    std::uint32_t offset = 0;
    std::uint16_t length = 0;
    std::uint8_t depth = 0;
    LinkKind kind = LinkKind::page;
    bool page = false;  // to be crawled, not only tested
    bool external = false;
};
static_assert(sizeof(FrontierEntry) <= 24);

class Frontier {
public:
    explicit Frontier(FrontierBudget& budget) : budget_(budget) {}
    ~Frontier() { budget_.give_back(taken_); }
    Frontier(const Frontier&) = delete;
    Frontier& operator=(const Frontier&) = delete;

    // The index of a new entry; nullopt where the address is known or there is no room (full()).
    std::optional<std::uint32_t> add(std::string_view url, const FrontierEntry& entry);
    bool knows(std::uint64_t key) const { return index_of(key).has_value(); }
    std::optional<std::uint32_t> index_of(std::uint64_t key) const;
    // False once one path has had kQueriesPerPath different queries: a calendar, a search, a
    // session id.
    bool allows_query(std::string_view url);

    const FrontierEntry& operator[](std::uint32_t index) const { return entries_[index]; }
    std::string_view url(std::uint32_t index) const {
        return std::string_view(arena_).substr(entries_[index].offset, entries_[index].length);
    }
    std::size_t size() const { return entries_.size(); }
    bool full() const { return full_; }

private:
    void grow();

    FrontierBudget& budget_;
    std::size_t taken_ = 0;
    bool full_ = false;
    std::vector<FrontierEntry> entries_;
    std::vector<std::uint32_t> slots_;  // open addressing; index + 1, 0 = free
    std::string arena_;
    std::unordered_map<std::uint64_t, std::uint32_t> queries_;
};

// Shapes of addresses that lead nowhere new: too long, too many or repeating path segments.
bool looks_like_trap(std::string_view url);

}  // namespace mingcha::gather
