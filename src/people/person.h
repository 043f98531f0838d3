// People who sign in, and the settings that bind them. Plain structs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "people/roles.h"

namespace mingcha::people {

// A role within an office's subtree.
struct Grant {
    Role role = Role::reader;
    std::string office;

    bool operator==(const Grant&) const = default;
};

struct Person {
    std::string id;  // what one signs in with; never given to somebody else
    std::string display_name;
    std::string office;
    std::string email;  // where notices go; may be empty
    std::vector<Grant> grants;
    bool disabled = false;
    std::string password_hash;  // argon2id, libsodium's text form; empty: cannot sign in
    std::vector<std::string> former_hashes;  // newest first, at most kFormerPasswords
    Instant password_set_at;
    bool must_change_password = false;
    std::string totp_secret;          // bytes; empty: no second factor
    std::int64_t totp_last_step = 0;  // a code is good once
    Instant created_at;
    std::optional<Instant> last_sign_in_at;
    // Grows when the password changes or access ends: sessions of an earlier one are over.
    std::int64_t epoch = 0;
};

inline constexpr std::size_t kFormerPasswords = 5;

struct Settings {
    bool separate_duties = false;  // 等保 mode
    std::int32_t idle_minutes = 30;
    std::int32_t session_hours = 10;
    std::int32_t password_min_length = 10;
    std::int32_t password_days = 90;  // 0: they do not expire
    std::int32_t lock_after = 5;      // failures in a row

    bool operator==(const Settings&) const = default;
};

}  // namespace mingcha::people
