// Carries messages out of the house: HTTP POST to robots and webhooks, mail over SMTP. libcurl.
//
// Where to is typed by an administrator of the whole, and an address within the intranet is the
// usual case, so private addresses are allowed, unlike in src/gather, where pages of strangers name
// them. What is refused: every scheme but http, https, smtp, smtps; link-local addresses (clouds
// keep their credentials there, no mail server lives there); and redirects, which could lead
// elsewhere than the administrator typed. Of a webhook's answer only the status is told on.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "notify/channel.h"
#include "notify/message.h"
#include "notify/requests.h"

namespace mingcha::courier {

struct Limits {
    std::int64_t connect_ms = 10'000;
    std::int64_t whole_ms = 30'000;
};
inline constexpr std::size_t kMaxAnswerBytes = 64U << 10;  // more: cut off, and taken as it is

// What a try needs beside the message.
struct Letter {
    const notify::Channel& channel;
    const notify::ChannelSecret& secret;
    const notify::Message& message;
    std::string to;         // mail only
    std::string from_name;  // mail only
    Instant now;
};

class Courier {
public:
    virtual ~Courier() = default;
    // One try, within the limits of time. The reason of a failure holds no secret.
    virtual notify::Answered carry(const Letter& letter) = 0;
};

// Thread-safe; every try is a connection of its own.
class CurlCourier : public Courier {
public:
    explicit CurlCourier(Limits limits = {});
    notify::Answered carry(const Letter& letter) override;

private:
    notify::Answered post(const Letter& letter);
    notify::Answered mail(const Letter& letter);

    Limits limits_;
};

}  // namespace mingcha::courier
