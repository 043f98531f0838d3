#include "gather/client_redirect.h"

#include <array>

#include "base/text.h"

namespace mingcha::gather {

namespace {

constexpr std::array<std::string_view, 4> kScripted{"location.replace(", "location.assign(",
                                                    "location.href", "location"};

std::string_view up_to_any(std::string_view text, std::string_view ends) {
    return text.substr(0, text.find_first_of(ends));
}

// <meta http-equiv="refresh" content="0; url=index.html">
std::string_view from_meta(std::string_view body, std::string_view lower) {
    const std::size_t equiv = lower.find("http-equiv");
    if (equiv == std::string_view::npos) return {};
    const std::size_t begin = lower.rfind('<', equiv);
    const std::size_t end = lower.find('>', equiv);
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    const std::string_view tag = lower.substr(begin, end - begin);
    const std::size_t url = tag.find("url=");
    if (tag.find("refresh") == std::string_view::npos || url == std::string_view::npos) return {};
    std::string_view rest = trim(body.substr(begin + url + 4, end - begin - url - 4));
    if (!rest.empty() && (rest.front() == '\'' || rest.front() == '"')) rest.remove_prefix(1);
    return trim(up_to_any(rest, "\"'>"));
}

// location.href = "/portal/"; window.location.replace('/portal/')
std::string_view from_script(std::string_view body) {
    if (body.find("<script") == std::string_view::npos &&
        body.find("<SCRIPT") == std::string_view::npos) {
        return {};
    }
    for (std::string_view start : kScripted) {
        const std::size_t at = body.find(start);
        if (at == std::string_view::npos) continue;
        std::string_view rest = trim(body.substr(at + start.size()));
        if (!start.ends_with('(')) {
            if (!rest.starts_with('=') || rest.starts_with("==")) continue;
            rest = trim(rest.substr(1));
        }
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
        const char quote = rest.front();
        rest.remove_prefix(1);
        return trim(rest.substr(0, rest.find(quote)));
    }
    return {};
}

// Whatever stands between tags, scripts and styles left out.
bool shows_text(std::string_view lower) {
    std::size_t shown = 0;
    constexpr std::size_t kWordsOfAStub = 120;  // "正在跳转，请稍候……"
    while (!lower.empty()) {
        const std::size_t open = std::min(lower.find('<'), lower.size());
        shown += trim(lower.substr(0, open)).size();
        lower.remove_prefix(open);
        std::string_view until = ">";
        if (lower.starts_with("<script")) until = "</script>";
        if (lower.starts_with("<style")) until = "</style>";
        if (lower.starts_with("<title")) until = "</title>";
        if (lower.starts_with("<!--")) until = "-->";
        const std::size_t close = lower.find(until);
        if (close == std::string_view::npos) break;
        lower.remove_prefix(close + until.size());
    }
    return shown > kWordsOfAStub;
}

}  // namespace

std::string client_redirect(std::string_view body) {
    if (body.size() > kMaxStubBytes) return {};
    const std::string lower = lower_ascii(body);
    if (shows_text(lower)) return {};
    std::string_view target = from_meta(body, lower);
    if (target.empty()) target = from_script(body);
    return replace_all(std::string(target), "&amp;", "&");
}

}  // namespace mingcha::gather
