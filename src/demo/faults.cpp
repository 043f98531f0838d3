#include "demo/faults.h"

#include "base/text.h"

namespace mingcha::demo {

namespace {

constexpr int kSlowMs = 300;

std::vector<Seeded> guides(SitePlan& plan, GuideState state) {
    plan.guides = state;
    if (state == GuideState::whole)
        return {{"guide-elements", "/bszn/", false}, {"guide-element-absence", "/bszn/", false}};
    if (state == GuideState::few_elements)
        return {{"guide-elements", "/bszn/"}, {"guide-element-absence", "/bszn/"}};
    return {{"guide-elements", "/bszn/"}};
}

std::vector<Seeded> footer_without(SitePlan& plan, std::string_view begin, std::string_view end) {
    drop(plan.footer, begin, end);
    return {{"footer-identity"}};
}

}  // namespace

ColumnPlan& column_of(SitePlan& plan, std::string_view name) {
    for (ColumnPlan& each : plan.columns) {
        if (each.name == name) return each;
    }
    return plan.columns.front();
}

void drop(std::string& html, std::string_view begin, std::string_view end) {
    const std::size_t from = html.find(begin);
    const std::size_t to = from == std::string::npos ? from : html.find(end, from);
    if (to != std::string::npos) html.erase(from, to + end.size() - from);
}

std::vector<Seeded> seed_kind(SitePlan& plan, SeedKind kind) {
    ColumnPlan& services = column_of(plan, "办事统计");
    switch (kind) {
        case SeedKind::guides_whole:
            return guides(plan, GuideState::whole);
        case SeedKind::guides_basis:
            return guides(plan, GuideState::basis_only_named);
        case SeedKind::guides_vague:
            return guides(plan, GuideState::vague);
        case SeedKind::guides_form:
            return guides(plan, GuideState::without_form);
        case SeedKind::guides_few:
            return guides(plan, GuideState::few_elements);
        case SeedKind::statistics_stale:
            services.newest = "2021-06-15";
            return {{"service-statistics", services.path}};
        case SeedKind::statistics_recent:
            services.newest = "2021-08-20";
            return {{"service-statistics", services.path, false}};
        case SeedKind::interpretations_apart:
            plan.linked_interpretations = false;
            return {{"interpretation-link", column_of(plan, "政策解读").path}};
        case SeedKind::repost_name:
            plan.repost_name = "转载信息";
            return {{"repost-column-name", "/zyzz/"}};
        case SeedKind::repost_late:  // the second item a day after it was due
            plan.reposts = replace_all(plan.reposts, "2021-11-02", "2021-11-06");
            return {{"required-repost", "/zyzz/"}};
        case SeedKind::footer_mark:
            return footer_without(plan, "<a href=\"http://bszs.conac", "</a>");
        case SeedKind::footer_code:
            return footer_without(plan, "网站标识码：", "　");
        case SeedKind::footer_icp:
            return footer_without(plan, "<a href=\"https://beian.miit", "</a>");
        case SeedKind::footer_unit:
            return footer_without(plan, "主办单位：", "　");
        case SeedKind::footer_contact:
            return footer_without(plan, "联系电话：", "1234567");
        case SeedKind::slow:
            plan.delay_ms = kSlowMs;
            plan.robots = "User-agent: *\nCrawl-delay: 0.2\nDisallow: /admin/\n";
            return {{"site-unreachability", "/", false}};
        case SeedKind::redirect_loop:
            plan.redirect_loop = true;
            return {{"homepage-staleness", "/", false}, {"footer-identity", "/", false}};
        case SeedKind::rubbish:
            plan.rubbish = true;
            return {{"homepage-staleness", "/", false}, {"footer-identity", "/", false}};
    }
    return {};
}

}  // namespace mingcha::demo
