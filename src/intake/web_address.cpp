#include "intake/web_address.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/site_url.h"
#include "base/text.h"

namespace mingcha::intake {

namespace {

constexpr std::size_t kMaxAddress = 2000;
constexpr std::size_t kMaxHost = 253;  // RFC 1035 §2.3.4
constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kShown = 80;
constexpr std::size_t kMaxScheme = 6;  // letters of a mistyped http or https

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_http(std::string_view text) {
    const std::string lower = lower_ascii(text.substr(0, 8));
    return lower.starts_with("http://") || lower.starts_with("https://");
}

// General punctuation, that of Chinese, full-width forms: no letter of a host name.
bool is_punctuation(std::string_view text, std::size_t at) {
    const std::string_view lead = text.substr(at, 2);
    return lead == "\xE2\x80" || lead == "\xE2\x81" ||
           (lead == "\xE3\x80" && at + 2 < text.size() &&
            static_cast<unsigned char>(text[at + 2]) < 0xA0) ||
           lead == "\xEF\xBC" || lead == "\xEF\xBD" || lead == "\xEF\xBF";
}

bool is_label(std::string_view label) {
    if (label.empty() || label.front() == '-' || label.back() == '-') return false;
    for (std::size_t i = 0; i < label.size(); ++i) {
        const char c = label[i];
        const bool plain = is_letter(c) || is_digit(c) || c == '-' || c == '_';
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (!plain && (!beyond_ascii || is_punctuation(label, i))) return false;
    }
    return char_count(label) <= kMaxLabel;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        return host.size() > 3 && host.back() == ']' &&
               host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
    }
    if (host.ends_with('.')) host.remove_suffix(1);
    if (host.empty() || host.size() > kMaxHost) return false;
    const auto labels = split(host, '.');
    if (!std::all_of(labels.begin(), labels.end(), is_label)) return false;
    if (host.find_first_not_of("0123456789.") != std::string_view::npos) return true;
    // Digits and dots alone are an address: four numbers up to 255.
    return labels.size() == 4 && std::all_of(labels.begin(), labels.end(), [](auto label) {
               return label.size() <= 3 && (label.size() < 3 || label <= "255");
           });
}

// The address that `text` may have been meant for: "htp:/www.a.gov.cn", "www。a.gov.cn" and the
// like; empty where none comes out.
std::string mended(std::string_view text) {
    std::string plain = replace_all(replace_all(nfkc(text), "。", "."), "\\", "/");
    plain.erase(std::remove_if(plain.begin(), plain.end(),
                               [](char c) { return c == ' ' || c == '\t' || c == '\n'; }),
                plain.end());
    const std::size_t letters = std::min(
        plain.size(), static_cast<std::size_t>(
                          std::find_if_not(plain.begin(), plain.end(), is_letter) - plain.begin()));
    const std::size_t rest = std::min(plain.find_first_not_of(":;/.,", letters), plain.size());
    const std::string_view marks = std::string_view(plain).substr(letters, rest - letters);
    const bool scheme =
        letters > 0 && letters <= kMaxScheme && marks.find_first_of("/:") != std::string_view::npos;
    const std::size_t begin = std::min(plain.find_first_not_of(":/."), plain.size());
    const bool secure = scheme && (plain[letters - 1] == 's' || plain[letters - 1] == 'S');
    const std::string out = (secure ? "https://" : "http://") + plain.substr(scheme ? rest : begin);
    const auto parts = split_site_url(out);
    return parts && is_host(parts->host) && parts->host.find('.') != std::string_view::npos
               ? out
               : std::string();
}

std::string with_offer(std::string what, std::string_view text) {
    const std::string offer = mended(text);
    if (offer.empty()) return what + "，应如 http://www.example.gov.cn";
    return what + "，是否为 " + shorten(offer, kShown) + " ？";
}

bool has_space(std::string_view text) {
    return single_spaces(text) != text || text.find(' ') != std::string_view::npos;
}

}  // namespace

std::string address_fault(std::string_view text) {
    if (text.size() > kMaxAddress) return fmt::format("网址过长，至多{}字节", kMaxAddress);
    const std::string lower = lower_ascii(text);
    const std::size_t second = lower.find("://", lower.find("://") + 1);
    const bool listed =
        second < text.size() && lower.find_first_of(" \t\n;,") < second && lower.find('?') > second;
    if (listed || (second < text.size() && lower.find("、") < second)) {
        return "一格里有几个网址，只留一个";
    }
    if (!is_http(text)) {
        for (std::string_view other : {"ftp:", "mailto:", "javascript:", "file:", "data:"}) {
            if (lower.starts_with(other)) return "只收 http:// 或 https:// 开头的网址";
        }
        return with_offer("网址应以 http:// 或 https:// 开头", text);
    }
    if (has_space(text)) return with_offer("网址里有空格", text);
    const auto parts = split_site_url(text);
    if (!parts) return with_offer("网址不完整，没有域名或端口不对", text);
    if (text.substr(0, text.find_first_of("/?#", 8)).find('@') != std::string_view::npos) {
        return "网址里不应有用户名和密码";
    }
    if (parts->port == 0) return "端口应为 1 到 65535";
    if (!is_host(parts->host)) {
        return with_offer(fmt::format("域名“{}”写得不对", shorten(parts->host, kShown)), text);
    }
    return {};
}

}  // namespace mingcha::intake
