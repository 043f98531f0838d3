// Feeds of accounts: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1. Bytes of strangers in,
// dated entries out. Pure; entities of a document type are not expanded, nothing is fetched.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::feed {

inline constexpr std::size_t kMaxFeedBytes = 8U << 20;  // a feed shows some dozens of entries
inline constexpr std::size_t kMaxItems = 1000;          // the first; more are told
inline constexpr std::size_t kMaxDepth = 64;            // of elements, or of JSON
inline constexpr std::size_t kMaxTextBytes = 64U << 10;  // of one entry's text, cut at a character

enum class Kind { rss, atom, json };

struct Item {
    std::string title;
    std::string url;   // absolute where the feed or its address makes it so; may be empty
    std::string text;  // without markup
    std::optional<Instant> published_at;  // as the entry says; else when it was updated
};

struct Feed {
    Kind kind = Kind::rss;
    std::string title;  // of the account or channel
    std::vector<Item> items;
    std::size_t undated = 0;   // entries whose date is missing or no date
    std::size_t left_out = 0;  // beyond kMaxItems
};

// `url` is where it was fetched, for relative addresses and messages. Dates without an offset are
// taken as Asia/Shanghai. Errors name the place and what to do: empty, larger than kMaxFeedBytes, a
// web page, broken or cut XML or JSON, too deep, XML or JSON that is no feed.
Result<Feed> parse_feed(std::string_view bytes, std::string_view url);

// RFC 822 (“Fri, 05 Nov 2021 09:05:00 +0800”), RFC 3339, and what publishers write instead
// (2021-11-05 09:05, 2021/11/5, 2021年11月5日).
std::optional<Instant> parse_feed_time(std::string_view text);

std::string_view to_string(Kind kind);

}  // namespace mingcha::feed
