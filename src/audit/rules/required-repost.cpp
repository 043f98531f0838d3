// 未按规范转载国务院和省政府重要信息 (indicators.md B; contract §3 reposts): every item due at
// as_of is looked for in lists, article titles and links; found later than due is a fault too.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "audit/rules/list.h"
#include "audit/titles.h"
#include "base/digest.h"
#include "base/text.h"

namespace mingcha::audit::rules {

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

Instant due_of(const RepostItem& item) {
    return {item.issued_at.seconds + item.due_hours * kSecondsPerHour};
}

// A visit between `due` and `seen` that did not see it: it came after it was due.
bool was_missing_when_due(const SiteView& site, Instant due, Instant seen) {
    return std::any_of(site.visits().begin(), site.visits().end(),
                       [&](Instant visit) { return visit >= due && visit < seen; });
}

bool is_late(const SiteView& site, const Shown& shown, const Hit& hit, Instant due) {
    std::optional<PrintedDate> date;
    const PageRecord* page = site.page_at(hit.url);
    if (page != nullptr && is_fetched(*page) && page->facts.publish_date) {
        date = page->facts.publish_date;
    } else if (const auto listed = shown.dates.find(hit.url); listed != shown.dates.end()) {
        date = listed->second;
    }
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
    return {};
}

Finding finding_of(const RepostItem& item, const SiteView& site, const Hit* late) {
    Finding finding = make_finding(
        name_key(item.title),
        (late == nullptr ? "未按规范转载“" : "未在规定时间内转载“") + item.title + "”");
    const std::string due = "应于" + shown_time(due_of(item)) + "前转载";
    if (late == nullptr) {
        add_place(finding, site.home()->facts.url);
        add_evidence(finding, evidence_of(*site.home(), due + "，全站未见“" + item.title + "”"));
        return finding;
    }
    add_place(finding, late->url);
    const PageRecord* page = site.page_at(late->url);
    const PageRecord& shown = page != nullptr && is_fetched(*page) ? *page : *late->page;
    std::string excerpt = due + "：" + std::string(late->title);
    if (shown.facts.publish_date) excerpt += " " + format_printed(*shown.facts.publish_date);
    add_evidence(finding, evidence_of(shown, excerpt));
    return finding;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<const RepostItem*> due;
    for (const RepostItem& item : input.context.reposts) {
        if (due_of(item) <= site.as_of()) due.push_back(&item);
    }
    if (due.empty()) return not_applicable();
    const Shown shown = shown_titles(site);
    const Reason incomplete = incompleteness(site);
    std::vector<Finding> findings;
    Coverage coverage;
    for (const RepostItem* item : due) {
        const TitleForm wanted = title_form(item->title);
        const Hit* late = nullptr;
        bool in_time = false;
        for (const Hit& hit : shown.hits) {
            if (in_time) break;
            if (!is_same_title(wanted, hit.form)) continue;
            if (is_late(site, shown, hit, due_of(*item))) {
                if (late == nullptr) late = &hit;
            } else {
                in_time = true;
            }
        }
        if (!in_time && late == nullptr && incomplete.code != ReasonCode::none) {
            ++(incomplete.code == ReasonCode::blocked ? coverage.blocked : coverage.skipped);
            continue;
        }
        ++coverage.checked;
        if (!in_time) findings.push_back(finding_of(*item, site, late));
    }
    Verdict verdict = judged(std::move(findings));
    if (verdict.findings.empty() && coverage.checked < static_cast<std::int64_t>(due.size())) {
        verdict = not_measured(incomplete);
    }
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule required_repost() {
    return {"required-repost", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
