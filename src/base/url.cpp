#include "base/url.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha {

namespace {

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr bool is_slash(char c) {
    return c == '/' || c == '\\';
}

constexpr bool is_control_or_space(char c) {
    return static_cast<unsigned char>(c) <= 0x20;
}

std::string_view trim_controls(std::string_view text) {
    while (!text.empty() && is_control_or_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_control_or_space(text.back())) text.remove_suffix(1);
    return trim(text);
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
    return text.size() > scheme.size() && text[scheme.size()] == ':' &&
           equals_ignoring_ascii_case(text.substr(0, scheme.size()), scheme);
}

// Length of a scheme before its colon (RFC 3986 §3.1); 0 where the reference is relative.
std::size_t scheme_length(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = lower(text[i]);
        if (c == ':') return i;
        const bool letter = c >= 'a' && c <= 'z';
        const bool later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!letter && !(later && i > 0)) return 0;
    }
    return 0;
}

void append_encoded(std::string_view text, bool slashes, std::string& out) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto plain = [](char c) {
        return !is_control_or_space(c) && c != '"' && c != '<' && c != '>' && c != 0x7f &&
               c != '\\';
    };
    if (std::all_of(text.begin(), text.end(), plain)) {
        out += text;
        return;
    }
    for (char c : text) {
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (is_control_or_space(c) || c == '"' || c == '<' || c == '>' || c == 0x7f) {
            out += '%';
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[static_cast<unsigned char>(c) & 15];
        } else {
            out += slashes && c == '\\' ? '/' : c;
        }
    }
}

// RFC 3986 §5.2.4 on the path that begins at `begin` of `out`; it begins with a slash.
void remove_dot_segments(std::string& out, std::size_t begin) {
    if (out.find("/.", begin) == std::string::npos) return;
    std::size_t write = begin;
    std::size_t read = begin;
    while (read < out.size()) {
        const std::size_t end = std::min(out.find('/', read + 1), out.size());
        const std::string_view segment(out.data() + read + 1, end - read - 1);
        const bool last = end == out.size();
        if (segment == "." || segment == "..") {
            if (segment == "..") {
                while (write > begin && out[--write] != '/') {
                }
            }
            if (last) out[write++] = '/';
        } else {
            for (std::size_t i = read; i < end; ++i) out[write++] = out[i];
        }
        read = end;
    }
    out.resize(write);
}

// Path and query; dot segments go from the path alone.
void append_path(std::string_view path_and_query, std::size_t path_begin, std::string& out) {
    const std::size_t mark = std::min(path_and_query.find('?'), path_and_query.size());
    append_encoded(path_and_query.substr(0, mark), true, out);
    remove_dot_segments(out, path_begin);
    append_encoded(path_and_query.substr(mark), false, out);
}

// Asked of every link twice: a loop, as find_first_of searches its set anew for each character.
std::size_t authority_size(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && !is_slash(text[size]) && text[size] != '?' && text[size] != '#') {
        ++size;
    }
    return size;
}

// "//user@Host:80/path?query" behind the scheme. False where there is no host.
bool append_authority(std::string_view rest, bool https, std::string& out) {
    while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
    const std::size_t end = authority_size(rest);
    std::string_view authority = rest.substr(0, end);
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) authority.remove_prefix(at + 1);
    authority = trim(authority);
    const std::string_view default_port = https ? ":443" : ":80";
    if (authority.ends_with(default_port)) authority.remove_suffix(default_port.size());
    if (authority.ends_with(':')) authority.remove_suffix(1);
    if (authority.empty() || authority.front() == ':') return false;
    out += https ? "https://" : "http://";
    for (char c : authority) {
        if (is_control_or_space(c)) continue;
        out += lower(c);
    }
    const std::size_t path_begin = out.size();
    if (end == rest.size() || rest[end] == '?') out += '/';
    append_path(rest.substr(end), path_begin, out);
    return true;
}

}  // namespace

UrlBase::UrlBase(std::string_view url) {
    const UrlScheme scheme = UrlBase().resolve(url, url_);
    if (scheme != UrlScheme::http && scheme != UrlScheme::https) {
        url_.clear();
        return;
    }
    host_begin_ = url_.find("//") + 2;
    path_begin_ = std::min(url_.find('/', host_begin_), url_.size());
    host_end_ = host_begin_ + url_host(url_).size();
    path_end_ = std::min(url_.find('?', path_begin_), url_.size());
    directory_end_ = url_.rfind('/', path_end_ - 1) + 1;
}

UrlScheme UrlBase::resolve(std::string_view reference, std::string& out) const {
    reference = trim_controls(reference);
    const std::string_view whole = reference.substr(0, kMaxUrlBytes);
    const std::size_t before = out.size();
    if (reference.size() > kMaxUrlBytes) {
        out += whole;
        return UrlScheme::other;
    }
    const std::size_t hash = reference.find('#');
    if (hash != std::string_view::npos) reference = reference.substr(0, hash);
    bool https = url_.starts_with("https:");
    const UrlScheme own = https ? UrlScheme::https : UrlScheme::http;
    if (const std::size_t length = scheme_length(reference)) {
        const bool is_https = starts_with_scheme(reference, "https");
        if (is_https || starts_with_scheme(reference, "http")) {
            const std::string_view rest = reference.substr(length + 1);
            https = is_https;
            if (append_authority(rest, https, out)) {
                return https ? UrlScheme::https : UrlScheme::http;
            }
            out.resize(before);
            out += whole;
            return UrlScheme::other;
        }
        out += whole;
        return starts_with_scheme(reference, "javascript") ||
                       starts_with_scheme(reference, "vbscript")
                   ? UrlScheme::script
                   : UrlScheme::other;
    }
    if (!valid()) {
        out += whole;
        return UrlScheme::other;
    }
    if (reference.size() >= 2 && is_slash(reference[0]) && is_slash(reference[1])) {
        if (append_authority(reference, https, out)) return own;
        out.resize(before);
        out += whole;
        return UrlScheme::other;
    }
    const std::size_t path_begin = before + path_begin_;
    if (reference.empty()) {
        out += url_;
    } else if (is_slash(reference.front())) {
        out.append(url_, 0, path_begin_);
        append_path(reference, path_begin, out);
    } else if (reference.front() == '?') {
        out.append(url_, 0, path_end_);
        append_encoded(reference, false, out);
    } else {
        out.append(url_, 0, directory_end_);
        append_path(reference, path_begin, out);
    }
    return own;
}

std::string_view url_host(std::string_view absolute_url) {
    const std::size_t mark = absolute_url.find("://");
    if (mark == std::string_view::npos) return {};
    absolute_url.remove_prefix(mark + 3);
    std::string_view authority = absolute_url.substr(0, authority_size(absolute_url));
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) authority.remove_prefix(at + 1);
    if (authority.starts_with('[')) {
        return authority.substr(0, std::min(authority.find(']'), authority.size() - 1) + 1);
    }
    return authority.substr(0, std::min(authority.find(':'), authority.size()));
}

bool same_site_host(std::string_view a, std::string_view b) {
    const auto bare = [](std::string_view host) {
        return host.size() > 4 && equals_ignoring_ascii_case(host.substr(0, 4), "www.")
                   ? host.substr(4)
                   : host;
    };
    return equals_ignoring_ascii_case(bare(a), bare(b));
}

}  // namespace mingcha
