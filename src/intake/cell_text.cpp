#include "intake/cell_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"
#include "office/xlsx_read.h"

namespace mingcha::intake {

namespace {

constexpr std::array<std::string_view, 13> kErrorValues{
    "#REF!",   "#N/A",   "#VALUE!", "#DIV/0!",   "#NAME?", "#NULL!",       "#NUM!",
    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!", "#GETTING_DATA"};
constexpr std::array<std::string_view, 6> kNoWidth{"\u200B", "\u200C", "\u200D",
                                                   "\u2060", "\uFEFF", "\u00AD"};
constexpr std::array<std::string_view, 12> kNone{"",  "无", "/",    "\\",   "-",   "--",
                                                 "—", "——", "none", "null", "n/a", "暂无"};
constexpr std::int64_t kMaxWhole = 1'000'000'000'000;
constexpr std::int64_t kMaxScale = 1'000'000;  // digits behind the point

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "3.4150E+09": digits, a point, digits, E, a sign, digits.
bool is_scientific(std::string_view text) {
    const std::size_t e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e + 2 >= text.size() || text[e + 1] != '+') return false;
    const std::string_view front = text.substr(0, e);
    const std::size_t point = front.find('.');
    return is_digits(text.substr(e + 2)) && is_digits(front.substr(0, point)) &&
           (point == std::string_view::npos || is_digits(front.substr(point + 1)));
}

// The groups of digits of a time and what stands behind each.
struct Groups {
    std::vector<std::string> digits;
    std::vector<std::string> behind;
};

Groups groups_of(std::string_view text) {
    Groups groups;
    for (char c : text) {
        if (is_digit(c)) {
            const bool fresh = groups.digits.empty() || !groups.behind.back().empty();
            if (fresh) {
                groups.digits.emplace_back();
                groups.behind.emplace_back();
            }
            groups.digits.back() += c;
        } else if (groups.digits.empty()) {
            return {};  // something in front
        } else {
            groups.behind.back() += c;
        }
    }
    return groups;
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), trim(text)) != words.end();
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

std::string spoiled(std::string_view cell) {
    if (std::find(kErrorValues.begin(), kErrorValues.end(), cell) != kErrorValues.end()) {
        return "公式出错：在 Excel 或 WPS 里改正公式，或填入数值后保存";
    }
    if (cell == office::kNotComputed) {
        return "公式没有计算结果：用 Excel 或 WPS 打开文件并保存一次，或把公式粘贴为数值";
    }
    if (is_scientific(cell)) {
        return "号码被表格软件变成了科学计数法，末尾的数字已丢失：把这一列设为文本格式，重新填写";
    }
    return {};
}

std::string plain_code(std::string_view cell) {
    std::string code = nfkc(cell);
    for (std::string_view each : kNoWidth) code = replace_all(std::move(code), each, "");
    code = replace_all(single_spaces(code), " ", "");
    for (std::string_view quote : {"'", "`", "‘", "’", "\""}) {
        if (code.starts_with(quote)) code.erase(0, quote.size());
        if (code.ends_with(quote)) code.erase(code.size() - quote.size());
    }
    if (code.ends_with(".0") && is_digits(std::string_view(code).substr(0, code.size() - 2))) {
        code.erase(code.size() - 2);
    }
    return code;
}

bool says_none(std::string_view code) {
    const std::string lower = lower_ascii(code);
    return std::find(kNone.begin(), kNone.end(), lower) != kNone.end();
}

std::optional<Instant> read_time(std::string_view cell) {
    const std::string text = lower_ascii(single_spaces(nfkc(cell)));
    if (const Result<Instant> exact = parse_instant(single_spaces(nfkc(cell)))) return *exact;
    Groups groups = groups_of(text);
    std::vector<std::string>& digits = groups.digits;
    std::vector<std::string>& behind = groups.behind;
    if (digits.empty()) return std::nullopt;
    if (digits[0].size() == 8) {  // 20211105
        const std::string whole = digits[0];
        digits[0] = whole.substr(0, 4);
        digits.insert(digits.begin() + 1, {whole.substr(4, 2), whole.substr(6, 2)});
        behind.insert(behind.begin(), {"-", "-"});
    }
    if (digits.size() < 3 || digits[0].size() != 4 || digits[1].size() > 2 ||
        digits[2].size() > 2 || !one_of(behind[0], {"-", "/", ".", "年"}) ||
        !one_of(behind[1], {"-", "/", ".", "月"})) {
        return std::nullopt;
    }
    std::array<std::int64_t, 6> value{};
    for (std::size_t i = 0; i < digits.size() && i < value.size(); ++i) {
        if (i > 2 && digits[i].size() > 2) return std::nullopt;
        value[i] = std::stol(digits[i]);
    }
    const Result<Date> date =
        make_date(static_cast<std::int32_t>(value[0]), static_cast<std::int32_t>(value[1]),
                  static_cast<std::int32_t>(value[2]));
    if (!date) return std::nullopt;
    if (digits.size() == 3) {
        const bool day = one_of(behind[2], {"", "日", "号", "t"}) || has(behind[2], "(");
        return day ? std::optional(at(*date)) : std::nullopt;
    }
    // A second group of three may be another day; an hour says that it is one.
    const bool hour = one_of(behind[3], {":", "时", "点"});
    const bool ends = digits.size() == 4   ? !one_of(behind[3], {":"})
                      : digits.size() == 5 ? one_of(behind[4], {"", "分", "am", "pm"})
                                           : one_of(behind[5], {"", "秒", "am", "pm", "."});
    if (!hour || !ends || digits.size() > 7) return std::nullopt;
    if (digits.size() >= 6 && !one_of(behind[4], {":", "分"})) return std::nullopt;
    const bool later = has(text, "下午") || has(text, "晚上") || has(text, "pm");
    const bool earlier = has(text, "上午") || has(text, "凌晨") || has(text, "am");
    if (later && value[3] < 12) value[3] += 12;
    if (earlier && value[3] == 12) value[3] = 0;
    if (value[3] > 23 || value[4] > 59 || value[5] > 59) return std::nullopt;
    return at(*date, (value[3] * 60 + value[4]) * 60 + value[5]);
}

std::optional<std::int64_t> read_whole(std::string_view cell, std::string_view heading,
                                       std::span<const CountUnit> units) {
    const std::string text = replace_all(lower_ascii(single_spaces(nfkc(cell))), " ", "");
    const std::string head = lower_ascii(nfkc(heading));
    const std::size_t end = std::min(text.find_first_not_of("0123456789.,"), text.size());
    std::string_view unit = std::string_view(text).substr(end);
    if (unit.empty() && head.find('(') != std::string::npos) {
        unit = std::string_view(head).substr(head.find('(') + 1);
        unit = unit.substr(0, unit.find(')'));
        const bool known = std::any_of(units.begin(), units.end(),
                                       [&](const CountUnit& each) { return each.name == unit; });
        if (!known) unit = {};  // （必填）
    }
    std::int64_t factor = unit.empty() ? 1 : 0;
    for (const CountUnit& each : units) {
        if (each.name == unit) factor = each.factor;
    }
    if (factor == 0) return std::nullopt;
    std::int64_t value = 0;
    std::int64_t scale = 1;
    bool fraction = false;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < end; ++i) {
        if (text[i] == '.' && !fraction) {
            fraction = true;
        } else if (text[i] == ',' && !fraction && i > 0 && end - i > 3) {
            continue;  // 1,234
        } else if (is_digit(text[i]) && value < kMaxWhole && scale < kMaxScale) {
            value = value * 10 + (text[i] - '0');
            if (fraction) scale *= 10;
            ++digits;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || value > kMaxWhole / factor * scale) return std::nullopt;
    if (value * factor % scale != 0) return std::nullopt;
    return value * factor / scale;
}

}  // namespace mingcha::intake
