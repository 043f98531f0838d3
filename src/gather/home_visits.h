// Visits as an availability monitor makes them: a home page is opened once, redirects included, on
// a connection of its own, and the phases are timed. No second try after a failure; who refuses our
// name is asked once more as a browser. What a visit means is for others to say.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gather/fetcher.h"

namespace mingcha::gather {

inline constexpr std::size_t kVisitsAtOnce = 16;
inline constexpr std::size_t kVisitBodyBytes = 2'000'000;  // received: then the page is open
inline constexpr std::int64_t kOpenMs = 15'000;            // 超过（含）15秒仍打不开

// Why a visit that opened nothing may be ours rather than the site's.
enum class VisitDoubt : std::uint8_t { none, name_unanswered, ours };

struct VisitOutcome {
    std::size_t index = 0;        // of the address in the call
    std::int64_t started_ms = 0;  // after the call began
    bool opened = false;          // 2xx within kOpenMs
    bool walled = false;          // refused by a wall: says nothing of the site, but our line works
    int http_status = 0;          // of the last exchange; 0: no answer
    std::int64_t elapsed_ms = 0;  // of all exchanges together
    VisitPhases phases;           // of the last exchange
    std::string error;            // Chinese; a wall's refusal says 防火墙
    VisitDoubt doubt = VisitDoubt::none;
};

class HomeVisitor {
public:
    virtual ~HomeVisitor() = default;

    // Visits all addresses, at most kVisitsAtOnce at a time. After `stop` nothing new begins and
    // what is under way is given up: those have no outcome.
    virtual std::vector<VisitOutcome> visit(const std::vector<std::string>& urls,
                                            const std::atomic<bool>& stop) = 0;
};

// Over the network. Errors: see Fetcher::create.
Result<std::unique_ptr<HomeVisitor>> make_home_visitor(FetchOptions options);

}  // namespace mingcha::gather
