// Numbers of persons in a text: citizens' id numbers (GB 11643), bank cards (ISO/IEC 7812), mobile
// telephones. Numbers that are masked (3403**********1234) are none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha::audit {

enum class PersonalNumberKind { citizen_id, bank_card, mobile };

struct PersonalNumber {
    PersonalNumberKind kind = PersonalNumberKind::citizen_id;
    std::size_t begin = 0;  // bytes
    std::size_t end = 0;
};

// 17 digits and a check character: a province that exists, a birthday from 1900 up to `today`, the
// checksum of ISO 7064 MOD 11-2.
bool is_citizen_id(std::string_view digits, Date today);

// 16 to 19 digits with the length and first digits of an issuer whose cards people carry, and the
// Luhn checksum.
bool is_bank_card(std::string_view digits);

// 11 digits of a public mobile network of the mainland.
bool is_mobile(std::string_view digits);

// In the order of the text. Numbers may be written in one piece or in groups (6222 0212 3456 7890,
// 138-0013-8000); a longer row of digits holds none.
std::vector<PersonalNumber> find_personal_numbers(std::string_view text, Date today);

// The text with the middle of every number that could be a person's put out by *, whether its
// checksum holds or not: what is shown to others never carries on what should not be public.
std::string mask_personal_numbers(std::string_view text);

// A person's name and nothing else: two to four characters, a surname first (compound ones too),
// blanks as in 张 三.
bool looks_like_name(std::string_view text);

}  // namespace mingcha::audit
