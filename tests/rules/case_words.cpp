#include "tests/rules/case_words.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace mingcha::cases {

Words words(std::string_view text) {
    Words parts;
    for (std::string_view part : split(text, ' ')) {
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

Words fields(std::string_view text) {
    Words parts;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        // A bar between blanks parts fields; one inside a word is a letter of it.
        if (text[i] != '|' || (i > 0 && text[i - 1] != ' ')) continue;
        if (i + 1 < text.size() && text[i + 1] != ' ') continue;
        parts.emplace_back(trim(text.substr(from, i - from)));
        from = i + 1;
    }
    parts.emplace_back(trim(text.substr(from)));
    parts.resize(std::max<std::size_t>(parts.size(), 6));
    return parts;
}

Instant time(std::string_view text) {
    const auto instant = parse_instant(text);
    if (!instant) throw Wrong{std::string(text) + " is no time"};
    return *instant;
}

Date day(std::string_view text) {
    const auto date = parse_date(text);
    if (!date) throw Wrong{std::string(text) + " is no day"};
    return *date;
}

std::optional<PrintedDate> printed(std::string_view text) {
    if (text.empty()) return std::nullopt;
    PrintedDate date{day(text.substr(0, 10))};
    if (text.size() > 10)
        date.seconds = static_cast<std::int32_t>(time(text).seconds - at(date.date).seconds);
    return date;
}

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Wrong{std::string(text) + " is no number"};
    }
    return value;
}

Reason reason(std::string_view text) {
    const std::size_t colon = text.find(':');
    Reason made;
    made.code = named<ReasonCode>(text.substr(0, colon), 6);
    if (colon != std::string_view::npos) made.text = text.substr(colon + 1);
    return made;
}

void set(const Words& flags, std::size_t from, const Setters& setters) {
    for (std::size_t i = from; i < flags.size(); ++i) {
        const std::size_t equal = flags[i].find('=');
        const auto found = setters.find(flags[i].substr(0, equal));
        if (found == setters.end()) throw Wrong{"unknown word \"" + flags[i] + "\""};
        found->second(equal == std::string::npos ? "" : flags[i].substr(equal + 1));
    }
}

}  // namespace mingcha::cases
