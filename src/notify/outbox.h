// The outbox as a state machine: a notice is written down before it is sent, and each try before it
// begins. So nothing is lost, and nothing goes out twice because a program ended in between:
//
//   waiting → sending → sent
//                     → waiting (the try failed, another follows) → … → given_up
//                     → unclear: the program ended while sending. A receiver that tells repeated
//                       messages apart (webhook) gets it again; elsewhere a person decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "notify/channel.h"
#include "notify/message.h"
#include "notify/requests.h"

namespace mingcha::notify {

inline constexpr std::int32_t kMaxTries = 8;
// No try lasts that long; what is still "sending" then was left by a program that ended.
inline constexpr std::int64_t kSendingSeconds = 600;

enum class NoticeState : std::uint8_t { waiting, sending, sent, given_up, unclear };

struct Notice {  // key: message.id + channel + to
    Message message;
    std::string about;       // what makes it the one it is: "digest/2031-11-12/某局"
    std::string campaign;    // may be empty
    std::int64_t items = 0;  // warnings, findings, … in it
    std::string channel;
    std::string to;  // mail address; empty: the channel itself
    Instant made_at;
    NoticeState state = NoticeState::waiting;
    std::int32_t tries = 0;
    Instant next_at;                 // waiting: not before
    std::optional<Instant> last_at;  // the last try began
    std::optional<Instant> done_at;  // it was sent, or given up
    std::string reason;              // why the last try failed
};

std::string key_of(const Notice& notice);

// Is it over: sent, given up or unclear?
bool is_over(const Notice& notice);
// May it be tried now?
bool is_due(const Notice& notice, Instant now);
// Was it left behind while sending?
bool is_left_behind(const Notice& notice, Instant now);

Notice begin_try(Notice notice, Instant now);
Notice end_try(Notice notice, const Answered& answered, Instant now);
Notice pick_up(Notice notice, ChannelKind kind, Instant now);  // of one left behind
// A person wants it tried again, of one that is over and was not sent.
Notice wake(Notice notice, Instant now);

// Seconds until the next try after so many: 1, 5, 15 minutes, 1, 3, 6, 12 hours.
std::int64_t wait_after(std::int32_t tries);

std::string_view to_string(NoticeState state);
std::string_view to_chinese(NoticeState state);
std::optional<NoticeState> parse_notice_state(std::string_view text);

}  // namespace mingcha::notify
