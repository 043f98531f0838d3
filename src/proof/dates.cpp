#include "proof/circular.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

struct Number {
    std::int32_t value = 0;
    std::size_t length = 0;
};

// Up to `max` ASCII digits.
Number digits_at(std::string_view text, std::size_t max) {
    Number number;
    while (number.length < text.size() && number.length < max && text[number.length] >= '0' &&
           text[number.length] <= '9') {
        number.value = number.value * 10 + (text[number.length] - '0');
        ++number.length;
    }
    if (number.length < text.size() && text[number.length] >= '0' && text[number.length] <= '9') {
        return {};  // longer than a part of a date
    }
    return number;
}

// 二〇二二 / 二○二二 as 2022.
Number chinese_year_at(std::string_view text) {
    constexpr std::string_view kDigits[] = {"〇", "一", "二", "三", "四",
                                            "五", "六", "七", "八", "九"};
    Number year;
    for (int place = 0; place < 4; ++place) {
        bool found = false;
        for (std::int32_t d = 0; d < 10 && !found; ++d) {
            std::string_view rest = text.substr(year.length);
            std::string_view digit = kDigits[d];
            if (d == 0 && (starts_with(rest, "○") || starts_with(rest, "零")))
                digit = rest.substr(0, 3);
            if (!starts_with(rest, digit)) continue;
            year.value = year.value * 10 + d;
            year.length += digit.size();
            found = true;
        }
        if (!found) return {};
    }
    return year;
}

Number number_at(std::string_view text) {
    const Number ascii = digits_at(text, 2);
    if (ascii.length > 0) return ascii;
    const auto [value, length] = chinese_number(text);
    return {value, length};
}

struct Parts {
    std::int32_t year = 0, month = 0, day = 0;
    std::size_t length = 0;
};

// [Y年][M月]D日 at the start of `text`; a missing part is 0; length 0 where there is no day.
Parts parts_at(std::string_view text) {
    Parts parts;
    Number year = digits_at(text, 4);
    if (year.length != 4) year = chinese_year_at(text);
    std::size_t at = 0;
    if (year.length > 0 && starts_with(text.substr(year.length), "年")) {
        parts.year = year.value;
        at = year.length + std::string_view("年").size();
    }
    const Number month = number_at(text.substr(at));
    if (month.length > 0 && starts_with(text.substr(at + month.length), "月")) {
        parts.month = month.value;
        at += month.length + std::string_view("月").size();
    } else if (parts.year > 0) {
        return {};
    }
    const Number day = number_at(text.substr(at));
    if (day.length == 0 || !starts_with(text.substr(at + day.length), "日")) return {};
    parts.day = day.value;
    parts.length = at + day.length + std::string_view("日").size();
    return parts;
}

}  // namespace

std::vector<DateMention> dates_in(std::string_view text, std::int32_t year_hint) {
    std::vector<DateMention> found;
    std::int32_t year = year_hint;
    std::int32_t month = 0;
    for (std::size_t i = 0; i < text.size();) {
        const bool inside = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
        const Parts parts = inside ? Parts{} : parts_at(text.substr(i));
        if (parts.length == 0) {
            ++i;
            continue;
        }
        if (parts.year > 0) year = parts.year;
        if (parts.month > 0) month = parts.month;
        const Result<Date> date = make_date(year, month, parts.day);
        if (date && year > 0 && month > 0) {
            found.push_back({*date, i, i + parts.length, std::string(text.substr(i, parts.length)),
                             parts.year > 0});
        }
        i += parts.length;
    }
    return found;
}

std::vector<DateWindow> windows_in(std::string_view text, std::int32_t year_hint) {
    std::vector<DateWindow> windows;
    const std::vector<DateMention> dates = dates_in(text, year_hint);
    for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
        const std::string_view between =
            text.substr(dates[i].end, dates[i + 1].begin - dates[i].end);
        for (std::string_view joint : {"至", "到", "—", "——", "-", "－", "~", "～", "–"}) {
            if (between != joint) continue;
            windows.push_back(
                {dates[i], dates[i + 1],
                 std::string(text.substr(dates[i].begin, dates[i + 1].end - dates[i].begin))});
            break;
        }
    }
    return windows;
}

}  // namespace mingcha::proof
