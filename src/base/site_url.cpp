#include "base/site_url.h"

#include <array>
#include <charconv>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha {

namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

// Names of query parameters and path parameters that carry a session and no content.
constexpr std::array<std::string_view, 6> kSessionNames{
    "jsessionid", "phpsessid", "sessionid", "aspsessionid", "asp.net_sessionid", "cfid"};

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() &&
           equals_ignoring_ascii_case(text.substr(0, prefix.size()), prefix);
}

std::string_view without_www(std::string_view host) {
    return starts_with_ignoring_case(host, "www.") ? host.substr(4) : host;
}

bool is_session(std::string_view parameter) {
    for (std::string_view name : kSessionNames) {
        if (starts_with_ignoring_case(parameter, name)) return true;
    }
    return false;
}

// FNV-1a in pieces, so that nothing is put together first.
class Hasher {
public:
    void add(char c) {
        hash_ ^= static_cast<unsigned char>(c);
        hash_ *= 1099511628211ULL;
    }
    void add(std::string_view text) {
        for (char c : text) add(c);
    }
    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_ = 14695981039346656037ULL;
};

void add_query(Hasher& hasher, std::string_view query) {
    char lead = '?';
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view parameter = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (is_session(parameter)) continue;
        hasher.add(lead);
        hasher.add(parameter);
        lead = '&';
    }
}

}  // namespace

std::optional<SiteUrl> split_site_url(std::string_view url) {
    SiteUrl parts;
    if (starts_with_ignoring_case(url, "http://")) {
        url.remove_prefix(7);
    } else if (starts_with_ignoring_case(url, "https://")) {
        parts.https = true;
        url.remove_prefix(8);
    } else {
        return std::nullopt;
    }
    const std::size_t slash = std::min(url.find_first_of("/?#"), url.size());
    std::string_view authority = url.substr(0, slash);
    const std::string_view tail = url.substr(slash);
    parts.path = tail.substr(0, tail.find('#'));
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) authority.remove_prefix(at + 1);
    const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
    if (bracket == std::string_view::npos) return std::nullopt;
    const std::string_view rest = authority.substr(bracket);  // from the closing bracket on
    const std::size_t colon = rest.find(':');
    parts.host = authority.substr(0, bracket + std::min(colon, rest.size()));
    parts.port = parts.https ? kHttpsPort : kHttpPort;
    if (colon < rest.size() && colon + 1 < rest.size()) {
        const std::string_view digits = rest.substr(colon + 1);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), parts.port);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size())
            return std::nullopt;
        parts.port_written = true;
    }
    if (parts.host.empty()) return std::nullopt;
    return parts;
}

bool on_site(const SiteUrl& home, const SiteUrl& url) {
    return equals_ignoring_ascii_case(without_www(home.host), without_www(url.host)) &&
           (!home.port_written || home.port == url.port);
}

std::uint64_t page_key(std::string_view url) {
    const auto parts = split_site_url(url);
    if (!parts) return fnv1a(url);
    Hasher hasher;
    for (char c : without_www(parts->host)) hasher.add(lower(c));
    if (parts->port != kHttpPort && parts->port != kHttpsPort) {
        hasher.add(':');
        hasher.add(static_cast<char>(parts->port & 0xff));
        hasher.add(static_cast<char>(parts->port >> 8));
    }
    const std::string_view whole = parts->path;
    std::string_view path = whole.substr(0, whole.find('?'));
    const std::size_t query = path.size() + 1;
    const std::size_t semicolon = path.rfind(';');
    if (semicolon < path.size() && is_session(path.substr(semicolon + 1))) {
        path = path.substr(0, semicolon);
    }
    if (path.empty()) path = "/";
    hasher.add(path);
    if (query < whole.size()) add_query(hasher, whole.substr(query));
    return hasher.value();
}

}  // namespace mingcha
