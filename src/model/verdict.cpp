#include "model/verdict.h"

#include <array>

#include "base/digest.h"

namespace mingcha {

namespace {

constexpr std::array<std::string_view, 5> kOutcomes{"pass", "fail", "not_applicable",
                                                    "not_measured", "needs_review"};
constexpr std::array<std::string_view, 5> kStates{"candidate", "confirmed", "dismissed",
                                                  "rectified", "carried"};

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<std::string_view, N>& names, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string finding_id(std::string_view target, std::string_view rule, std::string_view place) {
    std::string key;
    key.append(target).append("\n").append(rule).append("\n").append(place);
    return sha256_hex(key).substr(0, 16);
}

std::string_view to_string(Outcome outcome) {
    return kOutcomes[static_cast<std::size_t>(outcome)];
}
std::string_view to_string(FindingState state) {
    return kStates[static_cast<std::size_t>(state)];
}
std::string_view to_string(MeasuredBy by) {
    return by == MeasuredBy::person ? "person" : "machine";
}
std::optional<Outcome> parse_outcome(std::string_view text) {
    return value_of<Outcome>(kOutcomes, text);
}
std::optional<FindingState> parse_finding_state(std::string_view text) {
    return value_of<FindingState>(kStates, text);
}

}  // namespace mingcha
