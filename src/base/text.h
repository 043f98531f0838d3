// Helpers on UTF-8 text that every layer needs. They know no website and no rule.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha {

bool is_utf8(std::string_view bytes);

// Number of characters (code points) of valid UTF-8; a broken byte counts as one.
std::size_t char_count(std::string_view text);

// At most `max_chars` characters of `text`, never cutting one in two; an ellipsis "…" where
// something was cut.
std::string shorten(std::string_view text, std::size_t max_chars);

// Without ASCII white space, no-break space, ideographic space and byte order marks at both ends.
std::string_view trim(std::string_view text);

// Every run of those spaces as one ASCII space, trimmed.
std::string single_spaces(std::string_view text);

// Unicode NFKC (UAX #15): full-width letters and digits become ASCII, compatibility forms their
// plain ones.
std::string nfkc(std::string_view text);

// What two writings of one name share: NFKC, single spaces, lower-case ASCII. Used as a key, never
// shown.
std::string name_key(std::string_view text);

// Parts between separators, empty ones kept: split("a||b", '|') = {"a", "", "b"}.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

std::string replace_all(std::string text, std::string_view from, std::string_view to);

std::string lower_ascii(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);

// The one place where text becomes XML or HTML (design §7). Characters that XML 1.0 forbids are
// left out.
std::string escape_xml(std::string_view text);
std::string escape_html(std::string_view text);

}  // namespace mingcha
