#include "audit/named_accounts.h"

#include <algorithm>
#include <array>
#include <set>

#include "audit/account_index.h"
#include "base/text.h"
#include "base/url.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kLongestName = 60;  // bytes: 20 characters
constexpr std::size_t kShortestName = 6;  // two characters
constexpr std::size_t kExcerpt = 60;      // characters

// Captions, the longer words before those they contain.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kCaptions{{
    {"微信公众号", "微信公众号"},
    {"微信订阅号", "微信订阅号"},
    {"微信服务号", "微信服务号"},
    {"微信视频号", "微信视频号"},
    {"官方微信", "微信公众号"},
    {"政务微信", "微信公众号"},
    {"新浪微博", "新浪微博"},
    {"官方微博", "新浪微博"},
    {"政务微博", "新浪微博"},
    {"今日头条号", "今日头条"},
    {"今日头条", "今日头条"},
    {"抖音号", "抖音"},
    {"快手号", "快手"},
}};

// Hosts and the paths behind which an account lives; a post or a share button has another path.
struct Home {
    std::string_view host;
    std::string_view path;
    std::string_view type;
};
constexpr std::array<Home, 8> kHomes{{{"weibo.com", "/u/", "新浪微博"},
                                      {"weibo.com", "/n/", "新浪微博"},
                                      {"weibo.cn", "/u/", "新浪微博"},
                                      {"douyin.com", "/user/", "抖音"},
                                      {"toutiao.com", "/c/user/", "今日头条"},
                                      {"kuaishou.com", "/profile/", "快手"},
                                      {"space.bilibili.com", "/", "哔哩哔哩"},
                                      {"mp.weixin.qq.com", "/mp/profile_ext", "微信公众号"}}};

const Home* home_of(std::string_view url) {
    const std::string host = lower_ascii(url_host(url));
    if (host.empty()) return nullptr;
    const std::size_t at = url.find('/', url.find("//") + 2);
    if (at == std::string_view::npos) return nullptr;
    const std::string_view path = url.substr(at);
    for (const Home& each : kHomes) {
        const bool of_host =
            host == each.host || host.ends_with("." + std::string(each.host));
        if (of_host && path.starts_with(each.path) && path.size() > each.path.size()) return &each;
    }
    return nullptr;
}

// A name in “ ” or 「 」, or behind ：, up to a stop; empty where there is none.
std::string name_behind(std::string_view rest) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kQuotes{
        {{"“", "”"}, {"「", "」"}, {"《", "》"}, {"\"", "\""}}};
    const bool colon = rest.starts_with("：") || rest.starts_with(":");
    if (colon) rest.remove_prefix(rest.starts_with(":") ? 1 : std::string_view("：").size());
    rest = trim(rest);
    for (const auto& [open, close] : kQuotes) {
        if (!rest.starts_with(open)) continue;
        const std::size_t end = rest.find(close, open.size());
        if (end == std::string_view::npos || end - open.size() > kLongestName) return {};
        return std::string(trim(rest.substr(open.size(), end - open.size())));
    }
    if (!colon) return {};
    std::size_t end = rest.size();
    for (const std::string_view stop : {" ", "，", "。", "；", "、", "（", "(", "|", "\n", "　"}) {
        end = std::min(end, rest.find(stop));
    }
    return end > kLongestName ? std::string() : std::string(rest.substr(0, end));
}

// "“云泽发布”微信公众号": the name stands before.
std::string name_before(std::string_view text) {
    text = trim(text);
    constexpr std::string_view kClose = "”", kOpen = "“";
    if (!text.ends_with(kClose)) return {};
    text.remove_suffix(kClose.size());
    const std::size_t open = text.rfind(kOpen);
    if (open == std::string_view::npos) return {};
    text.remove_prefix(open + kOpen.size());
    return text.size() > kLongestName ? std::string() : std::string(trim(text));
}

class Finder {
public:
    Finder(const SiteView& site, const PageFacts* home) : site_(site), home_(home) {}

    std::vector<NamedAccount> take() {
        if (home_ != nullptr && site_.home() != nullptr) {
            for (const TextBlock& block : home_->text_blocks) read(block.text, *site_.home());
        }
        for (const PageRecord& page : site_.facts().pages) {
            if (!is_fetched(page)) continue;
            for (const TextBlock& block : page.facts.text_blocks) read(block.text, page);
            for (const Link& link : page.facts.links) read(link, page);
            if (out_.size() >= kMaxNamedAccounts) break;
        }
        return std::move(out_);
    }

private:
    void add(NamedAccount account) {
        const std::string key =
            account.type + "\n" +
            (account.name.empty() ? account.url : account_name_key(account.name));
        if (out_.size() < kMaxNamedAccounts && known_.insert(key).second) {
            out_.push_back(std::move(account));
        }
    }

    void read(std::string_view text, const PageRecord& page) {
        for (std::size_t at = 0; at < text.size() && out_.size() < kMaxNamedAccounts;) {
            const auto caption =
                std::find_if(kCaptions.begin(), kCaptions.end(), [&](const auto& each) {
                    return text.substr(at).starts_with(each.first);
                });
            if (caption == kCaptions.end()) {
                ++at;
                continue;
            }
            const std::string_view before = text.substr(0, at);
            at += caption->first.size();
            std::string name = name_behind(text.substr(at));
            if (name.empty()) name = name_before(before);
            if (name.size() < kShortestName || name.find("二维码") != std::string::npos) continue;
            add({std::string(caption->second), std::move(name), "", std::string(page.facts.url),
                 shorten(text, kExcerpt)});
        }
    }

    void read(const Link& link, const PageRecord& page) {
        if (link.hidden || !link.external) return;
        const Home* home = home_of(link.url);
        if (home == nullptr) return;
        std::string name(trim(link.text));
        // 官方微博, 关注我们: no name.
        const bool words = std::any_of(kCaptions.begin(), kCaptions.end(), [&](const auto& each) {
            return name.find(each.first) != std::string::npos;
        });
        if (words || name.size() < kShortestName || name.size() > kLongestName) name.clear();
        add({std::string(home->type), std::move(name), std::string(link.url),
             std::string(page.facts.url), shorten(link.text, kExcerpt)});
    }

    const SiteView& site_;
    const PageFacts* home_;
    std::set<std::string> known_;
    std::vector<NamedAccount> out_;
};

}  // namespace

std::vector<NamedAccount> accounts_named_on(const SiteView& site, const PageFacts* home) {
    return Finder(site, home).take();
}

bool is_same_platform(std::string_view a, std::string_view b) {
    const auto plain = [](std::string_view type) -> std::string_view {
        for (const std::string_view wechat : {"微信公众号", "微信订阅号", "微信服务号"}) {
            if (type == wechat) return "微信公众号";
        }
        for (const std::string_view word : {"微博", "抖音", "头条", "快手", "视频号"}) {
            if (type.find(word) != std::string_view::npos) return word;
        }
        return type;
    };
    return plain(a) == plain(b);
}

}  // namespace mingcha::audit
