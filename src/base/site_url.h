// Addresses as a crawl compares them: which host, which site, which page. Works on absolute http(s)
// URLs as text, without copying; looks nothing up.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mingcha {

struct SiteUrl {
    bool https = false;
    std::string_view host;   // as written; IPv6 in brackets
    std::uint16_t port = 0;  // 80 or 443 where none is written
    bool port_written = false;
    std::string_view path;  // path and query, without fragment; may be empty
};

// nullopt: not http(s), no host, or a port that is no number.
std::optional<SiteUrl> split_site_url(std::string_view url);

// Whether `url` lies on the site registered as `home`: same host or its www twin, and, where the
// registered address names a port, the same port.
bool on_site(const SiteUrl& home, const SiteUrl& url);

// One number per page: scheme, www., letter case of the host, fragment and session ids do not
// count.
std::uint64_t page_key(std::string_view url);

}  // namespace mingcha
