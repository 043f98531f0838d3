#include "server/sessions.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha::server {

namespace {

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerHour = 3600;
// Many people sign in from behind one address.
constexpr std::int32_t kAddressFactor = 10;

std::string name_of(const std::string& name) {
    return "n " + name_key(name);
}
std::string name_of_address(const std::string& address) {
    return "a " + address;
}

template <class Map, class Ended>
void erase_oldest(Map& sessions, Ended counts) {
    auto oldest = sessions.end();
    for (auto each = sessions.begin(); each != sessions.end(); ++each) {
        if (!counts(each->second)) continue;
        if (oldest == sessions.end() || each->second.last_seen < oldest->second.last_seen) {
            oldest = each;
        }
    }
    if (oldest != sessions.end()) sessions.erase(oldest);
}

// Idle for too long, or at its end.
bool is_over(const Session& session, const people::Settings& settings, Instant now) {
    return now.seconds - session.last_seen.seconds >= settings.idle_minutes * kSecondsPerMinute ||
           now.seconds - session.began.seconds >= settings.session_hours * kSecondsPerHour;
}

}  // namespace

std::string Sessions::begin(const std::string& cookie, const std::string& csrf,
                            const people::Person& person, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto of_person = [&](const Session& each) { return each.person == person.id; };
    const auto count = std::count_if(sessions_.begin(), sessions_.end(),
                                     [&](const auto& each) { return of_person(each.second); });
    if (static_cast<std::size_t>(count) >= kMaxSessionsOfPerson) erase_oldest(sessions_, of_person);
    if (sessions_.size() >= kMaxSessions) {
        erase_oldest(sessions_, [](const Session&) { return true; });
    }
    const std::string key = sha256_hex(cookie);
    sessions_[key] = {key, person.id, person.epoch, csrf, now, now, "", 0};
    return key;
}

std::optional<Session> Sessions::use(std::string_view cookie, const people::Settings& settings,
                                     Instant now) {
    if (cookie.empty()) return std::nullopt;
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(sha256_hex(cookie));
    if (found == sessions_.end()) return std::nullopt;
    Session& session = found->second;
    if (is_over(session, settings, now)) {
        sessions_.erase(found);
        return std::nullopt;
    }
    session.last_seen = now;
    return session;
}

bool Sessions::lives(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return sessions_.contains(key);
}

bool Sessions::lives(const std::string& key, const people::Settings& settings, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key);
    return found != sessions_.end() && !is_over(found->second, settings, now);
}

void Sessions::keep_totp(const std::string& key, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key);
    if (found != sessions_.end()) found->second.new_totp = secret;
}

int Sessions::count_refusal(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key);
    return found == sessions_.end() ? 0 : ++found->second.refusals;
}

void Sessions::renew(const std::string& key, std::int64_t epoch) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(key);
    if (found != sessions_.end()) found->second.epoch = epoch;
}

void Sessions::end(const std::string& key) {
    const std::lock_guard lock(mutex_);
    sessions_.erase(key);
}

void Sessions::end_of_person(std::string_view person, std::string_view but_key) {
    const std::lock_guard lock(mutex_);
    std::erase_if(sessions_, [&](const auto& each) {
        return each.second.person == person && each.first != but_key;
    });
}

std::size_t Sessions::count() {
    const std::lock_guard lock(mutex_);
    return sessions_.size();
}

std::int64_t FailureWatch::seconds_locked(const std::string& name, const std::string& address,
                                          Instant now) {
    const std::lock_guard lock(mutex_);
    std::int64_t longest = 0;
    for (const std::string& key : {name_of(name), name_of_address(address)}) {
        const auto found = watched_.find(key);
        if (found == watched_.end()) continue;
        longest = std::max(longest, people::seconds_locked(found->second, now));
    }
    return longest;
}

void FailureWatch::failed(const std::string& name, const std::string& address, Instant now,
                          std::int32_t lock_after) {
    const std::lock_guard lock(mutex_);
    make_room(now);
    people::Lockout& by_name = watched_[name_of(name)];
    by_name = people::after_failure(by_name, now, lock_after);
    people::Lockout& by_address = watched_[name_of_address(address)];
    by_address = people::after_failure(by_address, now, lock_after * kAddressFactor);
}

void FailureWatch::succeeded(const std::string& name) {
    const std::lock_guard lock(mutex_);
    watched_.erase(name_of(name));
}

std::optional<Instant> FailureWatch::locked_until(const std::string& name, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = watched_.find(name_of(name));
    if (found == watched_.end() || people::seconds_locked(found->second, now) == 0) {
        return std::nullopt;
    }
    return found->second.until;
}

// Names that nobody has fill the table too: those forgotten go first, then the ones not locked.
void FailureWatch::make_room(Instant now) {
    if (watched_.size() + 2 <= kMaxWatched) return;
    std::erase_if(watched_, [now](const auto& each) {
        return now.seconds - each.second.last.seconds >= people::kForgottenAfterSeconds &&
               people::seconds_locked(each.second, now) == 0;
    });
    if (watched_.size() + 2 <= kMaxWatched) return;
    std::erase_if(watched_, [now](const auto& each) {
        return people::seconds_locked(each.second, now) == 0;
    });
    if (watched_.size() + 2 > kMaxWatched) watched_.clear();
}

}  // namespace mingcha::server
