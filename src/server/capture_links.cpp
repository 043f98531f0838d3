#include "server/capture_links.h"

#include <algorithm>

#include "base/digest.h"

namespace mingcha::server {

namespace {

bool is_same(const app::CaptureTask& a, const app::CaptureTask& b) {
    return a.campaign == b.campaign && a.target == b.target && a.rule == b.rule &&
           a.spot == b.spot && a.by == b.by;
}

}  // namespace

void CaptureLinks::add(const std::string& token, const app::CaptureTask& task, Instant now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(links_, [&](const auto& each) {
        return each.second.until <= now || is_same(each.second.task, task);
    });
    if (links_.size() >= kMaxCaptureLinks) {
        links_.erase(std::min_element(
            links_.begin(), links_.end(),
            [](const auto& a, const auto& b) { return a.second.until < b.second.until; }));
    }
    links_[sha256_hex(token)] = {task, Instant{now.seconds + kCaptureSeconds}, false};
}

std::optional<CaptureLink> CaptureLinks::open(std::string_view token, const std::string& key,
                                              Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = links_.find(sha256_hex(token));
    if (found == links_.end() || found->second.opened || found->second.until <= now) {
        return std::nullopt;
    }
    CaptureLink link = found->second;
    link.opened = true;
    links_.erase(found);
    links_[sha256_hex(key)] = link;
    return link;
}

std::optional<CaptureLink> CaptureLinks::use(std::string_view key, Instant now) {
    if (key.empty()) return std::nullopt;
    const std::lock_guard lock(mutex_);
    const auto found = links_.find(sha256_hex(key));
    if (found == links_.end() || !found->second.opened || found->second.until <= now) {
        return std::nullopt;
    }
    return found->second;
}

void CaptureLinks::finish(std::string_view key) {
    const std::lock_guard lock(mutex_);
    links_.erase(sha256_hex(key));
}

}  // namespace mingcha::server
