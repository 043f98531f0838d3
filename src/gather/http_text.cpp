// The parts of fetcher.h that are only text: option values and header lines.
#include <curl/curl.h>

#include <charconv>

#include "base/text.h"
#include "gather/curl_fetcher.h"
#include "gather/fetcher.h"

namespace mingcha::gather {

namespace {

constexpr int kMaxPort = 65535;

bool is_port(std::string_view text) {
    int port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() && port > 0 &&
           port <= kMaxPort;
}

// Splits at colons outside brackets, so that [::1]:80 is two parts.
std::vector<std::string_view> colon_parts(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    bool bracket = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '[') bracket = true;
        if (i < text.size() && text[i] == ']') bracket = false;
        if (i == text.size() || (text[i] == ':' && !bracket)) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    return parts;
}

}  // namespace

Result<std::string> checked_connect_to(std::string_view text) {
    const auto parts = colon_parts(text);
    if (parts.size() != 4 || parts[0].empty() || parts[2].empty() || !is_port(parts[1]) ||
        !is_port(parts[3])) {
        return fail("--connect-to", "\"" + std::string(text) + "\" is not HOST:PORT:ADDR:PORT",
                    "for example www.example.gov.cn:80:127.0.0.1:8080; IPv6 in brackets");
    }
    return std::string(text);
}

Result<std::string> checked_resolve_all(std::string_view text) {
    const auto parts = colon_parts(text);
    if (parts.size() != 2 || !parse_ip(parts[0]) || !is_port(parts[1])) {
        return fail("--resolve-all", "\"" + std::string(text) + "\" is not ADDR:PORT",
                    "for example 127.0.0.1:8080; IPv6 in brackets");
    }
    return std::string(text);
}

std::string_view header_value(std::string_view head, std::string_view name) {
    std::string_view found;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        const std::size_t colon = line.find(':');
        if (colon != name.size() || !equals_ignoring_ascii_case(line.substr(0, colon), name))
            continue;
        if (found.empty()) found = trim(line.substr(colon + 1));
    }
    return found;
}

std::optional<Instant> http_time(std::string_view value) {
    constexpr std::size_t kLongestDate = 64;
    if (value.empty() || value.size() > kLongestDate) return std::nullopt;
    const time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    if (date < 0) return std::nullopt;
    return Instant{static_cast<std::int64_t>(date)};
}

std::string request_head(std::string_view url, bool as_browser, std::string_view cookie,
                         Guise guise) {
    as_browser = as_browser || guise == Guise::searcher;
    const std::size_t scheme = url.find("://");
    const std::string_view rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    const std::size_t slash = std::min(rest.find_first_of("/?"), rest.size());
    const std::string_view path = rest.substr(slash);
    std::string head = "GET ";
    if (path.empty() || path.front() == '?') head += '/';
    head += path;
    head += " HTTP/1.1\r\nHost: ";
    head += rest.substr(0, slash);
    head += "\r\nUser-Agent: ";
    head += guise == Guise::robot ? kRobotAgent : as_browser ? kBrowserAgent : kUserAgent;
    head += "\r\n";
    if (guise == Guise::searcher) head += "Referer: " + std::string(kSearchReferer) + "\r\n";
    for (std::string_view line : as_browser ? kBrowserHeaders : kHeaders) {
        head += line;
        head += "\r\n";
    }
    if (!cookie.empty()) head += "Cookie: " + std::string(cookie) + "\r\n";
    return head += "\r\n";
}

}  // namespace mingcha::gather
