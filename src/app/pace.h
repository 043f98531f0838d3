// How fast an inspection goes and how long it may still take, out of what it told of itself.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace mingcha::app {

inline constexpr double kPaceWindow = 15;       // seconds that the pace is reckoned over
inline constexpr double kPaceStep = 1;          // samples closer than this are one
inline constexpr double kLeastForEstimate = 5;  // seconds before anything is said of the end

class Pace {
public:
    // `seconds` since the beginning, growing; the others are totals since then.
    void add(double seconds, std::uint64_t requests, std::uint64_t pages);

    // Over the last kPaceWindow seconds; none: too early to tell.
    std::optional<double> requests_a_second() const { return a_second(&Sample::requests); }
    std::optional<double> pages_a_second() const { return a_second(&Sample::pages); }

    // What is left of `all` targets at the pace of those `done` in this run; none: too early.
    static std::optional<std::int64_t> seconds_left(double seconds, std::int64_t done,
                                                    std::int64_t all);

private:
    struct Sample {
        double seconds = 0;
        std::uint64_t requests = 0, pages = 0;
    };
    std::optional<double> a_second(std::uint64_t Sample::*what) const;

    std::deque<Sample> samples_;
};

}  // namespace mingcha::app
