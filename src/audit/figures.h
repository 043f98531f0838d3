// Figures that a text about a place gives, and the year they are of.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mingcha::audit {

struct YearFigure {
    std::int32_t year = 0;
    std::string_view sentence;
};

// The newest year of which the text gives figures (2018年末户籍人口…万). None where it gives none,
// or where a later year is named anywhere (the text was looked through since).
std::optional<YearFigure> newest_year_figure(std::string_view text);

struct AreaFigure {
    double value = 0;  // square kilometres
    std::string_view excerpt;
};

// 总面积, 区域面积, 国土面积 … 平方公里, the first.
std::optional<AreaFigure> total_area(std::string_view text);

// Text between 。；！ and line breaks, trimmed, none empty.
std::vector<std::string_view> sentences_of(std::string_view text);

}  // namespace mingcha::audit
