#include "intake/cells.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "model/registry.h"

namespace mingcha::intake {

namespace {

// "2021/11/5 9:05", "2021年11月5日", "2021.11.05" as the ISO form that parse_instant takes.
std::string iso_time(std::string_view text) {
    std::string out;
    std::string digits;
    int part = 0;  // 0 year, 1 month, 2 day, then hour, minute, second
    const auto flush = [&] {
        if (digits.empty()) return;
        if (part > 0 && part <= 5 && digits.size() == 1) digits.insert(0, 1, '0');
        static constexpr std::string_view kBefore[] = {"", "-", "-", " ", ":", ":"};
        if (part <= 5) out += kBefore[part];
        out += digits;
        digits.clear();
        ++part;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        if (part >= 3 && (c == '+' || c == 'Z' || (c == '-' && part >= 4))) {
            flush();
            out += text.substr(i);
            return out;
        }
        if (c == '.' && part == 5) {  // fractions of a second say nothing here
            flush();
            while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') ++i;
            continue;
        }
        flush();
    }
    flush();
    return out;
}

}  // namespace

void Cells::wrong(std::string_view key, std::string what) {
    errors_.push_back({row_.line, std::string(table_.heading(key)),
                       std::string(table_.cell(row_, key)), std::move(what)});
}

std::string Cells::source() const {
    return fmt::format("{}:{}", table_.file, row_.line);
}

std::string Cells::text(std::string_view key) const {
    return single_spaces(table_.cell(row_, key));
}

std::string Cells::required(std::string_view key) {
    std::string value = text(key);
    if (value.empty()) wrong(key, "不能为空");
    return value;
}

std::int64_t Cells::whole(std::string_view key, std::int64_t otherwise, std::int64_t least,
                          std::int64_t most) {
    const std::string value = text(key);
    if (value.empty()) return otherwise;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < least ||
        number > most) {
        wrong(key, fmt::format("应为 {} 到 {} 的整数", least, most));
        return otherwise;
    }
    return number;
}

std::optional<std::int64_t> Cells::optional_whole(std::string_view key) {
    if (text(key).empty()) return std::nullopt;
    return whole(key, 0, 0, 1'000'000'000'000);
}

std::optional<Points> Cells::points(std::string_view key) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    const Result<Points> points = parse_points(value);
    if (points && points->hundredths >= 0) return *points;
    wrong(key, "应为不小于 0、最多两位小数的分值，如 5 或 0.5");
    return std::nullopt;
}

bool Cells::yes(std::string_view key, bool otherwise) {
    const std::string value = lower_ascii(nfkc(text(key)));
    if (value.empty()) return otherwise;
    for (std::string_view each : {"y", "yes", "true", "1", "是", "有"}) {
        if (value == each) return true;
    }
    for (std::string_view each : {"n", "no", "false", "0", "否", "无"}) {
        if (value == each) return false;
    }
    wrong(key, "应为 是/否（y/n、true/false、1/0、有/无 亦可）");
    return otherwise;
}

std::optional<Instant> Cells::time(std::string_view key) {
    const std::string value = nfkc(text(key));
    if (value.empty()) return std::nullopt;
    if (const Result<Instant> exact = parse_instant(value)) return *exact;
    const Result<Instant> time = parse_instant(iso_time(value));
    if (time) return *time;
    wrong(key, "不是时间，应如 2021-11-05 09:05 或 2021-11-05T09:05:00+08:00");
    return std::nullopt;
}

Instant Cells::required_time(std::string_view key) {
    if (text(key).empty()) {
        wrong(key, "不能为空，应如 2021-11-05 09:05");
        return {};
    }
    return time(key).value_or(Instant{});
}

std::string Cells::url(std::string_view key, bool is_required) {
    const std::string value = std::string(trim(table_.cell(row_, key)));
    if (value.empty()) {
        if (is_required) wrong(key, "不能为空，应如 http://www.example.gov.cn");
        return value;
    }
    const std::string lower = lower_ascii(value);
    if (lower.rfind("http://", 0) != 0 && lower.rfind("https://", 0) != 0) {
        wrong(key, "网址应以 http:// 或 https:// 开头，如 http://" + shorten(value, 60));
    } else if (value.find_first_of(" \t\n") != std::string::npos ||
               value.find("\u3000") != std::string::npos) {
        wrong(key, "网址里有空格，请删去");
    } else if (value.find('/', 0) + 2 >= value.size() || value.size() > 2000) {
        wrong(key, "网址不完整或过长");
    }
    return value;
}

std::string Cells::site_code(std::string_view key) {
    std::string value = replace_all(replace_all(nfkc(text(key)), " ", ""), "\u3000", "");
    // Codes of the ministries are written in small letters.
    if (value.rfind("BM", 0) == 0) value.replace(0, 2, "bm");
    if (!is_site_code(value)) wrong(key, "网站标识码应为10位数字，或 bm 加8位数字");
    return value;
}

}  // namespace mingcha::intake
