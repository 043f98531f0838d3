#include "extract/dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace mingcha::extract {

namespace {

constexpr std::int32_t kFirstYear = 1949;
constexpr std::int32_t kLastYear = 2100;
constexpr std::size_t kMaxGap = 24;  // bytes of spaces and marks between a date and its time
constexpr std::int64_t kFirstStamp = 631152000;  // 1990-01-01, for seconds since 1970
constexpr std::int64_t kLastStamp = 4102444800;  // 2100-01-01

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Reads along a text; every reader leaves the position alone when it does not match.
class Reader {
public:
    Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }
    void set(std::size_t at) { at_ = at; }
    bool done() const { return at_ >= text_.size(); }
    std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool take(std::string_view word) {
        if (!rest().starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    // One decimal digit, also a full-width one (U+FF10–U+FF19).
    int digit() {
        if (is_digit(peek())) return text_[at_++] - '0';
        const std::string_view wide = text_.substr(std::min(at_, text_.size()), 3);
        if (wide.size() == 3 && wide[0] == '\xEF' && wide[1] == '\xBC' && wide[2] >= '\x90' &&
            wide[2] <= '\x99') {
            at_ += 3;
            return static_cast<unsigned char>(wide[2]) - 0x90;
        }
        return -1;
    }

    bool at_digit() const {
        Reader copy = *this;
        return copy.digit() >= 0;
    }

    // A run of digits; `length` says how many. Stops counting the value behind nine.
    std::int32_t number(int& length) {
        std::int32_t value = 0;
        length = 0;
        for (int d = digit(); d >= 0; d = digit()) {
            if (++length <= 9) value = value * 10 + d;
        }
        return value;
    }

    void spaces() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && at_ - begin < kMaxGap) {
            const char c = text_[at_];
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                ++at_;
            } else if (!take("\u00a0") && !take("\u3000")) {
                return;
            }
        }
    }

private:
    std::string_view text_;
    std::size_t at_;
};

std::optional<Date> day(std::int32_t year, std::int32_t month, std::int32_t number) {
    if (year < kFirstYear || year > kLastYear) return std::nullopt;
    const Result<Date> date = make_date(year, month, number);
    if (!date) return std::nullopt;
    return *date;
}

enum class Separator : std::uint8_t { none, dash, slash, dot, chinese };

Separator take_separator(Reader& in, std::string_view chinese) {
    const std::size_t before = in.at();
    in.spaces();
    if (in.take(chinese)) return Separator::chinese;
    for (std::string_view dash : {"-", "－", "—", "–", "‐", "−"}) {
        if (in.take(dash)) {
            in.take("—");
            return Separator::dash;
        }
    }
    if (in.take("/") || in.take("／")) return Separator::slash;
    if (in.take(".") || in.take("．")) return Separator::dot;
    in.set(before);
    return Separator::none;
}

bool take_weekday(Reader& in) {
    const std::size_t before = in.at();
    in.spaces();
    if (in.take("(") || in.take("（")) in.spaces();
    if (in.take("星期") || in.take("周") || in.take("礼拜")) {
        for (std::string_view name : {"一", "二", "三", "四", "五", "六", "日", "天"}) {
            if (in.take(name)) {
                if (!in.take(")")) in.take("）");
                return true;
            }
        }
    }
    in.set(before);
    return false;
}

