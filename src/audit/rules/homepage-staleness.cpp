// 监测2周，首页无信息更新的；首页仅为网站栏目导航入口的，所有二级页面无信息更新的；稿件发布页未注明发布时间的
// 视为不更新 (indicators.md W3).
#include <algorithm>

#include "audit/exemptions.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kDays = 14;

struct Sources {
    std::vector<ListItem> items;
    std::vector<const PageRecord*> pages;
    Reason unread;  // a page that could show more, and why it was not read
};

void take(Sources& sources, const SiteView& site, const PageRecord& page) {
    sources.pages.push_back(&page);
    for (const ListItem& item : site.offered(page.facts)) sources.items.push_back(item);
    if (page.facts.needs_rendering) {
        sources.unread = {ReasonCode::ours, "内容由脚本生成，未渲染"};
    } else if (!page.facts.frames.empty() && page.facts.items.empty()) {
        sources.unread = {ReasonCode::ours, "内容在框架页中"};
    }
}

// The pages that the home page leads to as columns, where it shows no news itself.
void take_second_level(Sources& sources, const SiteView& site) {
    for (const ColumnView& column : site.columns()) {
        if (!column.level_one) continue;
        if (column.page != nullptr && is_fetched(*column.page)) {
            take(sources, site, *column.page);
        } else if (column.state == ColumnState::unfetched) {
            sources.unread = column.reason;
        }
    }
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    if (is_exempt(site, input.rule.id)) return not_applicable();
    const PageRecord& home = *site.home();
    Sources sources;
    take(sources, site, home);
    const bool only_navigates = site.home_only_navigates();
    if (only_navigates) take_second_level(sources, site);
    const Newest newest = site.newest(sources.items);
    const auto days = static_cast<std::int32_t>(input.rule.threshold("days", kDays));
    Verdict verdict = pass();
    verdict.coverage = {static_cast<std::int64_t>(newest.dated + newest.undated), 0,
                        static_cast<std::int64_t>(newest.unresolved)};
    if (newest.date && *newest.date >= site.today() - days) return verdict;
    if (sources.unread.code != ReasonCode::none) return not_measured(sources.unread);
    // An item without a date, whose article was not seen, could be today's.
    if (newest.dated + newest.undated == 0 || newest.is_open()) {
        if (site.facts().cut_short.code != ReasonCode::none) {
            return not_measured(site.facts().cut_short);
        }
        return not_measured(ReasonCode::ours, "首页未识别出带日期的信息");
    }
    Finding finding = make_finding(
        "home", only_navigates
                    ? "首页为栏目导航入口，所有二级页面超过" + std::to_string(days) + "天未更新"
                    : "首页超过" + std::to_string(days) + "天未更新");
    add_place(finding, home.facts.url);
    const std::string excerpt =
        newest.date ? "最新一条 " + format_date(*newest.date) + " " + std::string(newest.title)
                    : "稿件均未注明发布时间";
    for (const PageRecord* page : sources.pages) add_evidence(finding, evidence_of(*page, excerpt));
    verdict.findings.push_back(std::move(finding));
    verdict.outcome = Outcome::fail;
    return verdict;
}

}  // namespace

SiteRule homepage_staleness() {
    return {"homepage-staleness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
