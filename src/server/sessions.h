// Who is signed in. Held in memory: a restart signs everybody out, and a copy of the database signs
// nobody in.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "people/lockout.h"
#include "people/person.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxSessions = 5'000;
inline constexpr std::size_t kMaxSessionsOfPerson = 8;  // the one idle the longest ends
inline constexpr std::size_t kMaxWatched = 20'000;      // names and addresses with failures

struct Session {
    std::string key;  // SHA-256 of the cookie: what is held opens nothing
    std::string person;
    std::int64_t epoch = 0;  // of the person when it began
    std::string csrf;
    Instant began, last_seen;
    std::string new_totp;  // a drawn secret that waits for its first code
    int refusals = 0;      // written into the log; bounded
};

class Sessions {
public:
    // The cookie's value. Ends others where there are too many.
    std::string begin(const std::string& cookie, const std::string& csrf,
                      const people::Person& person, Instant now);
    // And notes that it was used. None: unknown, idle for too long, or at its end.
    std::optional<Session> use(std::string_view cookie, const people::Settings& settings,
                               Instant now);
    // Whether it is still there, without counting as use: for what goes on by itself.
    bool lives(const std::string& key);
    bool lives(const std::string& key, const people::Settings& settings, Instant now);
    void keep_totp(const std::string& key, const std::string& secret);
    int count_refusal(const std::string& key);
    // Keeps it over a change of the person's own password.
    void renew(const std::string& key, std::int64_t epoch);
    void end(const std::string& key);
    void end_of_person(std::string_view person, std::string_view but_key);
    std::size_t count();

private:
    std::mutex mutex_;
    std::unordered_map<std::string, Session> sessions_;
};

// Failures to sign in, by name and by address.
class FailureWatch {
public:
    std::int64_t seconds_locked(const std::string& name, const std::string& address, Instant now);
    void failed(const std::string& name, const std::string& address, Instant now,
                std::int32_t lock_after);
    void succeeded(const std::string& name);
    std::optional<Instant> locked_until(const std::string& name, Instant now);

private:
    void make_room(Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, people::Lockout> watched_;
};

}  // namespace mingcha::server