// A time of day behind a date: 9:05, 09:05:30, 09时30分, 上午9:05, T09:05:00+08:00.
void take_time(Reader& in, PrintedDate& date) {
    const std::size_t before = in.at();
    if (!in.take("T")) in.spaces();
    if (in.take("|") || in.take(",") || in.take("，")) in.spaces();
    bool afternoon = false;
    if (in.take("下午") || in.take("晚上") || in.take("PM") || in.take("pm")) {
        afternoon = true;
    } else if (!in.take("上午") && !in.take("早上") && !in.take("AM")) {
        in.take("am");
    }
    in.spaces();
    int length = 0;
    const std::int32_t hour = in.number(length);
    const auto back = [&] { in.set(before); };
    if (length < 1 || length > 2 || hour > 23) return back();
    const bool colon = in.take(":") || in.take("：");
    const bool chinese = !colon && (in.take("时") || in.take("点"));
    if (!colon && !chinese) return back();
    in.spaces();
    const std::int32_t minute = in.number(length);
    if (length < 1 || length > 2 || minute > 59) {
        if (!chinese) return back();
        date.seconds = (afternoon && hour < 12 ? hour + 12 : hour) * 3600;
        return;
    }
    std::int32_t second = 0;
    bool has_seconds = false;
    if (chinese) in.take("分");
    const std::size_t behind_minutes = in.at();
    if ((colon && (in.take(":") || in.take("："))) || (chinese && in.at_digit())) {
        second = in.number(length);
        has_seconds = length >= 1 && length <= 2 && second <= 59 && (colon || in.take("秒"));
        if (!has_seconds) in.set(behind_minutes);
    }
    if (has_seconds && in.peek() == '.') {  // 2021-11-05 09:30:00.0
        const std::size_t dot = in.at();
        in.set(dot + 1);
        in.number(length);
        if (length == 0) in.set(dot);
    }
    date.seconds = (afternoon && hour < 12 ? hour + 12 : hour) * 3600 + minute * 60 +
                   (has_seconds ? second : 0);
    date.has_seconds = has_seconds;
}

// What may not stand before or behind the digits of a date.
bool stands_alone_before(std::string_view text, std::size_t begin) {
    if (begin == 0) return true;
    const char before = text[begin - 1];
    if (is_digit(before) || is_letter(before) || before == '.' || before == '_' || before == '#') {
        return false;
    }
    // A dash before it: part of a code number, unless it is a list mark of its own.
    if (before == '-' || before == '/') {
        return begin == 1 || (!is_digit(text[begin - 2]) && !is_letter(text[begin - 2]));
    }
    return true;
}

bool stands_alone_behind(Reader in, Separator separator) {
    if (in.at_digit()) return false;
    if (is_letter(in.peek()) && in.peek() != 'T') return false;
    if (separator == Separator::none || separator == Separator::chinese) return true;
    const char c = in.peek();
    if (c == '-' || c == '.' || c == '/') {
        in.set(in.at() + 1);
        return !in.at_digit();
    }
    return true;
}

// The latest such day not behind as_of: a list of today shows no day of next month.
std::optional<Date> resolve_year(std::int32_t month, std::int32_t number, Date as_of) {
    const std::int32_t year = civil(as_of).year;
    for (std::int32_t candidate : {year, year - 1, year - 2, year - 3, year - 4}) {
        const auto date = day(candidate, month, number);  // 29 February: up to four years back
        if (date && *date <= as_of) return date;
    }
    return std::nullopt;
}

class DateFinder {
public:
    DateFinder(std::string_view text, const DateContext& context)
        : text_(text), context_(context) {}

    std::optional<FoundDate> find(std::size_t from) {
        for (std::size_t i = from; i < text_.size(); ++i) {
            const char c = text_[i];
            if (is_digit(c) || (c == '\xEF' && Reader(text_, i).at_digit())) {
                if (auto found = at_digits(i)) return found;
                i = end_of_digits(i) - 1;
            } else if (c == '\xE4' || c == '\xE3') {
                if (auto found = at_numerals(i)) return found;
            }
            if (context_.in_list && context_.as_of && static_cast<unsigned char>(c) >= 0xE4) {
                if (auto found = at_relative(i)) return found;
            }
        }
        return std::nullopt;
    }

private:
    std::size_t end_of_digits(std::size_t begin) const {
        Reader in(text_, begin);
        int length = 0;
        in.number(length);
        return std::max(in.at(), begin + 1);
    }

    std::optional<FoundDate> at_digits(std::size_t begin) {
        if (!stands_alone_before(text_, begin)) return std::nullopt;
        Reader in(text_, begin);
        int length = 0;
        const std::int32_t first = in.number(length);
        if (length == 4) return with_year(in, begin, first);
        if (!context_.in_list || length > 2) return std::nullopt;
        if (auto found = split(in, begin, first)) return found;
        if (length == 2) {
            if (auto found = short_year(in, begin, first)) return found;
        }
        return without_year(in, begin, first);
    }

