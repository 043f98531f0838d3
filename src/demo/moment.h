// The days of the example city. Week 0 is the inspection of the fourth quarter of 2021; week N
// stands N weeks later, and everything that lives moves with it.
#pragma once

#include <string>

#include "base/time.h"

namespace mingcha::demo {

inline constexpr int kMaxWeek = 52;

// 2021-11-12, a Friday: the day at whose end (23:59:59) the city is looked at in week 0.
inline constexpr Date kFirstDay{18943};

struct Moment {
    int week = 0;

    constexpr Date today() const { return kFirstDay + 7 * week; }
    constexpr Date window_from() const { return today() - 8; }  // Thursday of the week before
    constexpr Date window_to() const { return today() - 2; }
    constexpr Date accounts_as_of() const { return today() - 4; }
    constexpr Date asked() const { return today() - 8; }  // the simple question, at 09:00
};

// The day `days` before week 0's.
inline constexpr Date days_before(int days) {
    return kFirstDay - days;
}

}  // namespace mingcha::demo
