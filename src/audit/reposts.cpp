#include "audit/reposts.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "audit/same_text.h"
#include "audit/titles.h"
#include "base/digest.h"

namespace mingcha::audit {

namespace {

constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::size_t kMinTitleBytes = 12;  // four ideographs: shorter is a menu word

struct Hit {
    const PageRecord* page = nullptr;  // that shows the title
    std::string_view url;
    std::string_view title;
    TitleForm form;
};

// Everything the site shows under a title, each address and title once; and the dates that lists
// print beside an address.
struct Shown {
    std::vector<Hit> hits;
    std::unordered_map<std::string_view, PrintedDate> dates;
};

Shown shown_titles(const SiteView& site) {
    Shown shown;
    std::unordered_set<std::uint64_t> known;
    const auto offer = [&](const PageRecord& page, std::string_view url, std::string_view title) {
        if (title.size() < kMinTitleBytes) return;
        if (!known.insert(fnv1a(title) * 31 + fnv1a(url)).second) return;
        shown.hits.push_back({&page, url, title, title_form(title)});
    };
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        const PageFacts& facts = page.facts;
        if (facts.kind == PageKind::article) offer(page, facts.url, facts.title);
        for (const auto* items : {&facts.items, &facts.script_items}) {
            for (const ListItem& item : *items) {
                if (item.date) shown.dates.try_emplace(item.url, *item.date);
                offer(page, item.url, item.title);
            }
        }
        for (const Link& link : facts.links) {
            const bool leads = link.kind == LinkKind::page || link.kind == LinkKind::attachment;
            if (leads && !link.hidden) offer(page, link.url, link.text);
        }
    }
    return shown;
}

// A visit between `due` and `seen` that did not see it: it came after it was due.
bool was_missing_when_due(const SiteView& site, Instant due, Instant seen) {
    return std::any_of(site.visits().begin(), site.visits().end(),
                       [&](Instant visit) { return visit >= due && visit < seen; });
}

std::optional<PrintedDate> date_of_hit(const SiteView& site, const Shown& shown, const Hit& hit) {
    const PageRecord* page = site.page_at(hit.url);
    if (page != nullptr && is_fetched(*page) && page->facts.publish_date) {
        return page->facts.publish_date;
    }
    const auto listed = shown.dates.find(hit.url);
    return listed == shown.dates.end() ? std::nullopt : std::optional(listed->second);
}

bool is_late(const SiteView& site, const std::optional<PrintedDate>& date, const Hit& hit,
             Instant due) {
    if (date) {
        // A day without a time is late only when the whole day is.
        return at(date->date, std::max(date->seconds, 0)) > due;
    }
    const std::optional<Instant> seen = site.first_seen(hit.url);
    return seen && *seen > due && was_missing_when_due(site, due, *seen);
}

// Columns that could carry a reposted item.
bool may_repost(ColumnKind kind) {
    return kind == ColumnKind::news || kind == ColumnKind::notices ||
           kind == ColumnKind::policies || kind == ColumnKind::interpretation ||
           kind == ColumnKind::other;
}

// What keeps "not found" from being said: lists that were not read, a crawl that ended early.
Reason incompleteness(const SiteView& site) {
    if (site.facts().cut_short.code != ReasonCode::none) return site.facts().cut_short;
    for (const ColumnView& column : site.columns()) {
        const bool unread = column.state == ColumnState::unfetched ||
                            column.state == ColumnState::scripted ||
                            column.state == ColumnState::framed;
        if (unread && may_repost(column.kind)) {
            return {column.reason.code,
                    "栏目“" + std::string(column.name) + "”" + column.reason.text};
        }
    }
    if (site.home()->facts.needs_rendering) {
        return {ReasonCode::ours, "首页内容由脚本生成，未渲染"};
    }
    // A text that was not read may be the item under another title.
    const auto& pages = site.facts().pages;
    if (std::any_of(pages.begin(), pages.end(),
                    [](const PageRecord& page) { return page.facts.text_left_out; })) {
        return {ReasonCode::budget, "正文总量超过一次判定读取的上限"};
    }
    return {};
}

void note(RepostSighting& sighting, const Hit& hit, std::optional<PrintedDate> date) {
    sighting.url = std::string(hit.url);
    sighting.title = std::string(hit.title);
    sighting.date = date;
    sighting.page = hit.page;
}

// A place that shows the item. True when it is in time: no other need be looked at.
bool weigh(RepostSighting& sighting, const SiteView& site, const Shown& shown, const Hit& hit) {
    const auto date = date_of_hit(site, shown, hit);
    if (!is_late(site, date, hit, due_of(*sighting.item))) {
        note(sighting, hit, date);
        sighting.state = RepostState::in_time;
        return true;
    }
    if (sighting.state != RepostState::late) note(sighting, hit, date);
    sighting.state = RepostState::late;
    return false;
}

// Articles that were not printed before the item was issued, and carry it under another title.
void look_into_texts(RepostSighting& sighting, const SiteView& site, const Shown& shown,
                     const TitleForm& wanted) {
    const RepostItem& item = *sighting.item;
    const TextForm text = text_form(item.text);
    const Date issued = date_of(item.issued_at);
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.kind != PageKind::article || facts.main_text.empty())
            continue;
        if (facts.publish_date && facts.publish_date->date < issued) continue;
        const bool same = opens_with_title(facts.main_text, wanted) ||
                          (!item.text.empty() && holds_text(text_form(facts.main_text), text));
        if (same && weigh(sighting, site, shown, {&page, facts.url, facts.title, {}})) return;
    }
}

RepostSighting look_for(const SiteView& site, const Shown& shown, const RepostItem& item) {
    RepostSighting sighting;
    sighting.item = &item;
    sighting.state = RepostState::missing;
    const TitleForm wanted = title_form(item.title);
    for (const Hit& hit : shown.hits) {
        if (is_same_title(wanted, hit.form) && weigh(sighting, site, shown, hit)) return sighting;
    }
    look_into_texts(sighting, site, shown, wanted);
    return sighting;
}

}  // namespace

Instant due_of(const RepostItem& item) {
    return {item.issued_at.seconds + item.due_hours * kSecondsPerHour};
}

std::vector<RepostSighting> look_for_reposts(const SiteView& site,
                                             const std::vector<RepostItem>& items) {
    std::vector<RepostSighting> sightings;
    const bool read = site.home() != nullptr;
    const Shown shown = read ? shown_titles(site) : Shown{};
    const Reason incomplete = read ? incompleteness(site) : site.home_problem();
    for (const RepostItem& item : items) {
        RepostSighting sighting;
        sighting.item = &item;
        if (due_of(item) > site.as_of()) {
            sighting.state = RepostState::not_due;
        } else if (read) {
            sighting = look_for(site, shown, item);
        } else {
            sighting.why = incomplete;
        }
        if (sighting.state == RepostState::missing && incomplete.code != ReasonCode::none) {
            sighting.state = RepostState::unknown;
            sighting.why = incomplete;
        }
        sightings.push_back(std::move(sighting));
    }
    return sightings;
}

}  // namespace mingcha::audit
