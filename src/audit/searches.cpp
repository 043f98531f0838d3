#include "audit/searches.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "audit/address.h"
#include "audit/titles.h"

namespace mingcha::audit {

namespace {

// So many pages must be held against each other before what differs is taken for results.
constexpr std::size_t kLeastCompared = 2;
constexpr std::size_t kLinksLookedAt = 2000;  // of one page of results
// Pairs of neighbouring letters that a result has in common with what was looked for.
constexpr std::size_t kSharedBigrams = 3;

std::set<std::string> own_links(const SiteView& site, const PageFacts& results) {
    std::set<std::string> keys;
    std::size_t looked = 0;
    for (const Link& link : results.links) {
        if (++looked > kLinksLookedAt) break;
        if (link.kind != LinkKind::page || link.hidden || !site.is_ours(link.url)) continue;
        keys.insert(address_key(link.url));
    }
    return keys;
}

bool shows(const GuisedView& view, const PageRecord& page) {
    std::set<std::string> wanted{address_key(page.facts.url)};
    for (const std::string* url : {&page.asked_url, &page.final_url}) {
        if (!url->empty()) wanted.insert(address_key(*url));
    }
    const TitleForm title = title_form(page.facts.title);
    std::size_t looked = 0;
    for (const Link& link : view.facts.links) {
        if (++looked > kLinksLookedAt) break;
        if (link.kind != LinkKind::page || link.hidden) continue;
        if (wanted.contains(address_key(link.url))) return true;
        if (!link.text.empty() && is_same_title(title, title_form(link.text))) return true;
    }
    return std::any_of(view.facts.items.begin(), view.facts.items.end(), [&](const ListItem& item) {
        return wanted.contains(address_key(item.url)) ||
               is_same_title(title, title_form(item.title));
    });
}

bool can_be_read(const SiteView& site, const GuisedView& view) {
    return view.state == LinkState::fine && view.read && !view.facts.needs_rendering &&
           view.reason.code == ReasonCode::none && site.is_ours(view.final_url);
}

}  // namespace

std::vector<TitleSearch> searches_of(const SiteView& site) {
    std::vector<TitleSearch> searches;
    for (const PageRecord& page : site.facts().pages) {
        for (const GuisedView& view : page.guised) {
            if (view.guise == Guise::search) searches.push_back({&page, &view});
        }
    }
    std::vector<std::set<std::string>> links(searches.size());
    std::map<std::string, std::size_t> on_pages;
    std::size_t readable = 0;
    for (std::size_t i = 0; i < searches.size(); ++i) {
        if (!can_be_read(site, *searches[i].view)) continue;
        ++readable;
        links[i] = own_links(site, searches[i].view->facts);
        for (const std::string& key : links[i]) ++on_pages[key];
    }
    for (std::size_t i = 0; i < searches.size(); ++i) {
        TitleSearch& search = searches[i];
        const GuisedView& view = *search.view;
        if (view.state == LinkState::dead) search.result = SearchResult::broken;
        if (!can_be_read(site, view)) continue;
        if (shows(view, *search.page)) {
            search.result = SearchResult::found;
            continue;
        }
        const TitleForm title = title_form(search.page->facts.title);
        const bool lists =
            readable >= kLeastCompared &&
            std::any_of(view.facts.links.begin(), view.facts.links.end(), [&](const Link& link) {
                const auto own = on_pages.find(address_key(link.url));
                return own != on_pages.end() && own->second < readable &&
                       shared_bigrams(title, title_form(link.text)) >= kSharedBigrams;
            });
        if (lists || view.facts.says_not_found) search.result = SearchResult::absent;
    }
    return searches;
}

}  // namespace mingcha::audit
