// Printed dates in Chinese running text, in every shape that government pages use, and in
// addresses. Pure: what a relative or year-less date means depends on `as_of`, which the caller
// brings; without it such dates are not understood rather than guessed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "model/facts.h"

namespace mingcha::extract {

enum class DateShape : std::uint8_t {
    numeric,       // 2021-11-05, 2021/11/5, 2021.11.05, fullwidth digits and signs too
    chinese,       // 2021年11月5日
    numerals,      // 二〇二一年十一月五日
    split,         // 05 2021-11, 11-05 2021: day and month in one box of a list, year in another
    short_year,    // 21-11-05, in lists only
    without_year,  // 11-05, [11/05], 11月5日, in lists only, needs as_of
    relative,      // 昨天, 3天前, in lists only, needs as_of
};

struct FoundDate {
    PrintedDate value;
    DateShape shape = DateShape::numeric;
    std::size_t begin = 0;  // bytes of the text; the time of day is part of it
    std::size_t end = 0;
    bool weekday_follows = false;  // 星期五 or 周五 right behind: how pages print today's date
};

struct DateContext {
    std::optional<Date> as_of;  // 监测时间点: resolves dates without year and relative ones
    bool in_list = false;       // shapes that only a list may use
};

// The first date of `text` at or behind byte `from`. 〔2021〕12号, telephone, code and licence
// numbers, ranges of years and 2021年11月 without a day are no dates. Days that do not exist are
// no dates. Years 1949 to 2100.
std::optional<FoundDate> find_date(std::string_view text, std::size_t from = 0,
                                   const DateContext& context = {});

// The content of a PubDate tag or a script's string: as find_date, and 20211105, 20211105093000,
// "2021-11-05T09:30:00+08:00", "Fri Nov 05 09:30:00 CST 2021", seconds or milliseconds since 1970.
// nullopt where it is no date as a whole.
std::optional<PrintedDate> parse_machine_date(std::string_view text);

// Dates that content systems put in addresses: /t20211105_123.html, /2021/11/5/art_1_2.html,
// /2021-11/05/content_1.htm, /202111/05/, /20211105/. Only whole days.
std::optional<Date> date_in_url(std::string_view url);

// "今天是", "当前时间", "今日": the words that lead today's date, at the end of `before`.
bool leads_current_date(std::string_view before);

}  // namespace mingcha::extract
