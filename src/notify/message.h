// A message as a value, before any channel's form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::notify {

inline constexpr std::size_t kMaxTitle = 100;  // characters
inline constexpr std::size_t kMaxLines = 200;  // more are summed up in the last one
inline constexpr std::size_t kMaxLineChars = 300;

struct Message {
    std::string id;  // the same message has the same id, however often it is sent
    std::string kind;
    std::string unit;
    std::string title;               // one line
    std::vector<std::string> lines;  // plain text
    std::string link;                // where to go on; may be empty
};

// Text of strangers made fit for one line: no control characters or line ends, spaces single, at
// most `max_chars` characters.
std::string one_line(std::string_view text, std::size_t max_chars);

// Title, lines, link and the closing words as plain text with "\n", at most `max_bytes`: lines that
// do not fit are left out and counted in their place, so that nothing seems to be all.
std::string plain_text(const Message& message, std::size_t max_bytes);
// The same as the small part of Markdown that WeCom and DingTalk share; what strangers wrote is no
// markup and mentions nobody.
std::string markdown_text(const Message& message, std::size_t max_bytes);

}  // namespace mingcha::notify
