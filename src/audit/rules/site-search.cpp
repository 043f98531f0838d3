// 搜索功能: 未提供全站搜索或不可用；随机选取4条信息或服务的标题测试，搜索结果第一页无法找到
// (indicators.md A2). Proposed: no way to search anywhere on a site that was read whole, or a
// search page that does not open. Which four titles to look for is drawn here, so that whoever
// repeats the test looks for the same.
#include <algorithm>
#include <array>

#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kSample = 4;
constexpr std::size_t kEntryChars = 12;
constexpr std::size_t kShownTitleChars = 30;
constexpr std::array<std::string_view, 5> kWords{"搜索", "检索", "搜 索", "查找", "search"};

bool is_entry(const Link& link) {
    return link.kind == LinkKind::page && !link.hidden && has_any(link.text, kWords) &&
           char_count(link.text) <= kEntryChars;
}

struct Search {
    bool form = false;
    const Link* entry = nullptr;
    const PageRecord* on = nullptr;  // the page of the entry
};

Search find_search(const SiteView& site) {
    Search search;
    for (const auto& [link, page] : site.shown_links()) {
        if (!is_entry(*link)) continue;
        search.entry = link;
        search.on = page;
        break;
    }
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        // Image names in the head of the page: a button.
        const auto& names = page.facts.header_names;
        search.form = page.facts.forms.search ||
                      std::any_of(names.begin(), names.end(),
                                  [](std::string_view name) { return has_any(name, kWords); });
        if (search.form) break;
    }
    return search;
}

bool is_dead(const SiteView& site, std::string_view url) {
    const LinkCheck* check = site.link_at(url);
    return check != nullptr && check->state == LinkState::dead;
}

std::string titles_to_look_for(const SiteInput& input) {
    const auto count = static_cast<std::size_t>(input.rule.threshold("sample", kSample));
    const std::string seed =
        input.context.campaign.id + input.site.facts().site.site_code + "site-search";
    std::string titles;
    for (const PageRecord* page :
         input.site.sample(seed, count, {PageKind::article, PageKind::guide})) {
        if (!titles.empty()) titles += "、";
        titles += "“" + shorten(single_spaces(page->facts.title), kShownTitleChars) + "”";
    }
    return titles;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const Search search = find_search(site);
    if (!search.form && search.entry == nullptr) {
        const Reason doubt = absence_doubt(site);
        if (doubt.code != ReasonCode::none) return not_measured(doubt);
        Finding finding = absence(site, "未提供搜索功能", "搜索框或搜索入口");
        finding.amount = "absent";
        return judged({std::move(finding)});
    }
    if (!search.form && is_dead(site, search.entry->url)) {
        Finding finding = make_finding("entry", "搜索功能不可用");
        finding.amount = "absent";
        add_place(finding, search.on->facts.url);
        const LinkCheck& check = *site.link_at(search.entry->url);
        add_evidence(finding, evidence_of(check.archive, check.url, "搜索入口打不开"));
        return judged({std::move(finding)});
    }
    const std::string titles = titles_to_look_for(input);
    return left_to_people(titles.empty() ? "有搜索入口，结果需人工测试"
                                         : "有搜索入口，请人工搜索抽出的标题：" + titles);
}

}  // namespace

SiteRule site_search() {
    return {"site-search", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
