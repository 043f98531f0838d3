// 搜索功能: 未提供全站搜索或不可用；随机选取4条信息或服务的标题测试，搜索结果第一页无法找到
// (indicators.md A2). Proposed: no way to search anywhere on a site that was read whole, a search
// page that does not open, or a title that the site's own search does not show on the first page
// of its results. The inspection asks a GET form of the site for four titles, drawn by a hash of
// campaign, site and address; any other form is left to people, with titles to look for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/searches.h"
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

std::string shown_title(const PageRecord& page) {
    return shorten(single_spaces(page.facts.title), kShownTitleChars);
}

// Why no title was looked for by machine.
std::string_view why_not_asked(const SiteView& site) {
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        switch (page.facts.forms.search_way) {
            case SearchWay::post:
                return "搜索以POST方式提交，机器不代为提交";
            case SearchWay::script:
                return "搜索由脚本提交";
            case SearchWay::get:
                if (!site.is_ours(page.facts.forms.search_action)) return "搜索由站外系统提供";
                return "本次检查没有搜索";
            case SearchWay::none:
                break;
        }
    }
    return "有搜索入口";
}

Verdict left_open(const SiteInput& input) {
    const std::string titles = titles_to_look_for(input);
    const std::string why(why_not_asked(input.site));
    return left_to_people(titles.empty() ? why + "，结果需人工测试"
                                         : why + "，请人工搜索抽出的标题：" + titles);
}

// Every search failed to open, in an inspection whose other pages opened.
Verdict all_broken(const std::vector<TitleSearch>& searches) {
    Finding finding = make_finding("results", "搜索功能不可用");
    finding.amount = "absent";
    for (const TitleSearch& search : searches) {
        add_place(finding, search.view->final_url);
        add_evidence(finding, evidence_of(search.view->archive, search.view->final_url,
                                          fmt::format("搜索“{}”：{}", shown_title(*search.page),
                                                      search.view->reason.text)));
    }
    return judged({std::move(finding)});
}

Verdict judge_searches(const std::vector<TitleSearch>& searches) {
    const auto count = [&](SearchResult result) {
        return std::count_if(searches.begin(), searches.end(),
                             [&](const TitleSearch& search) { return search.result == result; });
    };
    const auto total = static_cast<std::ptrdiff_t>(searches.size());
    if (total > 1 && count(SearchResult::broken) == total) return all_broken(searches);
    std::vector<Finding> findings;
    for (const TitleSearch& search : searches) {
        if (search.result != SearchResult::absent) continue;
        const std::string title = shown_title(*search.page);
        Finding finding = make_finding(address_key(search.page->facts.url),
                                       fmt::format("搜索结果第一页找不到“{}”", title));
        add_place(finding, search.view->final_url);
        add_evidence(finding, evidence_of(search.view->archive, search.view->final_url,
                                          fmt::format("搜索“{}”，结果第一页没有该页面", title)));
        add_evidence(finding, evidence_of(*search.page, search.page->facts.title));
        findings.push_back(std::move(finding));
    }
    const bool all_found = count(SearchResult::found) == total;
    if (findings.empty() && !all_found) {
        return left_to_people(
            fmt::format("搜索了{}条标题，{}条在结果第一页，其余的结果页机器读不出", total,
                        count(SearchResult::found)));
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage.checked = count(SearchResult::found) + count(SearchResult::absent);
    verdict.coverage.skipped = total - verdict.coverage.checked;
    return verdict;
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
    const std::vector<TitleSearch> searches = searches_of(site);
    return searches.empty() ? left_open(input) : judge_searches(searches);
}

}  // namespace

SiteRule site_search() {
    return {"site-search", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
