// The two words of each value of an enumeration, English as in JSON and CSV and Chinese as people
// write it, for the .cpp files that name their enumerations.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace mingcha {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::array<std::string_view, 2>>, N>;

inline constexpr std::size_t kEnglish = 0;
inline constexpr std::size_t kChinese = 1;

template <class Enum, std::size_t N>
constexpr std::string_view name_of(const Names<Enum, N>& names, Enum value, std::size_t language) {
    for (const auto& [each, words] : names) {
        if (each == value) return words[language];
    }
    return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const Names<Enum, N>& names, std::string_view text) {
    for (const auto& [each, words] : names) {
        if (text == words[kEnglish] || text == words[kChinese]) return each;
    }
    return std::nullopt;
}

}  // namespace mingcha
