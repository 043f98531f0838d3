#include "server/progress_stream.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "people/rights.h"

namespace mingcha::server {

namespace {

std::string event(std::string_view name, const std::string& id, const std::string& data) {
    return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, name, data);
}

// "7-12" → run 7, 12 told. What is no such id counts as none.
std::pair<std::int64_t, std::size_t> parsed_id(std::string_view text) {
    std::int64_t run = 0;
    std::size_t told = 0;
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return {0, 0};
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), text.data() + dash, run);
    const auto second = std::from_chars(text.data() + dash + 1, end, told);
    const bool right = first.ec == std::errc() && first.ptr == text.data() + dash &&
                       second.ec == std::errc() && second.ptr == end && run >= 0;
    return right ? std::pair(run, told) : std::pair(std::int64_t{0}, std::size_t{0});
}

}  // namespace

std::unique_ptr<StreamPlaces::Place> StreamPlaces::take(const std::string& session) {
    const std::lock_guard lock(mutex_);
    std::size_t& own = by_session_[session];
    if (all_ >= kMaxStreams || own >= kMaxStreamsOfSession) {
        if (own == 0) by_session_.erase(session);
        return nullptr;
    }
    ++own;
    ++all_;
    return std::make_unique<Place>(*this, session);
}

std::size_t StreamPlaces::count() {
    const std::lock_guard lock(mutex_);
    return all_;
}

void StreamPlaces::leave(const std::string& session) {
    const std::lock_guard lock(mutex_);
    --all_;
    const auto found = by_session_.find(session);
    if (found != by_session_.end() && --found->second == 0) by_session_.erase(found);
}

ProgressStream::ProgressStream(Services& services, ProgressAsked asked,
                               std::unique_ptr<StreamPlaces::Place> place)
    : services_(services),
      asked_(std::move(asked)),
      place_(std::move(place)),
      count_(asked_.reach),
      looked_at_(services.options.now()) {
    std::tie(run_, told_) = parsed_id(asked_.last_event_id);
}

// A session that ended, or somebody who lost the right to look, gets no more.
bool ProgressStream::may_go_on(Instant now) {
    if (!services_.sessions.lives(asked_.session)) return false;
    if (now.seconds - looked_at_.seconds < kLookAtRightsSeconds) return true;
    looked_at_ = now;
    const auto directory = services_.directory();
    if (!directory) return false;
    const people::Person* person = (*directory)->find(asked_.person);
    if (person == nullptr || person->disabled) return false;
    if (!services_.sessions.lives(asked_.session, (*directory)->settings, now)) return false;
    const people::Reach reach =
        people::reach_of(*person, people::Action::see_results, (*directory)->offices,
                         (*directory)->settings.separate_duties);
    return reach.key() == asked_.reach.key();
}

std::string ProgressStream::id() const {
    return fmt::format("{}-{}", run_, told_);
}

std::string ProgressStream::state(const app::RunPicture* picture, Instant now) {
    said_at_ = state_at_ = now;
    version_ = picture == nullptr ? 0 : picture->version;
    return event("state", id(), dumped(inspection_json(picture, nullptr, count_, now)));
}

std::string ProgressStream::sites(const app::RunPicture& picture) {
    std::string out;
    std::size_t said = 0;
    while (told_ < picture.ended.size() && said < kMaxSitesAPiece) {
        const app::RunTargetEnd& end = *picture.ended[told_++];
        if (end.kept || !count_.covers(picture, end.target)) continue;
        out += event("site", id(), dumped(ended_json(picture, end)));
        ++said;
    }
    return out;
}

std::optional<std::string> ProgressStream::next() {
    const Instant now = services_.options.now();
    if (over_ || !may_go_on(now)) return std::nullopt;
    auto picture = services_.options.desk->picture();
    if (picture && picture->campaign != asked_.campaign) picture.reset();
    std::string out;
    if (!begun_) {
        begun_ = true;
        const std::int64_t run = picture ? picture->run.number : 0;
        if (run != run_ || !picture || told_ > picture->ended.size()) {
            // Nothing to take up again: the state says it all.
            run_ = run;
            told_ = picture ? picture->ended.size() : 0;
        }
        out = fmt::format("retry: {}\n\n", kRetryMs) + state(picture.get(), now);
    }
    const bool running = picture && picture->running() && picture->run.number == run_;
    if (picture && picture->run.number == run_) out += sites(*picture);
    if (picture && version_ != picture->version && now > state_at_) {
        out += state(picture.get(), now);
    }
    if (!running && (!picture || told_ == picture->ended.size() || picture->run.number != run_)) {
        over_ = true;
        if (picture && version_ != picture->version) out += state(picture.get(), now);
        return out + event("end", id(), "{}");
    }
    if (out.empty() && now.seconds - said_at_.seconds >= kKeepAliveSeconds)
        out = ": still here\n\n";
    if (!out.empty()) said_at_ = now;
    return out;
}

}  // namespace mingcha::server
