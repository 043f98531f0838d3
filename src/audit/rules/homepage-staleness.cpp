// 监测2周，首页无信息更新的；首页仅为网站栏目导航入口的，所有二级页面无信息更新的；稿件发布页未注明发布时间的
// 视为不更新 (indicators.md W3).
#include <algorithm>

#include "audit/exemptions.h"
#include "audit/home_page.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    if (is_exempt(site, input.rule.id)) return not_applicable();
    const PageRecord& home = *site.home();
    const HomeSources sources = home_sources(site);
    const Newest newest = site.newest(sources.items);
    const std::int32_t days = home_days(input.rule);
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
        "home", sources.only_navigates
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
