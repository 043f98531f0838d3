#include "audit/home_page.h"

namespace mingcha::audit {

namespace {

constexpr std::int64_t kDays = 14;

void take(HomeSources& sources, const SiteView& site, const PageRecord& page) {
    sources.pages.push_back(&page);
    for (const ListItem& item : site.offered(page.facts)) sources.items.push_back(item);
    if (page.facts.needs_rendering) {
        sources.unread = {ReasonCode::ours, "内容由脚本生成，未渲染"};
    } else if (!page.facts.frames.empty() && page.facts.items.empty()) {
        sources.unread = {ReasonCode::ours, "内容在框架页中"};
    }
}

// The pages that the home page leads to as columns, where it shows no news itself.
void take_second_level(HomeSources& sources, const SiteView& site) {
    for (const ColumnView& column : site.columns()) {
        if (!column.level_one) continue;
        if (column.page != nullptr && is_fetched(*column.page)) {
            take(sources, site, *column.page);
        } else if (column.state == ColumnState::unfetched) {
            sources.unread = column.reason;
        }
    }
}

}  // namespace

HomeSources home_sources(const SiteView& site) {
    HomeSources sources;
    take(sources, site, *site.home());
    sources.only_navigates = site.home_only_navigates();
    if (sources.only_navigates) take_second_level(sources, site);
    return sources;
}

std::int32_t home_days(const Rule& rule) {
    return static_cast<std::int32_t>(rule.threshold("days", kDays));
}

}  // namespace mingcha::audit
