#include "extract/style.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace mingcha::extract {

namespace {

constexpr int kFarAway = 500;  // pixels out of the page

std::string_view value_only(std::string_view value) {
    value = trim(value);
    const std::size_t mark = value.find('!');  // !important
    return trim(value.substr(0, mark));
}

bool is(std::string_view a, std::string_view b) {
    return equals_ignoring_ascii_case(a, b);
}

// A size of letters that nobody reads: 0, 1px.
bool is_unreadable(std::string_view value) {
    int size = 0;
    if (!pixels(value, size) || size < 0) return false;
    return size == 0 || (size == 1 && value.ends_with("px"));
}

// 0, 0.01: what nobody sees. Of 0.5 something is left.
bool is_transparent(std::string_view value) {
    constexpr double kLeastSeen = 0.05;
    double number = 1;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    return read.ec == std::errc{} && number >= 0 && number < kLeastSeen;
}

// filter: alpha(opacity=0)
bool is_transparent_filter(std::string_view value) {
    constexpr std::string_view kOpacity = "opacity=";
    const std::size_t at = value.find(kOpacity);
    return at != std::string_view::npos && is_transparent(trim(value.substr(at + kOpacity.size())));
}

// left: -200% is out of any page.
bool is_far_share(std::string_view value) {
    constexpr double kOutOfPage = -100;
    double number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    return read.ec == std::errc{} && read.ptr != value.data() + value.size() && *read.ptr == '%' &&
           number <= kOutOfPage;
}

// scale(0) leaves nothing until a script opens it, translateX(-9999px) leaves the page.
HiddenBy hidden_by_transform(std::string_view value) {
    const std::size_t scale = value.find("scale");
    const std::size_t open = value.find('(', scale == std::string_view::npos ? 0 : scale);
    if (open == std::string_view::npos) return HiddenBy::none;
    const std::string_view argument = trim(value.substr(open + 1));
    if (scale != std::string_view::npos) {
        return is_transparent(argument) ? HiddenBy::visibility : HiddenBy::none;
    }
    int size = 0;
    const bool far = value.starts_with("translate") &&
                     pixels(argument.substr(0, argument.find_first_of(",)")), size) &&
                     size <= -kFarAway;
    return far ? HiddenBy::off_screen : HiddenBy::none;
}

// clip: rect(0,0,0,0), rect(1px 1px 1px 1px): no corner lies apart from another.
bool is_clipped_away(std::string_view value) {
    if (!value.starts_with("rect(")) return false;
    value.remove_prefix(5);
    value = value.substr(0, value.find(')'));
    while (!value.empty()) {
        const std::size_t end = std::min(value.find_first_of(", "), value.size());
        int size = 0;
        if (end > 0 && (!pixels(value.substr(0, end), size) || size > 1)) return false;
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return true;
}

}  // namespace

bool pixels(std::string_view text, int& value) {
    text = trim(text);
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{}) return false;
    const std::string_view unit =
        trim(text.substr(static_cast<std::size_t>(read.ptr - text.data())));
    if (!unit.empty() && !is(unit, "px") && !is(unit, "pt") && number != 0) {
        if (!is(unit, "em") && !is(unit, "rem")) return false;
        number *= 16;
    }
    value = static_cast<int>(std::clamp(number, -1e6, 1e6));
    return true;
}

int colour_value(std::string_view colour) {
    colour = trim(colour);
    if (is(colour, "white")) return 0xffffff;
    if (is(colour, "black")) return 0;
    if (colour.starts_with("rgb(") || colour.starts_with("RGB(")) {
        int parts[3] = {0, 0, 0};
        const char* at = colour.data() + 4;
        const char* const end = colour.data() + colour.size();
        for (int& part : parts) {
            while (at != end && (*at == ' ' || *at == ',')) ++at;
            const auto read = std::from_chars(at, end, part);
            if (read.ec != std::errc{}) return -1;
            part = std::clamp(part, 0, 255);
            at = read.ptr;
        }
        return parts[0] << 16 | parts[1] << 8 | parts[2];
    }
    if (colour.empty() || colour.front() != '#') return -1;
    int value = 0;
    const char* const end = colour.data() + colour.size();
    const auto read = std::from_chars(colour.data() + 1, end, value, 16);
    if (read.ec != std::errc{} || read.ptr != end) return -1;
    if (colour.size() == 7) return value;
    if (colour.size() != 4) return -1;
    const int r = value >> 8 & 15;
    const int g = value >> 4 & 15;
    const int b = value & 15;
    return (r * 17) << 16 | (g * 17) << 8 | b * 17;
}

InlineStyle read_style(std::string_view style) {
    InlineStyle result;
    bool positioned = false;
    bool far = false;
    bool cut = false;
    bool no_width = false;
    bool no_height = false;
    while (!style.empty()) {
        const std::size_t end = std::min(style.find(';'), style.size());
        const std::string_view declaration = style.substr(0, end);
        style.remove_prefix(std::min(end + 1, style.size()));
        const std::size_t colon = declaration.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = trim(declaration.substr(0, colon));
        const std::string_view value = value_only(declaration.substr(colon + 1));
        int size = 0;
        if (is(name, "display")) {
            if (is(value, "none")) result.hidden = HiddenBy::display;
        } else if (is(name, "visibility")) {
            if (is(value, "hidden")) result.hidden = HiddenBy::visibility;
        } else if (is(name, "opacity")) {
            if (is_transparent(value)) result.hidden = HiddenBy::visibility;
        } else if (is(name, "filter")) {
            if (is_transparent_filter(value)) result.hidden = HiddenBy::visibility;
        } else if (is(name, "text-indent")) {
            if (pixels(value, size) && size <= -kFarAway) result.hidden = HiddenBy::off_screen;
        } else if (is(name, "font-size")) {
            if (is_unreadable(value)) result.hidden = HiddenBy::zero_size;
        } else if (is(name, "transform") || is(name, "-webkit-transform")) {
            if (const HiddenBy by = hidden_by_transform(value); by != HiddenBy::none)
                result.hidden = by;
        } else if (is(name, "clip")) {
            if (is_clipped_away(value)) result.hidden = HiddenBy::zero_size;
        } else if (is(name, "overflow")) {
            cut = is(value, "hidden");
        } else if (is(name, "width") || is(name, "max-width")) {
            no_width = pixels(value, size) && size <= 1;
        } else if (is(name, "height") || is(name, "max-height")) {
            no_height = pixels(value, size) && size <= 1;
        } else if (is(name, "position")) {
            positioned = is(value, "absolute") || is(value, "fixed");
        } else if (is(name, "left") || is(name, "top") || is(name, "right") || is(name, "bottom") ||
                   is(name, "margin-left") || is(name, "margin-top")) {
            far = far || (pixels(value, size) && size <= -kFarAway) || is_far_share(value);
            positioned = positioned || name.size() > 6;  // a margin needs no position
        } else if (is(name, "color")) {
            result.colour = value;
        } else if (is(name, "background-color") || is(name, "background")) {
            result.background = value;
        }
    }
    if (result.hidden == HiddenBy::none && positioned && far) result.hidden = HiddenBy::off_screen;
    if (result.hidden == HiddenBy::none && cut && (no_width || no_height)) {
        result.hidden = HiddenBy::zero_size;
    }
    result.thin = no_width || no_height;
    return result;
}

}  // namespace mingcha::extract
