#include "server/query.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace mingcha::server {

namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus) {
            out += ' ';
        } else if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 &&
                   hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

Query::Query(std::string_view text) {
    if (text.empty()) return;
    for (const std::string_view part : split(text, '&')) {
        if (values_.size() == kMaxParameters) break;
        const std::size_t equals = part.find('=');
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        values_.emplace_back(percent_decoded(part.substr(0, equals), true),
                             percent_decoded(value, true));
    }
}

std::string_view Query::text(std::string_view name) const {
    for (const auto& [each, value] : values_) {
        if (each == name) return value;
    }
    return {};
}

Result<std::int64_t> Query::number(std::string_view name, std::int64_t otherwise,
                                   std::int64_t least, std::int64_t most) const {
    const std::string_view value = text(name);
    if (value.empty()) return otherwise;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < least ||
        number > most) {
        return fail(std::string(name),
                    fmt::format("\"{}\" 不是 {} 到 {} 的整数", shorten(value, 40), least, most));
    }
    return number;
}

Result<bool> Query::flag(std::string_view name) const {
    const std::string_view value = text(name);
    if (value.empty() || value == "false" || value == "0") return false;
    if (value == "true" || value == "1") return true;
    return fail(std::string(name), "\"" + shorten(value, 40) + "\" 不是 true 或 false");
}

Result<Paging> paging(const Query& query) {
    const auto page = query.number("page", 1, 1, kMaxPage);
    if (!page) return Fail(page.error());
    const auto size = query.number("size", Paging{}.size, 1, kMaxPageSize);
    if (!size) return Fail(size.error());
    return Paging{*page, *size};
}

}  // namespace mingcha::server