    std::optional<FoundDate> with_year(Reader in, std::size_t begin, std::int32_t year) {
        if (year < kFirstYear || year > kLastYear) return std::nullopt;
        const std::size_t behind_year = in.at();
        Separator separator = take_separator(in, "年");
        if (separator == Separator::none) {
            if (!context_.in_list) return std::nullopt;
            in.set(behind_year);
            return year_then_day(in, begin, year);
        }
        in.spaces();
        int length = 0;
        const std::int32_t month = in.number(length);
        if (length < 1 || length > 2) return std::nullopt;
        const Separator second = take_separator(in, "月");
        if (second == Separator::none) return std::nullopt;
        if (second != separator && !(separator == Separator::chinese)) return std::nullopt;
        in.spaces();
        const std::int32_t number = in.number(length);
        if (length < 1 || length > 2) return std::nullopt;
        const auto date = day(year, month, number);
        if (!date) return std::nullopt;
        if (separator == Separator::chinese) {
            in.spaces();
            if (!in.take("日")) in.take("号");
        } else if (!stands_alone_behind(in, separator)) {
            return std::nullopt;
        } else {
            in.take("日");
        }
        return finish(in, begin, *date,
                      separator == Separator::chinese ? DateShape::chinese : DateShape::numeric);
    }

    // "2021 11-05": the year in a box above the day.
    std::optional<FoundDate> year_then_day(Reader in, std::size_t begin, std::int32_t year) {
        in.take("年");
        const std::size_t gap = in.at();
        in.spaces();
        if (in.at() == gap) return std::nullopt;
        int length = 0;
        const std::int32_t month = in.number(length);
        if (length < 1 || length > 2) return std::nullopt;
        const Separator separator = take_separator(in, "月");
        if (separator == Separator::none) return std::nullopt;
        const std::int32_t number = in.number(length);
        if (length < 1 || length > 2 || !stands_alone_behind(in, separator)) return std::nullopt;
        const auto date = day(year, month, number);
        if (!date) return std::nullopt;
        in.take("日");
        return finish(in, begin, *date, DateShape::split);
    }

    // "05 2021-11", "05 2021年11月", "11-05 2021".
    std::optional<FoundDate> split(Reader in, std::size_t begin, std::int32_t first) {
        const std::size_t behind = in.at();
        in.take("日");
        const std::size_t gap = in.at();
        in.spaces();
        if (!in.take("/")) in.take("|");
        in.spaces();
        int length = 0;
        if (in.at() != gap) {
            const std::int32_t year = in.number(length);
            if (length == 4) {
                const Separator separator = take_separator(in, "年");
                const std::int32_t month = in.number(length);
                if (separator != Separator::none && length >= 1 && length <= 2 &&
                    stands_alone_behind(in, separator)) {
                    in.take("月");
                    const auto date = day(year, month, first);
                    if (date) return finish(in, begin, *date, DateShape::split);
                }
            }
        }
        in.set(behind);
        const Separator separator = take_separator(in, "月");
        if (separator == Separator::none) return std::nullopt;
        const std::int32_t number = in.number(length);
        if (length < 1 || length > 2) return std::nullopt;
        in.take("日");
        const std::size_t year_gap = in.at();
        in.spaces();
        if (in.at() == year_gap) return std::nullopt;
        const std::int32_t year = in.number(length);
        if (length != 4 || !stands_alone_behind(in, Separator::dash)) return std::nullopt;
        in.take("年");
        const auto date = day(year, first, number);
        if (!date) return std::nullopt;
        return finish(in, begin, *date, DateShape::split);
    }

    std::optional<FoundDate> short_year(Reader in, std::size_t begin, std::int32_t year) {
        const Separator separator = take_separator(in, "年");
        if (separator == Separator::none) return std::nullopt;
        int length = 0;
        const std::int32_t month = in.number(length);
        if (length < 1 || length > 2 || take_separator(in, "月") != separator) return std::nullopt;
        const std::int32_t number = in.number(length);
        if (length < 1 || length > 2 || !stands_alone_behind(in, separator)) return std::nullopt;
        const auto date = day(2000 + year, month, number);
        if (!date) return std::nullopt;
        in.take("日");
        return finish(in, begin, *date, DateShape::short_year);
    }

