#include "audit/address.h"

#include <array>

#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 7> kIndexPages{"index.html", "index.htm", "index.shtml",
                                                      "index.jsp",  "index.php", "default.html",
                                                      "default.htm"};

// The names that list templates use for the number of a page in a query.
constexpr std::array<std::string_view, 8> kPageParameters{
    "page", "pageno", "pagenum", "pageindex", "curpage", "currentpage", "currpage", "pn"};

std::string_view after_scheme(std::string_view url) {
    const std::size_t at = url.find("://");
    return at == std::string_view::npos ? std::string_view{} : url.substr(at + 3);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string host_of(std::string_view url) {
    std::string_view rest = after_scheme(url);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (const std::size_t user = rest.rfind('@'); user != std::string_view::npos) {
        rest.remove_prefix(user + 1);
    }
    if (!rest.empty() && rest.front() == '[') return std::string(rest);  // an IPv6 literal
    return lower_ascii(rest.substr(0, rest.find(':')));
}

std::string bare_host(std::string_view url) {
    std::string host = host_of(url);
    if (host.starts_with("www.")) host.erase(0, 4);
    return host;
}

std::string_view path_of(std::string_view url) {
    std::string_view rest = after_scheme(url);
    const std::size_t at = rest.find_first_of("/?#");
    if (at == std::string_view::npos) return "/";
    rest.remove_prefix(at);
    rest = rest.substr(0, rest.find('#'));
    return rest.empty() ? "/" : rest;
}

std::string address_key(std::string_view url) {
    std::string_view rest = after_scheme(url);
    std::string authority = lower_ascii(rest.substr(0, rest.find_first_of("/?#")));
    if (authority.starts_with("www.")) authority.erase(0, 4);
    for (std::string_view port : {":80", ":443"}) {
        if (authority.ends_with(port)) authority.resize(authority.size() - port.size());
    }
    std::string_view path = path_of(url);
    const std::size_t slash = path.rfind('/');
    const std::string last =
        lower_ascii(path.substr(slash == std::string_view::npos ? 0 : slash + 1));
    for (std::string_view index : kIndexPages) {
        if (last == index) path = path.substr(0, path.size() - index.size());
    }
    if (!path.starts_with('/')) authority += '/';  // "http://a.gov.cn?x=1"
    return authority + std::string(path);
}

bool lies_under(std::string_view inner, std::string_view outer) {
    if (outer.find('?') != std::string_view::npos) return false;
    const std::size_t slash = outer.rfind('/');
    if (slash == std::string_view::npos) return false;
    std::string folder(outer);
    if (slash + 1 != outer.size()) {
        // /zwgk.htm and /zwgk/tzgg.htm: content systems that name the column's page, not its folder
        const std::size_t dot = outer.rfind('.');
        if (dot == std::string_view::npos || dot < slash) return false;
        folder = std::string(outer.substr(0, dot)) + "/";
    } else if (outer.find('/') == slash) {
        return false;  // a site's root is everybody's
    }
    return inner.size() > folder.size() && inner.starts_with(folder);
}

bool is_further_page(std::string_view url) {
    const std::string path = lower_ascii(path_of(url));
    if (const std::size_t query = path.find('?'); query != std::string::npos) {
        for (std::string_view part : split(std::string_view(path).substr(query + 1), '&')) {
            const std::size_t equal = part.find('=');
            if (equal == std::string_view::npos) continue;
            const std::string_view value = part.substr(equal + 1);
            for (std::string_view name : kPageParameters) {
                if (part.substr(0, equal) == name && value != "1" && value != "0") return true;
            }
        }
    }
    std::string_view file = std::string_view(path).substr(0, path.find('?'));
    file.remove_prefix(file.rfind('/') + 1);
    file = file.substr(0, file.find('.'));
    std::size_t digits = 0;
    while (digits < file.size() && is_digit(file[file.size() - 1 - digits])) ++digits;
    if (digits == 0 || digits > 4) return false;
    const std::string_view stem = file.substr(0, file.size() - digits);
    return stem == "index_" || stem == "list_" || stem == "index" || stem == "list" ||
           stem == "page" || stem == "page_" || stem == "default_";
}

}  // namespace mingcha::audit
