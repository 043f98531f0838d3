// One-time links by which an inspector's phone brings pictures for one task without signing in.
// Held in memory, like the sessions: a restart ends them, and a copy of the database opens none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/captures.h"
#include "base/time.h"

namespace mingcha::server {

inline constexpr std::string_view kCaptureKey = "X-Capture-Key";  // a header of the phone's page
inline constexpr std::int64_t kCaptureSeconds = 30 * 60;
inline constexpr std::size_t kMaxCaptureLinks = 2'000;  // beyond it the one that ends first goes

struct CaptureLink {
    app::CaptureTask task;
    Instant until;
    bool opened = false;
};

class CaptureLinks {
public:
    // A link made anew for the same task by the same person ends the one before. `token`: of the
    // address; it opens the link once.
    void add(const std::string& token, const app::CaptureTask& task, Instant now);
    // Whoever comes first; `key` is what the phone shows from then on. None: unknown, opened
    // before, over.
    std::optional<CaptureLink> open(std::string_view token, const std::string& key, Instant now);
    // None: unknown, finished, over.
    std::optional<CaptureLink> use(std::string_view key, Instant now);
    void finish(std::string_view key);

private:
    // By the SHA-256 of the token, and once opened of the key: what is held opens nothing.
    std::unordered_map<std::string, CaptureLink> links_;
    std::mutex mutex_;
};

}  // namespace mingcha::server