    std::optional<FoundDate> without_year(Reader in, std::size_t begin, std::int32_t month) {
        if (!context_.as_of) return std::nullopt;
        const Separator separator = take_separator(in, "月");
        if (separator == Separator::none || separator == Separator::dot) return std::nullopt;
        in.spaces();
        int length = 0;
        const std::int32_t number = in.number(length);
        if (length < 1 || length > 2 || !stands_alone_behind(in, separator)) return std::nullopt;
        const std::size_t digits_end = in.at();
        const bool closes = in.take("日") || in.take("号");
        if (separator == Separator::chinese && !closes) return std::nullopt;
        if (separator != Separator::chinese && !frames(begin, digits_end)) return std::nullopt;
        const auto date = resolve_year(month, number, *context_.as_of);
        if (!date) return std::nullopt;
        return finish(in, begin, *date, DateShape::without_year);
    }

    // "11-05" counts where it stands for itself: at an end of the text, in brackets or spaces.
    bool frames(std::size_t begin, std::size_t end) const {
        const std::string_view before = text_.substr(0, begin);
        const std::string_view behind = text_.substr(end);
        const bool free_before = before.empty() || before.ends_with(' ') || before.ends_with('[') ||
                                 before.ends_with('(') || before.ends_with("（") ||
                                 before.ends_with("【") || before.ends_with("\u3000");
        const bool free_behind = behind.empty() || behind.starts_with(' ') ||
                                 behind.starts_with(']') || behind.starts_with(')') ||
                                 behind.starts_with("）") || behind.starts_with("】") ||
                                 behind.starts_with("\u3000");
        return free_before && free_behind;
    }

    // 二〇二一年十一月五日, with 〇 also written ○, 零, O, Ｏ or 0.
    std::optional<FoundDate> at_numerals(std::size_t begin) {
        Reader in(text_, begin);
        std::int32_t year = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = numeral(in, true);
            if (digit < 0) return std::nullopt;
            year = year * 10 + digit;
        }
        if (!in.take("年")) return std::nullopt;
        const int month = small_number(in);
        if (month < 0 || !in.take("月")) return std::nullopt;
        const int number = small_number(in);
        if (number < 0) return std::nullopt;
        if (!in.take("日") && !in.take("号")) return std::nullopt;
        const auto date = day(year, month, number);
        if (!date) return std::nullopt;
        return finish(in, begin, *date, DateShape::numerals);
    }

    static int numeral(Reader& in, bool zero_too) {
        constexpr std::array<std::string_view, 9> kDigits{"一", "二", "三", "四", "五",
                                                          "六", "七", "八", "九"};
        for (std::size_t i = 0; i < kDigits.size(); ++i) {
            if (in.take(kDigits[i])) return static_cast<int>(i) + 1;
        }
        if (!zero_too) return -1;
        for (std::string_view zero : {"〇", "○", "零", "Ｏ", "О", "O", "o", "0", "０", "◯"}) {
            if (in.take(zero)) return 0;
        }
        return -1;
    }

    // 一 … 三十一; also 廿五, 二五 and plain digits.
    static int small_number(Reader& in) {
        int length = 0;
        const std::size_t before = in.at();
        const std::int32_t digits = in.number(length);
        if (length == 1 || length == 2) return digits;
        in.set(before);
        if (in.take("廿")) {
            const int ones = numeral(in, false);
            return 20 + std::max(ones, 0);
        }
        int tens = numeral(in, false);
        if (in.take("十")) {
            const int ones = numeral(in, false);
            return (tens < 0 ? 1 : tens) * 10 + std::max(ones, 0);
        }
        if (tens < 0) return -1;
        const int ones = numeral(in, true);
        return ones < 0 ? tens : tens * 10 + ones;
    }

    std::optional<FoundDate> at_relative(std::size_t begin) {
        Reader in(text_, begin);
        struct Word {
            std::string_view word;
            std::int32_t days;
        };
        constexpr std::array<Word, 5> kWords{
            {{"今天", 0}, {"昨天", 1}, {"昨日", 1}, {"前天", 2}, {"刚刚", 0}}};
        for (const Word& word : kWords) {
            if (!in.take(word.word)) continue;
            if (!frames_word(begin, in.at())) return std::nullopt;
            return finish(in, begin, *context_.as_of - word.days, DateShape::relative);
        }
        for (std::string_view ago : {"天前", "日前", "小时前", "分钟前"}) {
            if (!in.take(ago)) continue;
            std::size_t digits = begin;
            while (digits > 0 && is_digit(text_[digits - 1])) --digits;
            if (digits == begin || begin - digits > 3) return std::nullopt;
            std::int32_t count = 0;
            std::from_chars(text_.data() + digits, text_.data() + begin, count);
            const bool in_days = ago == "天前" || ago == "日前";
            return finish(in, digits, *context_.as_of - (in_days ? count : 0), DateShape::relative);
        }
        return std::nullopt;
    }

    // 昨天 inside a sentence is a word, not a date.
    bool frames_word(std::size_t begin, std::size_t end) const {
        const std::string_view behind = text_.substr(end);
        const bool timed = behind.starts_with(' ') && behind.size() > 2 && is_digit(behind[1]);
        return frames(begin, end) || (begin == 0 && timed);
    }

    std::optional<FoundDate> finish(Reader in, std::size_t begin, Date date, DateShape shape) {
        FoundDate found;
        found.value.date = date;
        found.shape = shape;
        found.begin = begin;
        found.end = in.at();
        found.weekday_follows = take_weekday(in);
        take_time(in, found.value);
        if (found.value.seconds >= 0) found.end = in.at();
        return found;
    }

    std::string_view text_;
    const DateContext& context_;
};

