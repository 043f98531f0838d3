// Accounts of other platforms that a site's own pages name: links to them, and the captions beside
// their QR pictures. What a registry lacks of them a person looks at: a page may name another's.
#pragma once

#include <string>
#include <vector>

#include "audit/site_view.h"

namespace mingcha::audit {

inline constexpr std::size_t kMaxNamedAccounts = 200;  // of one site

struct NamedAccount {
    std::string type;  // 微信公众号, 新浪微博, 抖音, …: as a caption or the link's host says
    std::string name;  // empty: a link without one
    std::string url;   // of the account; empty: a caption
    std::string page;  // that names it
    std::string excerpt;
};

// Each type and name (or address) once, on the page that is read first; hidden links are left out.
// `home`: the home page read anew from the archive, for stored facts keep no text of it.
std::vector<NamedAccount> accounts_named_on(const SiteView& site, const PageFacts* home = nullptr);

// Are both words for one platform? 微信公众号 is 微信订阅号 and 微信服务号.
bool is_same_platform(std::string_view a, std::string_view b);

}  // namespace mingcha::audit
