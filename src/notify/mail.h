// A message as a mail: RFC 5322 header, RFC 2047 words, RFC 2045 body. Nothing of it can end a
// header line or the mail: addresses are checked, words and body are base 64.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "notify/message.h"

namespace mingcha::notify {

inline constexpr std::size_t kMailBodyBytes = 200'000;

struct Mail {
    std::string from;       // address
    std::string from_name;  // shown beside it
    std::string to;         // one address: recipients do not see each other
    Instant at;
};

// With CR LF line ends; lines have at most 76 characters unless an address is longer. Errors: an
// address that is_mail_address does not take.
Result<std::string> mail_text(const Mail& mail, const Message& message);

// "=?UTF-8?B?…?=" words, each whole characters and at most 75 long, folded; plain ASCII stands as
// it is.
std::string encoded_words(std::string_view text);

}  // namespace mingcha::notify
