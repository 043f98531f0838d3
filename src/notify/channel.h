// A way out of the house: a mail server, a group's robot, or somebody's own program that takes
// HTTP. What is secret of it is kept apart from what is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::notify {

enum class ChannelKind : std::uint8_t { smtp, wecom, dingtalk, webhook };
enum class MailSecurity : std::uint8_t {
    starttls,  // begins plain and must become TLS before anything is said
    tls,       // TLS from the first byte
    none,      // a relay within the house; a password would go over the wire as it is
};

inline constexpr std::size_t kMaxChannels = 500;
inline constexpr std::size_t kMaxChannelName = 40;      // characters
inline constexpr std::size_t kMaxChannelAddress = 500;  // bytes, with its query
inline constexpr std::size_t kMaxSecret = 500;          // bytes

struct Channel {     // key: id
    std::string id;  // [a-z0-9-], 2 to 32
    ChannelKind kind = ChannelKind::webhook;
    std::string name;
    // Robots and webhooks take the notices of the units that hang on this office; mail goes to the
    // contacts themselves.
    std::string office;
    std::string address;  // http(s) without its query, for that may be the key; or host:port
    MailSecurity security = MailSecurity::starttls;
    std::string user;       // smtp; empty: without signing in
    std::string from;       // smtp: the sender's address
    bool markdown = false;  // robots: else plain text, which every client shows
    bool enabled = true;
    std::string sealed;               // a ChannelSecret under the house's key (ADR 12); empty: none
    std::optional<Instant> tried_at;  // the last sending, and what came of it
    bool tried_well = false;
    std::string tried_reason;  // empty where it went well
};

// Never shown, never logged, stored sealed.
struct ChannelSecret {
    std::string query;  // of the address: the robot's key or access_token, a webhook's own
    std::string key;    // password of mail; signing key of DingTalk and webhooks

    bool empty() const { return query.empty() && key.empty(); }
};

// An address as it is pasted, in the two parts that are kept apart.
struct SplitAddress {
    std::string address, query;
};
SplitAddress split_address(ChannelKind kind, std::string_view pasted);

// Errors, Chinese: what is missing or ill-formed for its kind.
Result<bool> check_channel(const Channel& channel, const ChannelSecret& secret);

// As stored before sealing, and back.
std::string to_text(const ChannelSecret& secret);
Result<ChannelSecret> parse_secret(std::string_view text);

// Conservative: what every mail server takes. No space, quote or control character, so that it can
// stand in a header as it is.
bool is_mail_address(std::string_view text);

std::string_view to_string(ChannelKind kind);
std::string_view to_chinese(ChannelKind kind);
std::optional<ChannelKind> parse_channel_kind(std::string_view text);
std::string_view to_string(MailSecurity security);
std::optional<MailSecurity> parse_mail_security(std::string_view text);

}  // namespace mingcha::notify
