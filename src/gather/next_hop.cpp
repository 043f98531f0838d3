#include "gather/next_hop.h"

#include <curl/curl.h>

#include "base/text.h"

namespace mingcha::gather {

namespace {

constexpr std::size_t kMaxCookie = 4096;

}  // namespace

std::string resolve(std::string_view base, std::string_view reference) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
    if (!url) return {};
    constexpr unsigned kFlags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(base).c_str(), kFlags) != CURLUE_OK ||
        (!reference.empty() && curl_url_set(url.get(), CURLUPART_URL,
                                            std::string(reference).c_str(), kFlags) != CURLUE_OK)) {
        return {};
    }
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    char* text = nullptr;
    if (curl_url_get(url.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) return {};
    std::string result(text);
    curl_free(text);
    return result;
}

std::string with_cookies(std::string cookie, std::string_view head) {
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        constexpr std::string_view kName = "set-cookie:";
        if (line.size() <= kName.size() ||
            !equals_ignoring_ascii_case(line.substr(0, kName.size()), kName)) {
            continue;
        }
        line = trim(line.substr(kName.size()));
        line = trim(line.substr(0, std::min(line.find(';'), line.size())));
        if (line.find('=') == std::string_view::npos) continue;
        if (cookie.size() + line.size() + 2 > kMaxCookie) break;
        if (!cookie.empty()) cookie += "; ";
        cookie += line;
    }
    return cookie;
}

}  // namespace mingcha::gather
