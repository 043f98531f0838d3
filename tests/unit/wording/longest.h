// Of matches that overlap the longest stands, of equally long ones the first: chosen the slow way,
// as the oracle of the matcher's tests and of its benchmark.
#pragma once

#include <algorithm>
#include <vector>

#include "wording/matcher.h"

namespace mingcha::wording {

inline std::vector<Match> longest_apart(std::vector<Match> all) {
    std::stable_sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
        const auto length = a.end - a.begin, other = b.end - b.begin;
        return length != other ? length > other : a.begin < b.begin;
    });
    std::vector<Match> chosen;
    for (const Match& match : all) {
        const bool free = std::none_of(chosen.begin(), chosen.end(), [&](const Match& other) {
            return match.begin < other.end && other.begin < match.end;
        });
        if (free) chosen.push_back(match);
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Match& a, const Match& b) { return a.begin < b.begin; });
    return chosen;
}

}  // namespace mingcha::wording
