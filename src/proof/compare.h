// The circular that came back from a word processor against the one that its campaign gives: every
// number, date, list of names and row of an annex. Wording is free.
#pragma once

#include "proof/check.h"

namespace mingcha::proof {

// More numbers of one part than these are not compared; a circular has some hundred.
inline constexpr std::size_t kMaxCompared = 2'000;

// Problems of kind differs-from-campaign: `claimed` as `file` prints it, `computed` as `own` does,
// 无 where one of them lacks it. Numbers that only `file` has are its author's and are no problem.
Report compare(const Circular& file, const Circular& own);

}  // namespace mingcha::proof
