// When a site is visited: a pure function of plan, site and number of the visit. A day is cut into
// as many equal parts as there are visits; each part holds one visit at a moment drawn by a hash,
// so that nobody can foresee it and a program that was killed finds the same times again.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/time.h"

namespace mingcha::monitor {

inline constexpr int kLeastVisitsPerDay = 20;  // indicators.md W2: 每天间隔性访问20次以上
inline constexpr int kVisitsPerDay = 24;
inline constexpr int kMostVisitsPerDay = 288;
inline constexpr int kDays = 7;
inline constexpr int kMostDays = 62;

// Of its part of the day, in percent: drawn between the first two, made good until the third. What
// is left keeps two visits apart even when one is late.
inline constexpr int kEarliest = 10;
inline constexpr int kLatest = 60;
inline constexpr int kMadeGood = 90;

struct Plan {
    std::string campaign;
    std::string vantage;
    std::uint64_t seed = 0;
    Instant began;             // the first visit is not before it
    int days = kDays;          // whole days
    int per_day = kVisitsPerDay;

    bool operator==(const Plan&) const = default;
};

// One part of a day and its visit. Numbers run through the days without a gap.
struct Slot {
    std::int64_t number = 0;
    Instant begins;   // the part of the day
    Instant planned;  // the visit
    Instant until;    // too late then: missed

    bool operator==(const Slot&) const = default;
};

// The first day of which all visits can be made: that of `began` if its first visit is still to
// come, else the next one. A plan that begins within a day visits the rest of that day too.
Date first_whole_day(const Plan& plan);
Instant ends(const Plan& plan);  // midnight after the last whole day

std::int64_t slot_number(const Plan& plan, Instant moment);
Slot slot_of(const Plan& plan, std::string_view site_code, std::int64_t number);

// The next visit of a site of which those numbered in `done` were made: due when `planned` ≤ `now`.
// Empty: the plan is over.
std::optional<Slot> next_slot(const Plan& plan, std::string_view site_code,
                              const std::set<std::int64_t>& done, Instant now);

// Visits that nobody made while their time passed.
std::int64_t missed(const Plan& plan, std::string_view site_code,
                    const std::set<std::int64_t>& done, Instant now);

}  // namespace mingcha::monitor
