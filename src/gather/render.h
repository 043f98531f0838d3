// Pages that scripts make: a headless Chromium of its own for each, with a fresh profile, no way to
// any host but the site's, and time and memory capped. In: an address. Out: the tree as HTML after
// its scripts ran.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "gather/fetcher.h"

namespace mingcha::gather {

inline constexpr int kRenderSeconds = 20;      // of the wall clock, then it is killed
inline constexpr int kRenderVirtualMs = 5000;  // of the page's own timers
inline constexpr std::size_t kMaxRenderedBytes = 10'000'000;
inline constexpr std::int64_t kMaxRenderKilobytes = 700'000;  // resident, all its processes
inline constexpr int kMaxRendersASite = 30;

class Renderer {
public:
    // nullopt where no Chromium is installed. `options` says how names are mapped and which
    // addresses may be asked, as for the fetcher.
    static std::optional<Renderer> find(const FetchOptions& options);

    // Errors: no answer in time, too much memory, an address that may not be asked, Chromium
    // failed. One at a time: others wait.
    Result<std::string> render(const std::string& url);

private:
    Renderer(std::string program, FetchOptions options)
        : program_(std::move(program)),
          options_(std::move(options)),
          one_(std::make_unique<std::mutex>()) {}

    Result<std::string> host_rules(const std::string& url) const;
    Result<std::string> run(const std::string& url, const std::string& rules, bool sandbox) const;

    std::string program_;
    FetchOptions options_;
    std::unique_ptr<std::mutex> one_;
    bool sandbox_works_ = true;
};

}  // namespace mingcha::gather
