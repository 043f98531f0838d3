#include "base/text.h"
#include "gather/site_crawl.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kMaxGates =
    20'000;  // hosts remembered; past that the idle ones are forgotten

}  // namespace

HostGates::HostGates(double rate) {
    if (rate > 0) {
        between_ =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / rate));
    }
}

std::string HostGates::key(std::string_view url) {
    const auto parts = split_site_url(url);
    if (!parts) return {};
    return lower_ascii(parts->host) + ":" + std::to_string(parts->port);
}

HostGates::Gate& HostGates::gate(const std::string& key) {
    const auto found = gates_.find(key);
    if (found != gates_.end()) return found->second;
    if (gates_.size() >= kMaxGates) {
        std::erase_if(gates_, [](const auto& item) { return item.second.active == 0; });
    }
    Gate& added = gates_[key];
    added.between = between_;
    return added;
}

bool HostGates::enter(const std::string& key, Clock::time_point now, Clock::time_point& wake) {
    Gate& mine = gate(key);
    if (mine.active >= mine.places) return false;
    if (mine.next > now) {
        wake = std::min(wake, mine.next);
        return false;
    }
    ++mine.active;
    mine.next = now + mine.between;
    return true;
}

void HostGates::leave(const std::string& key) {
    Gate& mine = gate(key);
    if (mine.active > 0) --mine.active;
}

void HostGates::slow_down(const std::string& key, std::chrono::milliseconds between) {
    Gate& mine = gate(key);
    mine.between = std::max<Clock::duration>(mine.between, between);
    mine.next = std::max(mine.next, Clock::now() + mine.between);
    mine.places = 1;
}

void HostGates::hold(const std::string& key, Clock::time_point until) {
    Gate& mine = gate(key);
    mine.next = std::max(mine.next, until);
}

}  // namespace mingcha::gather