std::optional<std::int32_t> plain_number(std::string_view digits) {
    std::int32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
}

// yyyymmdd at the beginning of `digits`.
std::optional<Date> compact_day(std::string_view digits) {
    if (digits.size() < 8) return std::nullopt;
    const auto year = plain_number(digits.substr(0, 4));
    const auto month = plain_number(digits.substr(4, 2));
    const auto number = plain_number(digits.substr(6, 2));
    if (!year || !month || !number) return std::nullopt;
    return day(*year, *month, *number);
}

std::optional<PrintedDate> from_digits(std::string_view digits) {
    if (digits.size() == 8 || digits.size() == 12 || digits.size() == 14) {
        const auto date = compact_day(digits);
        if (date) {
            PrintedDate printed{*date, -1, false};
            if (digits.size() == 8) return printed;
            const auto hour = plain_number(digits.substr(8, 2));
            const auto minute = plain_number(digits.substr(10, 2));
            const auto second =
                digits.size() == 14 ? plain_number(digits.substr(12, 2)) : std::optional(0);
            if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
                return std::nullopt;
            }
            printed.seconds = *hour * 3600 + *minute * 60 + *second;
            printed.has_seconds = digits.size() == 14;
            return printed;
        }
    }
    if (digits.size() != 10 && digits.size() != 13) return std::nullopt;
    std::int64_t stamp = 0;
    std::from_chars(digits.data(), digits.data() + 10, stamp);
    if (stamp < kFirstStamp || stamp > kLastStamp) return std::nullopt;
    const Instant instant{stamp};
    const Date date = date_of(instant);
    return PrintedDate{date, static_cast<std::int32_t>(stamp - at(date).seconds), true};
}

// "Fri Nov 05 09:30:00 CST 2021", as Java prints dates.
std::optional<PrintedDate> from_java(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() < 24 || !is_letter(text[0])) return std::nullopt;
    const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(4, 3));
    const auto number = plain_number(text.substr(8, 2));
    const auto year = plain_number(text.substr(text.size() - 4));
    if (month == kMonths.end() || !number || !year) return std::nullopt;
    const auto date = day(*year, static_cast<std::int32_t>(month - kMonths.begin()) + 1, *number);
    if (!date) return std::nullopt;
    PrintedDate printed{*date, -1, false};
    Reader in(text, 10);
    take_time(in, printed);
    return printed;
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, std::size_t from,
                                   const DateContext& context) {
    return DateFinder(text, context).find(from);
}

