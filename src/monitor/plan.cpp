#include "monitor/plan.h"

#include <fmt/format.h>

#include "base/digest.h"

namespace mingcha::monitor {

namespace {

// FNV alone leaves the high bits of near inputs alike; this spreads them (splitmix64).
std::uint64_t spread(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31U);
}

// Second of the day at which its part `index` of `per_day` begins.
std::int64_t second_of(std::int64_t index, std::int64_t per_day) {
    return (index * kSecondsPerDay + per_day - 1) / per_day;
}

Instant begin_of(const Plan& plan, std::int64_t number) {
    const auto day = static_cast<std::int32_t>(number / plan.per_day);
    return at(date_of(plan.began) + day, second_of(number % plan.per_day, plan.per_day));
}

std::int64_t past_the_end(const Plan& plan) {
    return slot_number(plan, ends(plan));
}

}  // namespace

std::int64_t slot_number(const Plan& plan, Instant moment) {
    const Date day = date_of(moment);
    const std::int64_t second = moment.seconds - at(day).seconds;
    return static_cast<std::int64_t>(day - date_of(plan.began)) * plan.per_day +
           second * plan.per_day / kSecondsPerDay;
}

Date first_whole_day(const Plan& plan) {
    const Date day = date_of(plan.began);
    const std::int64_t part = kSecondsPerDay / plan.per_day;
    return plan.began <= at(day, part * kEarliest / 100) ? day : day + 1;
}

Instant ends(const Plan& plan) {
    return at(first_whole_day(plan) + plan.days);
}

Slot slot_of(const Plan& plan, std::string_view site_code, std::int64_t number) {
    const Instant begins = begin_of(plan, number);
    const std::int64_t length = begin_of(plan, number + 1).seconds - begins.seconds;
    const std::int64_t room = std::max<std::int64_t>(1, length * (kLatest - kEarliest) / 100);
    const std::string drawn = fmt::format("{}\n{}\n{}\n{}\n{}", plan.seed, plan.campaign,
                                          plan.vantage, site_code, number);
    const auto offset =
        static_cast<std::int64_t>(spread(fnv1a(drawn)) % static_cast<std::uint64_t>(room));
    return {number,
            begins,
            {begins.seconds + length * kEarliest / 100 + offset},
            {begins.seconds + length * kMadeGood / 100}};
}

std::optional<Slot> next_slot(const Plan& plan, std::string_view site_code,
                              const std::set<std::int64_t>& done, Instant now) {
    const std::int64_t last = past_the_end(plan);
    for (std::int64_t n = slot_number(plan, std::max(now, plan.began)); n < last; ++n) {
        if (done.contains(n)) continue;
        const Slot slot = slot_of(plan, site_code, n);
        if (slot.until > now && slot.planned >= plan.began) return slot;
    }
    return std::nullopt;
}

std::int64_t missed(const Plan& plan, std::string_view site_code,
                    const std::set<std::int64_t>& done, Instant now) {
    std::int64_t count = 0;
    const std::int64_t last = std::min(past_the_end(plan), slot_number(plan, now) + 1);
    for (std::int64_t n = slot_number(plan, plan.began); n < last; ++n) {
        if (done.contains(n)) continue;
        const Slot slot = slot_of(plan, site_code, n);
        if (slot.until <= now && slot.planned >= plan.began) ++count;
    }
    return count;
}

}  // namespace mingcha::monitor
