// The progress of an inspection as a text/event-stream (WHATWG HTML, 9.2 Server-sent events).
//
// Events: `state` (what GET …/inspection says), at most one a second and only when it changed;
// `site`, one for each target that ended; `end`, after which nothing comes. An id is
// "RUN-NUMBER": so many targets of that run were told. Who comes back with it as Last-Event-ID gets
// the `site` events that were missed; a whole `state` comes first in any case.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "server/call.h"
#include "server/inspection_json.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxStreams = 256;
inline constexpr std::size_t kMaxStreamsOfSession = 3;  // browsers hold six connections a host
inline constexpr std::size_t kMaxSitesAPiece = 100;     // events `site`; the rest comes next
inline constexpr std::int64_t kKeepAliveSeconds = 15;   // a comment where nothing happened
inline constexpr std::int64_t kLookAtRightsSeconds = 5;
inline constexpr std::int64_t kRetryMs = 3'000;  // what browsers wait before they come back

// Who holds a stream open. Places go back when the stream ends.
class StreamPlaces {
public:
    class Place {
    public:
        Place(StreamPlaces& places, std::string session)
            : places_(&places), session_(std::move(session)) {}
        ~Place() { places_->leave(session_); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        StreamPlaces* places_;
        std::string session_;
    };
    // nullptr: this session, or all together, have as many as they may.
    std::unique_ptr<Place> take(const std::string& session);
    std::size_t count();

private:
    void leave(const std::string& session);

    std::mutex mutex_;
    std::map<std::string, std::size_t> by_session_;
    std::size_t all_ = 0;
};

struct ProgressAsked {
    std::string campaign;
    std::string session;  // Session::key
    std::string person;
    people::Reach reach;
    std::string last_event_id;
};

class ProgressStream final : public httpd::Stream {
public:
    // `services` outlives the stream.
    ProgressStream(Services& services, ProgressAsked asked,
                   std::unique_ptr<StreamPlaces::Place> place);
    std::optional<std::string> next() override;

private:
    bool may_go_on(Instant now);
    std::string state(const app::RunPicture* picture, Instant now);
    std::string sites(const app::RunPicture& picture);
    std::string id() const;

    Services& services_;
    ProgressAsked asked_;
    std::unique_ptr<StreamPlaces::Place> place_;
    RunCount count_;
    bool begun_ = false, over_ = false;
    std::int64_t run_ = 0;
    std::size_t told_ = 0;  // ends of targets, of all
    std::uint64_t version_ = 0;
    Instant said_at_, state_at_, looked_at_;
};

}  // namespace mingcha::server