std::optional<PrintedDate> parse_machine_date(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > 64) return std::nullopt;
    if (std::all_of(text.begin(), text.end(), is_digit)) return from_digits(text);
    if (auto java = from_java(text)) return java;
    const auto found = find_date(text);
    // Something long before the date: a sentence, not a field.
    if (!found || found->begin > 12) return std::nullopt;
    return found->value;
}

namespace {

// The digits of a path in runs, with what stands between them.
struct DigitRun {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

std::optional<Date> date_from_runs(std::string_view url, const DigitRun* run, std::size_t left) {
    const auto number = [&](const DigitRun& digits) {
        return plain_number(url.substr(digits.begin, digits.size())).value_or(-1);
    };
    const auto joined = [&](const DigitRun& a, const DigitRun& b) {
        return b.begin == a.end + 1 &&
               (url[a.end] == '/' || url[a.end] == '-' || url[a.end] == '_');
    };
    const bool starts_segment = run->begin == 0 || url[run->begin - 1] == '/' ||
                                url[run->begin - 1] == '_' || url[run->begin - 1] == '-' ||
                                url[run->begin - 1] == 't' || url[run->begin - 1] == 'T' ||
                                url[run->begin - 1] == 'd' || url[run->begin - 1] == '=';
    if (!starts_segment) return std::nullopt;
    const std::string_view digits = url.substr(run->begin, run->size());
    if (run->size() == 8) return compact_day(digits);
    if (run->size() == 14 || run->size() == 17) return compact_day(digits.substr(0, 8));
    if (run->size() == 4 && left >= 3 && joined(run[0], run[1]) && joined(run[1], run[2]) &&
        run[1].size() <= 2 && run[2].size() <= 2) {
        return day(number(run[0]), number(run[1]), number(run[2]));
    }
    if (run->size() == 4 && left >= 2 && joined(run[0], run[1]) && run[1].size() == 4) {
        const std::string_view rest = url.substr(run[1].begin, 4);
        return day(number(run[0]), plain_number(rest.substr(0, 2)).value_or(0),
                   plain_number(rest.substr(2)).value_or(0));
    }
    if (run->size() == 6 && left >= 2 && joined(run[0], run[1]) && run[1].size() == 2) {
        return day(plain_number(digits.substr(0, 4)).value_or(0),
                   plain_number(digits.substr(4)).value_or(0), number(run[1]));
    }
    return std::nullopt;
}

}  // namespace

std::optional<Date> date_in_url(std::string_view url) {
    constexpr std::size_t kMaxRuns = 32;
    std::array<DigitRun, kMaxRuns> runs;
    std::size_t count = 0;
    const std::size_t scheme = url.find("://");
    std::size_t i = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 3);
    if (i == std::string_view::npos) return std::nullopt;
    while (i < url.size() && count < kMaxRuns) {
        if (!is_digit(url[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < url.size() && is_digit(url[i])) ++i;
        runs[count++] = {begin, i};
    }
    // The last one wins: /2019/zt/202111/t20211105_1.html.
    for (std::size_t at = count; at-- > 0;) {
        if (const auto date = date_from_runs(url, &runs[at], count - at)) return date;
    }
    return std::nullopt;
}

bool leads_current_date(std::string_view before) {
    before = trim(before);
    for (std::string_view mark : {"：", ":", "为", "，", ","}) {
        if (before.ends_with(mark)) {
            before.remove_suffix(mark.size());
            before = trim(before);
            break;
        }
    }
    for (std::string_view word : {"今天是", "今天", "今日", "当前时间", "当前日期", "现在是",
                                  "现在时间", "北京时间", "系统时间", "服务器时间", "欢迎您"}) {
        if (before.ends_with(word)) return true;
    }
    return false;
}

}  // namespace mingcha::extract
