// What one exchange says of an address: fine, dead, blocked, not checked, or ask again. A refusal
// is never called dead, and nothing is called dead that was not confirmed (design §1, law 2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gather/fetcher.h"
#include "model/facts.h"

namespace mingcha::gather {

enum class Next : std::uint8_t { done, follow, try_again, ask_as_browser };

// What the tries of one address have shown so far.
struct Tries {
    int failures = 0;            // exchanges that failed in a way that may pass
    bool as_browser = false;     // the browser was already tried
    bool gone_to_robot = false;  // 404 or 410 under our own name
    bool own_host = true;        // on the site, not on another host
};

struct Assessment {
    Next next = Next::done;
    LinkState state = LinkState::fine;  // for Next::done
    Reason reason;
};

Assessment assess(const FetchResponse& response, const Tries& tries);

// Seconds of a Retry-After header (a number, or an HTTP date against `now`); -1 where there is
// none.
std::int64_t retry_after_seconds(std::string_view head, Instant now);

// A page that a firewall put in the site's place although the status says 200. `body` is unpacked.
bool is_wall_page(std::string_view body, std::string_view head);

}  // namespace mingcha::gather
