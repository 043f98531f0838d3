// What the fetcher sends, shared by the sender and by the text that the archive keeps of it.
// Private to gather.
#pragma once

#include <array>
#include <string_view>

namespace mingcha::gather {

// How the one retry after a refusal introduces itself; the evidence marks it.
inline constexpr std::string_view kBrowserAgent =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36";

inline constexpr std::array<std::string_view, 3> kHeaders{
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language: zh-CN,zh;q=0.9",
    "Accept-Encoding: gzip, br"};

inline constexpr std::array<std::string_view, 3> kBrowserHeaders{
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
    "Accept-Language: zh-CN,zh;q=0.9,en;q=0.6", "Accept-Encoding: gzip, br"};

// A search engine's robot, and where its visitors come from: what is shown to them only is planted.
inline constexpr std::string_view kRobotAgent =
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)";
inline constexpr std::string_view kSearchReferer = "https://www.baidu.com/s?wd=site";

}  // namespace mingcha::gather
