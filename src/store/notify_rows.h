// Channels, the outbox and the settings of notices, as records.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "notify/channel.h"
#include "notify/outbox.h"
#include "notify/settings.h"
#include "store/rows.h"

namespace mingcha::notify {

// Beside their types, so that store::load finds them.
std::string_view kind_of(const Channel*);
std::string key_of(const Channel& row);
std::string encode(const Channel& row);
Result<bool> decode(std::string_view body, Channel& row);

// Scopes: kOutbox holds what is to be sent, kSentLog what is over.
inline constexpr std::string_view kOutbox = "outbox";
inline constexpr std::string_view kSentLog = "log";
std::string_view kind_of(const Notice*);
std::string encode(const Notice& row);
Result<bool> decode(std::string_view body, Notice& row);

std::string_view kind_of(const NoticeSettings*);
std::string key_of(const NoticeSettings& row);  // there is one
std::string encode(const NoticeSettings& row);
Result<bool> decode(std::string_view body, NoticeSettings& row);

// That something was written to the outbox, so that it is not again. Stored in the same
// transaction.
struct NoticeMark {  // key: about
    std::string about;
    Instant at;
};
std::string_view kind_of(const NoticeMark*);
std::string key_of(const NoticeMark& row);
std::string encode(const NoticeMark& row);
Result<bool> decode(std::string_view body, NoticeMark& row);

}  // namespace mingcha::notify
