#include "audit/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "audit/presence.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::string_view kYear = "年";
constexpr std::int32_t kFirstYear = 1990;
constexpr std::int32_t kLastYear = 2099;
constexpr std::size_t kYearDigits = 4;
// Figures of the whole place, not of an event.
constexpr std::array<std::string_view, 9> kFigures{
    "人口", "生产总值", "GDP", "财政收入", "总产值", "可支配", "城镇化率", "增加值", "耕地面积"};
constexpr std::array<std::string_view, 4> kAreas{"总面积", "区域面积", "国土面积", "幅员面积"};
constexpr std::size_t kReach = 24;  // bytes between the word and its number
constexpr std::array<std::string_view, 4> kUnits{"平方公里", "平方千米", "km²", "km2"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The year that ends right before `at`; 0: none.
std::int32_t year_before(std::string_view text, std::size_t at) {
    if (at < kYearDigits) return 0;
    const std::string_view digits = text.substr(at - kYearDigits, kYearDigits);
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) return 0;
    if (at > kYearDigits && is_digit(text[at - kYearDigits - 1])) return 0;
    std::int32_t year = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), year);
    return year >= kFirstYear && year <= kLastYear ? year : 0;
}

std::int32_t newest_year(std::string_view text) {
    std::int32_t newest = 0;
    for (std::size_t at = text.find(kYear); at != std::string_view::npos;
         at = text.find(kYear, at + kYear.size())) {
        newest = std::max(newest, year_before(text, at));
    }
    return newest;
}

// The decimal number that begins within reach of `from`; separators of thousands are left out.
std::optional<double> number_after(std::string_view text, std::size_t from, std::size_t& end) {
    std::size_t at = from;
    const std::size_t last = std::min(text.size(), from + kReach);
    while (at < last && !is_digit(text[at])) ++at;
    std::string digits;
    while (at < text.size() && (is_digit(text[at]) || text[at] == '.' || text[at] == ',')) {
        if (text[at] != ',') digits += text[at];
        ++at;
    }
    end = at;
    double value = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || stop == digits.data()) return std::nullopt;
    return value;
}

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view text) {
    constexpr std::array<std::string_view, 5> kEnds{"。", "；", "！", "？", "\n"};
    std::vector<std::string_view> sentences;
    std::size_t from = 0;
    const auto end_at = [&](std::size_t to) {
        const std::string_view sentence = trim(text.substr(from, to - from));
        if (!sentence.empty()) sentences.push_back(sentence);
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto mark = std::find_if(kEnds.begin(), kEnds.end(), [&](std::string_view each) {
            return text.substr(at, each.size()) == each;
        });
        if (mark == kEnds.end()) {
            ++at;
            continue;
        }
        end_at(at);
        at += mark->size();
        from = at;
    }
    end_at(text.size());
    return sentences;
}

std::optional<YearFigure> newest_year_figure(std::string_view text) {
    YearFigure newest;
    for (std::string_view sentence : sentences_of(text)) {
        if (!has_any(sentence, kFigures)) continue;
        const std::int32_t year = newest_year(sentence);
        if (year > newest.year) newest = {year, sentence};
    }
    if (newest.year == 0 || newest_year(text) > newest.year) return std::nullopt;
    return newest;
}

std::optional<AreaFigure> total_area(std::string_view text) {
    for (std::string_view sentence : sentences_of(text)) {
        for (std::string_view word : kAreas) {
            const std::size_t at = sentence.find(word);
            if (at == std::string_view::npos) continue;
            std::size_t end = 0;
            const auto value = number_after(sentence, at + word.size(), end);
            if (!value || *value <= 0) continue;
            std::string_view rest = trim(sentence.substr(end));
            constexpr std::string_view kTenThousand = "万";
            const bool many = rest.starts_with(kTenThousand);
            if (many) rest.remove_prefix(kTenThousand.size());
            const bool fits = std::any_of(kUnits.begin(), kUnits.end(), [&](std::string_view unit) {
                return rest.starts_with(unit);
            });
            if (!fits) continue;
            return AreaFigure{many ? *value * 10'000 : *value, sentence};
        }
    }
    return std::nullopt;
}

}  // namespace mingcha::audit
