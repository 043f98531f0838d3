// What the inline scripts of a page do that scripts of a content system do not: write links and
// frames that nobody sees, load scripts of other hosts, send visitors elsewhere, hide what they do
// by packing it. Nothing is run: texts are looked through, unpacked where the packing is plain
// (%xx, \xhh, \uhhhh, lists of character codes).
#pragma once

#include "base/url.h"
#include "extract/outline.h"
#include "model/facts.h"

namespace mingcha::extract {

inline constexpr std::size_t kMaxScriptSigns = 16;        // a page
inline constexpr std::size_t kMaxSignScript = 64 * 1024;  // bytes of one script
inline constexpr std::size_t kMaxWrittenLinks = 200;      // a page
inline constexpr std::size_t kMaxSignExcerpt = 160;       // bytes

// Adds script_signs, links that scripts write invisibly (with their places), and refresh_url where
// a script sends every visitor on.
void find_script_signs(const UrlBase& base, Outline& outline, PageFacts& facts);

// How deep in braces `at` stands: 0 is what runs at once, whoever comes.
int brace_depth(std::string_view script, std::size_t at);

}  // namespace mingcha::extract
