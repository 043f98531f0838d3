// Time-based one-time codes (RFC 6238, HMAC-SHA-1, 30 s, as every authenticator app has them).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace mingcha::people {

inline constexpr std::int64_t kTotpStepSeconds = 30;
inline constexpr std::int64_t kTotpWindow = 1;  // steps by which clocks may differ
inline constexpr int kTotpDigits = 6;
inline constexpr std::size_t kTotpSecretBytes = 20;

// Code of a step (Unix time / 30); `digits` 6 to 8.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);

// The step that `code` is of, within the window around `now` and later than `last_step`, so that a
// code that somebody looked over a shoulder for is of no use; none: it is wrong or used.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now,
                                      std::int64_t last_step);

// RFC 4648 base 32 without padding; none: a character that it does not have.
std::string base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

// otpauth://totp/… for a QR code; `person` and `issuer` are escaped.
std::string totp_uri(std::string_view secret, std::string_view person, std::string_view issuer);

}  // namespace mingcha::people
