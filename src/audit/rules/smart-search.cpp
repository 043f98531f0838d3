// 智能搜索 (bonus). Whether a search corrects and groups is seen by using it; proposed is a site
// that offers one under that name.
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 7> kNames{"智能搜索",   "智能检索",   "智慧搜索", "智搜",
                                                 "搜索即服务", "一站式搜索", "AI搜索"};
constexpr std::size_t kNameChars = 12;

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    for (const auto& [link, page] : site.shown_links()) {
        if (!has_any(link->text, kNames) || char_count(link->text) > kNameChars) continue;
        const LinkCheck* check = site.link_at(link->url);
        if (check != nullptr && check->state == LinkState::dead) continue;
        return offered("smart-search", "提供智能搜索", *page,
                       "入口“" + single_spaces(link->text) + "” " + std::string(link->url));
    }
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || !page.facts.forms.search) continue;
        // A text about it has a search box in its head as well.
        if (page.facts.kind == PageKind::article || char_count(page.facts.title) > kNameChars)
            continue;
        if (!has_any(page.facts.title, kNames)) continue;
        return offered("smart-search", "提供智能搜索", page, page.facts.title);
    }
    return not_seen(site, "智能搜索");
}

}  // namespace

SiteRule smart_search() {
    return {"smart-search", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
