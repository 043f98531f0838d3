#include "audit/foreign.h"

#include "audit/address.h"

namespace mingcha::audit {

Strangers::Strangers(const SiteInput& input) : topics_(input.context.ruleset->topic_words) {
    own_.insert(bare_host(input.site.facts().site.url));
    for (const Site& site : input.context.sites) own_.insert(bare_host(site.url));
    std::unordered_set<const char*> known;  // pooled text: one address, one pointer
    for (const PageRecord& page : input.site.facts().pages) {
        if (!is_fetched(page)) continue;
        for (const Link& link : page.facts.links) {
            if (!link.external || link.hidden || link.kind != LinkKind::page || link.frame)
                continue;
            if (!known.insert(link.url.data()).second) continue;
            const std::string_view stranger = host(link.url);
            if (!stranger.empty()) open_.insert(std::string(stranger));
        }
    }
}

bool Strangers::belongs(std::string_view host) const {
    if (topics_.is_allowed_host(host)) return true;
    // Sub-domains of the site's own and of registered hosts: m.qinghe.gov.cn, wsbs.qinghe.cn.
    for (std::string_view tail = host; !tail.empty();) {
        if (own_.contains(std::string(tail))) return true;
        const std::size_t dot = tail.find('.');
        if (dot == std::string_view::npos) return false;
        tail.remove_prefix(dot + 1);
    }
    return false;
}

std::string_view Strangers::host(std::string_view url) const {
    if (!url.starts_with("http")) return {};
    const auto [entry, fresh] = hosts_.try_emplace(std::string(url));
    if (fresh) {
        std::string found = host_of(url);
        if (!found.empty() && found.find('.') != std::string::npos && !belongs(found)) {
            entry->second = std::move(found);
        }
    }
    return entry->second;
}

}  // namespace mingcha::audit
