#include "base/near_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text.h"

namespace mingcha {

namespace {

constexpr std::size_t kMaxName = 64;

template <class Rank>
std::vector<std::string> ranked(const std::vector<std::string>& known, std::size_t most,
                                Rank rank) {
    std::vector<std::pair<std::int64_t, const std::string*>> order;
    for (const std::string& each : known) {
        if (const auto place = rank(each)) order.emplace_back(*place, &each);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> out;
    for (std::size_t i = 0; i < order.size() && i < most; ++i) out.push_back(*order[i].second);
    return out;
}

}  // namespace

std::size_t name_distance(std::string_view a, std::string_view b) {
    a = a.substr(0, kMaxName);
    b = b.substr(0, kMaxName);
    std::array<std::size_t, kMaxName + 1> row{};
    for (std::size_t k = 0; k <= b.size(); ++k) row[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const std::size_t change = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
            diagonal = row[k];
            row[k] = std::min({row[k] + 1, row[k - 1] + 1, change});
        }
    }
    return row[b.size()];
}

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& known,
                                    std::size_t most, std::size_t changes) {
    return ranked(known, most, [&](const std::string& each) -> std::optional<std::int64_t> {
        const std::size_t distance = name_distance(name, each);
        if (distance > changes) return std::nullopt;
        return static_cast<std::int64_t>(distance);
    });
}

std::vector<std::string> likely_names(std::string_view name, const std::vector<std::string>& known,
                                      std::size_t most) {
    const std::vector<std::string_view> parts = split(name, '-');
    return ranked(known, most, [&](const std::string& each) -> std::optional<std::int64_t> {
        std::int64_t shared = 0;
        for (std::string_view part : split(each, '-')) {
            shared += std::find(parts.begin(), parts.end(), part) != parts.end() ? 1 : 0;
        }
        const auto distance = static_cast<std::int64_t>(name_distance(name, each));
        return distance - shared * static_cast<std::int64_t>(kMaxName);
    });
}

}  // namespace mingcha
