// Inspections that the server ran: who began them, how far they came, how they ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/reason.h"
#include "store/store.h"

namespace mingcha::store {

inline constexpr std::string_view kInspectionRunKind = "inspection-run";  // is_judged_from: not
inline constexpr std::size_t kMaxUnvisitedKept = 500;                     // of a run

// cut_off: the program ended under it; what was finished until then stays.
enum class RunEnd : std::uint8_t { running, done, stopped, failed, cut_off };

// A target of a run, with what tells whose it is.
struct RunTarget {
    std::string key;  // site code or account key
    std::string name;
    bool account = false;
    std::string division, unit;
};

struct UnvisitedTarget {
    RunTarget target;
    Reason reason;
};

struct InspectionRun {        // scope: the campaign; key: number
    std::int64_t number = 0;  // from 1
    std::string by;
    Instant began;  // wall clock
    std::optional<Instant> ended;
    RunEnd end = RunEnd::running;
    std::string error;              // of one that failed
    std::vector<std::string> only;  // codes; empty: all
    std::int64_t max_pages = 0, max_seconds = 0;
    std::int64_t rate_hundredths = 0;  // requests a second and host, ×100; 0: no limit
    std::int64_t targets = 0, finished = 0, kept = 0, pages = 0, requests = 0;
    std::int64_t unvisited = 0;  // all of them; `not_reached` has the first kMaxUnvisitedKept
    std::optional<std::int64_t> findings, not_measured;  // of its targets; none: not judged
    std::vector<UnvisitedTarget> not_reached;
};

std::string_view to_string(RunEnd end);

std::string_view kind_of(const InspectionRun*);
std::string key_of(const InspectionRun& row);
std::string encode(const InspectionRun& row);
Result<bool> decode(std::string_view body, InspectionRun& row);

}  // namespace mingcha::store
