#include "audit/presence.h"

#include <algorithm>

#include "audit/address.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kNameChars = 14;  // a longer link is a title
constexpr std::size_t kFewColumns = 5;  // a menu with less was hardly recognised
constexpr std::size_t kFewPages = 10;
constexpr std::size_t kManyPages = 100;
constexpr std::size_t kManyColumns = 10;
constexpr std::size_t kBareLinks = 5;  // own links without text on the home page: a menu of images

bool is_list_by_nature(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::news:
        case ColumnKind::notices:
        case ColumnKind::policies:
        case ColumnKind::interpretation:
        case ColumnKind::consultation:
        case ColumnKind::data:
            return true;
        default:
            return false;
    }
}

std::size_t fetched_pages(const SiteView& site) {
    const auto& pages = site.facts().pages;
    return static_cast<std::size_t>(std::count_if(pages.begin(), pages.end(), is_fetched));
}

// So many pages and columns were read that a thing which no name speaks of is not merely elsewhere:
// what the absence of a veto's subject takes, where nothing of the site points at it.
bool was_read_widely(const SiteView& site) {
    return fetched_pages(site) >= kManyPages && site.columns().size() >= kManyColumns;
}

// Adds the dead entry as evidence.
void show_closed(Finding& finding, const SiteView& site, const SiteLink& entry) {
    const std::string why =
        "“" + single_spaces(entry.link->text) + "”打不开：" + closed_because(site, entry.link->url);
    const LinkCheck* check = site.link_at(entry.link->url);
    add_evidence(finding, check == nullptr ? evidence_of(*entry.page, why)
                                           : evidence_of(check->archive, entry.link->url, why));
}

}  // namespace

bool has_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool NameWords::name(std::string_view text) const {
    return has_any(text, any) && !has_any(text, none);
}

std::optional<Sighting> find_named(const SiteView& site, const NameWords& words) {
    for (const ColumnView& column : site.columns()) {
        if (!words.name(column.name)) continue;
        return Sighting{column.name, column.url, &column, column.page};
    }
    for (const auto& [link, on] : site.shown_links()) {
        if (link->kind != LinkKind::page || !words.name(link->text)) continue;
        if (char_count(link->text) > kNameChars) continue;
        return Sighting{link->text, link->url, nullptr, site.page_at(link->url)};
    }
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        for (std::string_view name : {page.facts.column_name, page.facts.title}) {
            if (!words.name(name) || char_count(name) > kNameChars) continue;
            return Sighting{name, page.facts.url, nullptr, &page};
        }
    }
    return std::nullopt;
}

std::vector<const PageRecord*> pages_of(const SiteView& site, ColumnKind kind,
                                        const NameWords& words) {
    std::vector<std::string> folders;
    for (const ColumnView& column : site.columns()) {
        if (words.name(column.name)) folders.push_back(column.key);
    }
    std::vector<const PageRecord*> pages;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || &page == site.home() || says_not_found(page.facts)) continue;
        const std::string_view name = page.facts.column_name;
        const std::string key = address_key(page.facts.url);
        const bool by_word = name.empty() ? page.facts.column_kind == kind : words.name(name);
        const bool by_place = std::any_of(
            folders.begin(), folders.end(),
            [&](const std::string& folder) { return folder == key || lies_under(key, folder); });
        if (by_word || (name.empty() && by_place)) pages.push_back(&page);
    }
    return pages;
}

Reason absence_doubt(const SiteView& site) {
    const SiteFacts& facts = site.facts();
    if (facts.cut_short.code != ReasonCode::none) return facts.cut_short;
    const PageFacts& home = site.home()->facts;
    if (home.needs_rendering || !home.frames.empty()) {
        return {ReasonCode::ours, "首页由脚本或框架生成，未读全"};
    }
    const auto bare = std::count_if(home.links.begin(), home.links.end(), [&](const Link& link) {
        return link.kind == LinkKind::page && !link.hidden && site.is_ours(link.url) &&
               trim(link.text).empty() && site.page_at(link.url) == nullptr;
    });
    if (static_cast<std::size_t>(bare) >= kBareLinks) {
        return {ReasonCode::ours, "首页有多个无文字的图片入口，未读出"};
    }
    if (site.columns().size() < kFewColumns || fetched_pages(site) < kFewPages) {
        return {ReasonCode::ours, "识别出的栏目或页面过少"};
    }
    for (const ColumnView& column : site.columns()) {
        if (is_list_by_nature(column.kind)) continue;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            return {column.reason.code,
                    "栏目“" + std::string(column.name) + "”未读出：" + column.reason.text};
        }
    }
    return {};
}

std::string closed_because(const SiteView& site, std::string_view url) {
    if (const PageRecord* page = site.page_at(url)) {
        if (page->problem.code == ReasonCode::site) return page->problem.text;
        if (is_fetched(*page) && says_not_found(page->facts)) return "页面提示不存在";
        return {};
    }
    const LinkCheck* check = site.link_at(url);
    if (check == nullptr || check->state != LinkState::dead) return {};
    return check->http_status == 0 ? check->reason.text
                                   : "状态码" + std::to_string(check->http_status);
}

Finding absence(const SiteView& site, std::string problem, std::string_view what) {
    Finding finding = make_finding("absent", std::move(problem));
    add_place(finding, site.home()->facts.url);
    add_evidence(finding,
                 evidence_of(*site.home(), "全站采集" + std::to_string(fetched_pages(site)) +
                                               "个页面、" + std::to_string(site.columns().size()) +
                                               "个栏目，未见" + std::string(what)));
    return finding;
}

Verdict judge_subject(const SiteView& site, const Subject& subject) {
    const auto& pages = site.facts().pages;
    bool seen =
        subject.shown || std::any_of(pages.begin(), pages.end(), [&](const PageRecord& page) {
            return is_fetched(page) && !says_not_found(page.facts) && subject.shown_by(page);
        });
    const SiteLink* dead = nullptr;
    for (const SiteLink& each : site.shown_links()) {
        if (seen) break;
        if (!subject.entered_by(*each.link)) continue;
        if (closed_because(site, each.link->url).empty()) seen = true;
        dead = &each;
    }
    if (seen) {
        Verdict verdict = pass();
        verdict.coverage.checked = 1;
        return verdict;
    }
    const Reason doubt = absence_doubt(site);
    if (doubt.code != ReasonCode::none) return not_measured(doubt);
    if (dead == nullptr && !(subject.must_have && was_read_widely(site))) {
        return left_to_people(subject.left);
    }
    Finding finding = absence(site, std::string(subject.problem), subject.what);
    if (dead != nullptr) show_closed(finding, site, *dead);
    return judged({std::move(finding)});
}

Verdict left_to_people(std::string_view why) {
    return not_measured(ReasonCode::ours, std::string(why));
}

}  // namespace mingcha::audit
