// robots.txt (RFC 9309): what it says to Mingcha. A ban is reported, not obeyed; Crawl-delay is
// obeyed (contract §2).
#pragma once

#include <cstdint>
#include <string_view>

namespace mingcha::gather {

struct RobotsRules {
    bool forbids = false;             // the whole site, to us or to everybody
    std::int64_t crawl_delay_ms = 0;  // as written, at most kMaxCrawlDelayMs
};

RobotsRules read_robots(std::string_view text);

}  // namespace mingcha::gather
