// The words of a case file: what a line is cut into, and dates, numbers and named values in them.
// What they cannot be is thrown as Wrong to read_cases, which says where.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/facts.h"

namespace mingcha::cases {

struct Wrong {
    std::string what;
};

using Words = std::vector<std::string>;

// Parted by blanks.
Words words(std::string_view text);
// Parted by " | "; at least six, the missing ones empty.
Words fields(std::string_view text);

Instant time(std::string_view text);
Date day(std::string_view text);
// A day, or a time with its seconds; empty: none.
std::optional<PrintedDate> printed(std::string_view text);
std::int64_t number(std::string_view text);
// CODE or CODE:TEXT
Reason reason(std::string_view text);

// The value of an enumeration whose words are known to to_string.
template <class Enum>
Enum named(std::string_view text, int last) {
    for (int i = 0; i <= last; ++i) {
        if (to_string(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    }
    throw Wrong{"\"" + std::string(text) + "\" is not one of the known words"};
}

// "key=value" or "key": calls what is known of the key.
using Setters = std::map<std::string, std::function<void(const std::string&)>>;
void set(const Words& flags, std::size_t from, const Setters& setters);

}  // namespace mingcha::cases
