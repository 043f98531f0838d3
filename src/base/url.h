// Addresses on a page made absolute: RFC 3986 §5 references, resolved the way browsers do it for
// http and https (WHATWG URL Standard, special schemes). Pure text; looks nothing up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mingcha {

inline constexpr std::size_t kMaxUrlBytes = 8192;  // a longer one is no address of a page

enum class UrlScheme : std::uint8_t {
    http,
    https,
    script,  // javascript:, vbscript:
    other,   // mailto:, tel:, data:, … and what is no address at all
};

// The address of a page, taken apart once; all addresses on the page are resolved against it.
class UrlBase {
public:
    UrlBase() = default;
    // Anything but an absolute http(s) URL gives a base that resolves absolute references only.
    explicit UrlBase(std::string_view url);

    // Appends the absolute form of `reference` to `out`, without its fragment, and says the scheme.
    // Tabs and line ends are dropped, backslashes become slashes, dot segments are removed, scheme
    // and host lower-cased, a default port dropped, spaces and control bytes percent-encoded. For
    // `script` and `other` the reference is appended as it stands, cut at kMaxUrlBytes.
    UrlScheme resolve(std::string_view reference, std::string& out) const;

    bool valid() const { return host_end_ > host_begin_; }
    std::string_view url() const { return url_; }  // absolute, normalised, without fragment
    std::string_view host() const {                // lower case, without port
        return std::string_view(url_).substr(host_begin_, host_end_ - host_begin_);
    }
    std::string_view path() const {  // begins with "/", without query
        return std::string_view(url_).substr(path_begin_, path_end_ - path_begin_);
    }

private:
    std::string url_;
    std::size_t host_begin_ = 0, host_end_ = 0;
    std::size_t path_begin_ = 0, path_end_ = 0;
    std::size_t directory_end_ = 0;  // behind the last slash of the path
};

// Host of an absolute http(s) URL as written, without port and user; empty where there is none.
std::string_view url_host(std::string_view absolute_url);

// The same host, or one is the other's www twin. Letter case does not count.
bool same_site_host(std::string_view a, std::string_view b);

}  // namespace mingcha
