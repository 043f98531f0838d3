// A running inspection as the API prints it, for one person: what lies beyond their reach is
// neither named nor counted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/inspection_desk.h"
#include "server/people_json.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxRecent = 20;       // targets that ended last
inline constexpr std::size_t kMaxNotReached = 200;  // of those that could not be visited

// What one person sees of a run. Ends of targets are counted once, in the order they come in.
class RunCount {
public:
    explicit RunCount(people::Reach reach) : reach_(std::move(reach)) {}

    // Counts what came since the last call. Another run: begins anew.
    void take(const app::RunPicture& picture);
    bool covers(const app::RunPicture& picture, std::size_t target) const;
    Json totals(const app::RunPicture& picture) const;
    Json recent(const app::RunPicture& picture) const;
    Json not_reached(const app::RunPicture& picture) const;
    Json under_way(const app::RunPicture& picture) const;
    Json found(const app::RunPicture& picture) const;
    std::int64_t done() const { return done_; }
    std::int64_t all() const { return all_; }
    std::int64_t kept() const { return kept_; }

private:
    bool covers(const app::RunPicture& picture, const store::RunTarget& target) const;

    people::Reach reach_;
    std::string run_;  // campaign and number
    std::vector<bool> covered_;
    std::size_t taken_ = 0;
    std::int64_t all_ = 0, done_ = 0, kept_ = 0, unvisited_ = 0;
    std::uint64_t pages_ = 0, requests_ = 0;
    std::vector<std::size_t> last_;  // indices of `ended`
};

// Of one target that has ended: the data of an event `site`.
Json ended_json(const app::RunPicture& picture, const app::RunTargetEnd& end);

// GET /campaigns/{id}/inspection. `picture` null: none ever ran; `elsewhere` null: none runs for
// another campaign.
Json inspection_json(const app::RunPicture* picture, const app::RunPicture* elsewhere,
                     RunCount& count, Instant now);

}  // namespace mingcha::server
