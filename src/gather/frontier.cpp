#include "gather/frontier.h"

#include <array>

#include "base/digest.h"
#include "base/site_url.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kFirstSlots = 256;
// An entry, two slots on average, and the map's share where it has a query.
constexpr std::size_t kBytesAnEntry = sizeof(FrontierEntry) + 2 * sizeof(std::uint32_t);

}  // namespace

void Frontier::grow() {
    std::vector<std::uint32_t> wider(std::max(kFirstSlots, slots_.size() * 2), 0);
    const std::size_t mask = wider.size() - 1;
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = entries_[i].key & mask;
        while (wider[slot] != 0) slot = (slot + 1) & mask;
        wider[slot] = i + 1;
    }
    slots_ = std::move(wider);
}

std::optional<std::uint32_t> Frontier::add(std::string_view url, const FrontierEntry& entry) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = entry.key & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if (entries_[slots_[slot] - 1].key == entry.key) return std::nullopt;
    }
    const std::size_t bytes = kBytesAnEntry + url.size();
    if (url.size() > kMaxUrlBytes || !budget_.take(bytes)) {
        full_ = url.size() <= kMaxUrlBytes;
        return std::nullopt;
    }
    taken_ += bytes;
    FrontierEntry& added = entries_.emplace_back(entry);
    added.offset = static_cast<std::uint32_t>(arena_.size());
    added.length = static_cast<std::uint16_t>(url.size());
    arena_ += url;
    const auto index = static_cast<std::uint32_t>(entries_.size() - 1);
    slots_[slot] = index + 1;
    return index;
}

std::optional<std::uint32_t> Frontier::index_of(std::uint64_t key) const {
    if (slots_.empty()) return std::nullopt;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = key & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if (entries_[slots_[slot] - 1].key == key) return slots_[slot] - 1;
    }
    return std::nullopt;
}

bool Frontier::allows_query(std::string_view url) {
    const std::size_t mark = url.find('?');
    if (mark == std::string_view::npos) return true;
    return ++queries_[fnv1a(url.substr(0, mark))] <= kQueriesPerPath;
}

bool looks_like_trap(std::string_view url) {
    if (url.size() > kMaxUrlBytes) return true;
    const auto parts = split_site_url(url);
    if (!parts) return true;
    std::string_view path =
        parts->path.substr(0, std::min(parts->path.find('?'), parts->path.size()));
    std::array<std::string_view, kMaxSegments> segments;
    std::size_t count = 0;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (segment.empty()) continue;
        if (count == segments.size()) return true;
        int same = 1;
        for (std::size_t i = 0; i < count; ++i) same += segments[i] == segment ? 1 : 0;
        // 2021/11/11/11 is a date; letters that come again and again are a loop.
        const bool digits = segment.find_first_not_of("0123456789") == std::string_view::npos;
        if (same >= kSameSegment && !digits) return true;
        segments[count++] = segment;
    }
    return false;
}

}  // namespace mingcha::gather
